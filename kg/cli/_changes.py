"""Changes as rows, and as a changelog in Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from kg.cli._tables import print_rows, visible

if TYPE_CHECKING:
    from kg.query.diff import Change


def print_changes(changes: Sequence[Change], form: str) -> None:
    """Print changes; as Markdown under a heading a kind, each with its counts."""
    if form != "markdown":
        print_rows(
            ("kind", "change", "before", "after"), ((c.kind, c.change, c.before, c.after) for c in changes), form
        )
        return
    click.echo("# What changed\n" + ("" if changes else "\nNothing."))
    for kind, group in groupby(changes, key=lambda change: change.kind):
        rows = list(group)
        counts = ", ".join(f"{count} {change}" for change, count in sorted(Counter(c.change for c in rows).items()))
        click.echo(f"## {kind.capitalize()}s: {counts}\n")
        for change in rows:
            both = " → ".join(_escaped(text) for text in (change.before, change.after) if text)
            click.echo(f"- {change.change}: {both}")
        click.echo()


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_[]<>|" else c for c in visible(text))
