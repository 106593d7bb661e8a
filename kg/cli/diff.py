"""kg diff: what changed between two graphs."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._options import format_option


@click.command()
@click.argument("a", type=click.Path(path_type=Path))
@click.argument("b", type=click.Path(path_type=Path))
@format_option("markdown")
def diff(a: Path, b: Path, form: str) -> None:
    """Show what changed from graph A to graph B.

    A and B are stores, or snapshots that 'kg export' wrote as N-Quads or TriG. Shows changed papers, things, edges and
    numbers, and names that now mean another thing.
    """
    from kg.cli._changes import print_changes
    from kg.query.diff import diff as compare
    from kg.query.diff import load

    print_changes(compare(load(a), load(b)), form)
