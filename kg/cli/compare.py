"""kg compare: things side by side."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._options import confidence_option, format_option, store_option
from kg.cli._things import Thing


@click.command()
@click.argument("things", metavar="A B...", nargs=-1, required=True, type=Thing())
@store_option
@click.option("--most", type=click.IntRange(1), default=8, show_default=True, help="Show no more than this in a cell.")
@confidence_option
@format_option("markdown", "latex")
def compare(things: tuple[str, ...], store: Path, most: int, least: float | None, form: str) -> None:
    """Compare things side by side.

    Tasks, methods, datasets, metrics, hardware, who outperforms whom, and numbers, with the sentences that say so.
    """
    from kg.cli._comparisons import print_comparison
    from kg.cli._notes import say_hidden
    from kg.cli._things import thing
    from kg.query.compare import compare as side_by_side
    from kg.store import Store

    if len(things) < 2:
        raise click.UsageError("give two things or more to compare")
    with Store.open(store) as graph:
        nodes = [thing(graph, name) for name in things]
        found = side_by_side(graph, nodes, most=most, min_confidence=least)
    print_comparison(found, form)
    say_hidden(found.hidden, "claim", least)
