"""kg conflicts: papers that say opposite things."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._options import confidence_option, format_option, store_option
from kg.cli._things import Thing


@click.command()
@click.argument("about", metavar="[THING]", required=False, type=Thing())
@store_option
@confidence_option
@format_option("markdown", "latex")
def conflicts(about: str | None, store: Path, least: float | None, form: str) -> None:
    """Show papers that contradict each other.

    One paper says that A outperforms B and another that B outperforms A, on the same data and by the same metric; or
    one paper asserts what another denies. Both quotes are shown. THING limits the list to conflicts about it.
    """
    from kg.cli._comparisons import print_conflicts
    from kg.cli._notes import counted
    from kg.cli._things import thing
    from kg.query.conflicts import conflicts as at_odds
    from kg.store import Store

    with Store.open(store) as graph:
        found = at_odds(graph, thing(graph, about) if about else None, min_confidence=least)
    print_conflicts(found.found, form)
    if not found.found:
        click.echo("no two papers say opposite things of the same thing, data and metric", err=True)
    if found.other_data:
        pairs = counted(found.other_data, "pair of papers", "pairs of papers")
        click.echo(
            f"note: {pairs} say opposite things of other data or by other metrics, which is no conflict", err=True
        )
