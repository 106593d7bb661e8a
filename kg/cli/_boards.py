"""Leaderboards for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli._tables import Value, print_rows, print_text

if TYPE_CHECKING:
    from kg.query.leaderboard import Board, Entry, Leaderboard

COLUMNS = (
    "board", "rank", "method", "value", "unit", "metric", "dataset", "task", "condition", "hardware", "baseline",
    "paper", "issued", "reason", "quote",
)  # fmt: skip
_SHOWN = ("rank", "method", "value", "condition", "hardware", "paper", "issued", "quote")
_APART = ("method", "value", "unit", "metric", "dataset", "condition", "hardware", "paper", "reason", "quote")
_BELOW = ("paper", "issued", "quote")


def print_leaderboard(found: Leaderboard, form: str, limit: int) -> None:
    """Print boards and what stands apart.

    Args:
        found: what to print.
        form: "table", "markdown" and "latex" have a table a board, the other formats hold all rows in one.
        limit: the most rows of a board, the most boards, and the most rows that stand apart.
    """
    boards = found.boards[:limit]
    if form not in ("table", "markdown", "latex"):
        rows = [_row(e, str(n)) for n, board in enumerate(boards, 1) for e in board.entries[:limit]]
        rows += [_row(entry, "") for entry in found.apart[:limit]]
        print_rows(COLUMNS, rows, form)
    else:
        for board in boards:
            _print(title(board), _SHOWN, board.entries[:limit], form)
        if found.apart:
            _print("Not ranked, since nothing compares with them", _APART, found.apart[:limit], form)
    left = max([len(found.boards), len(found.apart), *(len(board.entries) for board in boards)])
    if left > limit:
        click.echo(f"note: no more than {limit} of each are shown; --limit {left} shows all", err=True)


def title(board: Board) -> str:
    """What the numbers of a board are of."""
    metric = f"{board.metric} {board.parameter}" if board.parameter not in board.metric.casefold() else board.metric
    what = (
        metric
        if board.unit == "x"
        else {"absolute": metric, "gain": f"gain in {metric}", "loss": f"loss of {metric}"}[board.kind]
    )
    against = f" over {board.baseline}" if board.baseline else ""
    place = f" on {board.dataset}" if board.dataset else ""
    unit = f", {board.unit}" if board.unit else ""
    return f"{what}{against}{place}{unit} ({board.direction} is better)"


def _print(title: str, columns: tuple[str, ...], entries: tuple[Entry, ...], form: str) -> None:
    rows = [{**dict(zip(COLUMNS, _row(entry, ""), strict=True)), "value": entry.text} for entry in entries]
    kept = [c for c in columns if any(row[c] not in (None, "") for row in rows)]
    if form != "table":
        click.echo(f"**{title}**\n" if form == "markdown" else "% " + title)
        print_rows(kept, ([row[c] for c in kept] for row in rows), form)
        click.echo()
        return
    # sentences need the whole width of a terminal, so they stand below by number
    kept = [c for c in kept if c not in _BELOW]
    said: dict[tuple[str, str, str], int] = {}
    marks = [f"[{said.setdefault((e.quote, e.paper, e.issued), len(said) + 1)}]" for e in entries]
    print_text(title, style="bold")
    print_rows((*kept, "said"), ([*(row[c] for c in kept), mark] for row, mark in zip(rows, marks, strict=True)), form)
    for (quote, paper, issued), number in said.items():
        print_text(f"[{number}] “{quote}”")
        print_text(f"— {paper} ({issued})" if issued else f"— {paper}", indent=4, style="dim")
    click.echo()


def _row(entry: Entry, board: str) -> tuple[Value, ...]:
    value = entry.value if entry.value is not None else entry.text
    return (
        board, entry.rank, entry.method, value, entry.unit, entry.metric, entry.dataset, entry.task, entry.condition,
        entry.hardware, entry.baseline, entry.paper, entry.issued, entry.reason, entry.quote,
    )  # fmt: skip
