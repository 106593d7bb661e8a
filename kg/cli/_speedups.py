"""Speedups for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli._notes import say_hidden
from kg.cli._tables import Value, print_quotes, print_rows, print_text

if TYPE_CHECKING:
    from kg.query.speedups import Speedups

COLUMNS = (
    "by", "of", "relation", "metric", "value", "over", "dataset", "hardware", "condition", "confidence", "paper",
    "issued", "quote",
)  # fmt: skip
_SHOWN = ("by", "of", "how much", "over", "dataset", "hardware", "condition", "confidence", "paper", "year", "said")


def print_speedups(found: Speedups, form: str, limit: int, *, quotes: bool, least: float | None) -> None:
    """Print speedups as one table, for people with their sentences below on request.

    Args:
        found: what to print.
        form: a format of `kg.cli._tables.print_rows`.
        limit: the most rows.
        quotes: print the sentences too.
        least: the confidence that numbers had to have, for the note.
    """
    shown = found.found[:limit]
    if form not in ("table", "markdown", "latex"):
        rows: list[tuple[Value, ...]] = [
            (s.by, s.of, s.relation, s.metric, s.text, s.over, s.dataset, s.hardware, s.condition, s.confidence,
             s.paper, s.issued, s.quote)
            for s in shown
        ]  # fmt: skip
        print_rows(COLUMNS, rows, form)
    elif shown:
        _print(found, form, limit, quotes)
    if not found.found:
        click.echo(f"no paper reports a number by which {found.thing.label!r} becomes faster or cheaper", err=True)
    if len(found.found) > limit:
        click.echo(f"note: the first {limit} of {len(found.found)}; --limit shows more", err=True)
    say_hidden(found.hidden, "number", least)


def _print(found: Speedups, form: str, limit: int, quotes: bool) -> None:
    said: dict[tuple[str, str], int] = {}
    lines: list[dict[str, Value]] = []
    for s in found.found[:limit]:
        year = s.issued[:4]
        number = said.setdefault((s.quote, f"{s.paper} ({year})" if year else s.paper), len(said) + 1)
        lines.append(
            {
                "by": s.by, "of": s.of, "how much": f"{s.text} {s.metric}", "over": s.over, "dataset": s.dataset,
                "hardware": s.hardware, "condition": s.condition, "confidence": f"{s.confidence:.2f}", "paper": s.paper,
                "year": year, "said": f"[{number}]" if quotes else "",
            }
        )  # fmt: skip
    kept = [name for name in _SHOWN if any(line[name] not in ("", None) for line in lines)]
    if form == "table" and found.family:
        print_text(f"{found.thing.label}, with its variants {', '.join(found.family)}", style="bold")
    print_rows(kept, ([line[name] for name in kept] for line in lines), form)
    if quotes:
        print_quotes(said)
