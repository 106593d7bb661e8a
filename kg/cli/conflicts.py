"""kg conflicts: papers that say opposite things."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._options import format_option, store_option
from kg.cli._things import Thing


@click.command()
@click.argument("about", metavar="[THING]", required=False, type=Thing())
@store_option
@format_option("markdown", "latex")
def conflicts(about: str | None, store: Path, form: str) -> None:
    """Show papers that say opposite things.

    One says that A outperforms B and another that B outperforms A, or one asserts what another denies: both quotes
    side by side. With THING only where it is about that.
    """
    from kg.cli._comparisons import print_conflicts
    from kg.cli._things import thing
    from kg.query.conflicts import conflicts as at_odds
    from kg.store import Store

    with Store.open(store) as graph:
        found = at_odds(graph, thing(graph, about) if about else None)
    print_conflicts(found, form)
    if not found:
        click.echo("no two papers say opposite things", err=True)
