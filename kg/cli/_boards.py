"""Leaderboards for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from kg.cli._notes import counted, say_hidden
from kg.cli._tables import Value, print_quotes, print_rows, print_text

if TYPE_CHECKING:
    from kg.query.leaderboard import Board, Entry, Leaderboard

COLUMNS = (
    "board", "rank", "method", "value", "text", "unit", "kind", "metric", "dataset", "task", "condition", "hardware",
    "baseline", "confidence", "paper", "issued", "reason", "quote",
)  # fmt: skip
_RANKED = ("rank", "method", "value", "condition", "hardware", "confidence", "reported in", "year")
_APART = ("number", "method", "dataset", "why not", "reported in")


def print_leaderboard(
    found: Leaderboard, form: str, limit: int, *, every: bool, quotes: bool, least: float | None
) -> None:
    """Print boards; what is left out is counted in one line on standard error.

    Args:
        found: what to print.
        form: "table", "markdown" and "latex" have a table a board, the other formats hold all rows in one.
        limit: the most boards, the most rows of a board, and the most numbers that stand on none.
        every: print boards of one paper and numbers that stand on no board too.
        quotes: print the sentences below each table.
        least: the confidence that numbers had to have, for the note.
    """
    boards = (found.boards + found.single if every else found.boards)[:limit]
    apart = found.apart[:limit] if every else ()
    if form not in ("table", "markdown", "latex"):
        rows = [_row(e, str(n), b.kind) for n, b in enumerate(boards, 1) for e in b.entries[:limit]]
        print_rows(COLUMNS, [*rows, *(_row(entry, "", "") for entry in apart)], form)
    else:
        for board in boards:
            mixed = any(entry.dataset != board.dataset for entry in board.entries)
            _print(_heading(board), board.entries[:limit], _RANKED, form, quotes, mixed)
        if apart:
            _print("Not compared", apart, _APART, form, quotes, False)
    _say_what_is_left(found, limit, every, least)


def _heading(board: Board) -> str:
    """What the numbers of a board are of, and how they are ranked."""
    better = f"{board.direction} is better" if board.direction else "not ranked: --direction says which is better"
    papers = f"; {board.papers} papers" if board.papers > 1 else ""
    return f"{board.title} ({better}{papers})"


def _print(
    heading: str, entries: Sequence[Entry], columns: Sequence[str], form: str, quotes: bool, mixed: bool
) -> None:
    said: dict[tuple[str, str], int] = {}
    rows: list[dict[str, Value]] = []
    for entry in entries:
        number = said.setdefault((entry.quote, source(entry)), len(said) + 1)
        rows.append(
            {
                "rank": entry.rank, "method": entry.method, "value": entry.text, "number": _number(entry),
                "dataset": entry.dataset, "condition": entry.condition, "hardware": entry.hardware,
                "confidence": f"{entry.confidence:.2f}", "reported in": entry.paper, "year": entry.year,
                "why not": entry.reason, "said": f"[{number}]" if quotes else None,
            }
        )  # fmt: skip
    names = [*columns, "said"]
    if mixed:
        names.insert(3, "dataset")
    kept = [name for name in names if any(row[name] not in (None, "") for row in rows)]
    if form == "table":
        print_text(heading, style="bold")
    else:
        click.echo(f"**{heading}**\n" if form == "markdown" else "% " + heading)
    print_rows(kept, ([row[name] for name in kept] for row in rows), form)
    if quotes:
        print_quotes(said)
    click.echo()


def _number(entry: Entry) -> str:
    glue = "" if entry.unit in ("%", "x", "") else " "
    return f"{entry.text}{glue}{entry.unit} {entry.metric}"


def source(entry: Entry) -> str:
    """The paper of a number, with its year."""
    return f"{entry.paper} ({entry.year})" if entry.year else entry.paper


def _row(entry: Entry, board: str, kind: str) -> tuple[Value, ...]:
    return (
        board, entry.rank, entry.method, entry.value, entry.text, entry.unit, kind, entry.metric, entry.dataset,
        entry.task, entry.condition, entry.hardware, entry.baseline, entry.confidence, entry.paper, entry.issued,
        entry.reason, entry.quote,
    )  # fmt: skip


def _say_what_is_left(found: Leaderboard, limit: int, every: bool, least: float | None) -> None:
    if not found.boards:
        click.echo("no two papers report numbers that can be compared", err=True)
    left = []
    if not every and found.single:
        left.append(counted(len(found.single), "board of one paper", "boards of one paper"))
    if not every and found.apart:
        left.append(counted(len(found.apart), "number that compares with nothing", "numbers that compare with nothing"))
    if left:
        click.echo(f"note: {' and '.join(left)} not shown; --all shows them", err=True)
    sizes = [len(board.entries) for board in found.boards] + [len(found.boards)]
    if max(sizes) > limit:
        click.echo(f"note: no more than {limit} of each are shown; --limit {max(sizes)} shows all", err=True)
    say_hidden(found.hidden, "number", least)
