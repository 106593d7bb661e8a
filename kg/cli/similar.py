"""kg similar: papers that speak of the same things as a paper."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._options import format_option, store_option
from kg.cli._things import Thing


@click.command()
@click.argument("paper", type=Thing("paper"))
@store_option
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="Show no more than so many.")
@format_option("markdown", "latex")
def similar(paper: str, store: Path, limit: int, form: str) -> None:
    """Show papers that name the same things.

    Things that few papers name count most, and come first in the list of shared things. PAPER is a title or an IRI.
    """
    from kg.cli._tables import print_rows
    from kg.cli._things import thing
    from kg.query.similar import similar_papers
    from kg.store import Store

    with Store.open(store) as graph:
        node = thing(graph, paper, "paper")
        found = similar_papers(graph, node, count=limit)
    if form == "table":
        rows = [(one.title, one.issued[:4], one.score, tuple(one.shared[:6])) for one in found]
        print_rows(("paper", "year", "similarity", "both speak of"), rows, form)
    else:
        print_rows(
            ("paper", "issued", "similarity", "shared"), [(o.title, o.issued, o.score, o.shared) for o in found], form
        )
    if not found:
        click.echo(f"no other paper speaks of what {node.label!r} does", err=True)
