"""kg lineage: what a method extends, and what extends it."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._options import confidence_option, format_option, store_option
from kg.cli._things import Thing


@click.command()
@click.argument("method", type=Thing("method"))
@store_option
@click.option("--depth", type=click.IntRange(1), default=4, show_default=True, help="The most steps from it.")
@click.option("--breadth", type=click.IntRange(1), default=25, show_default=True, help="The most branches of a thing.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write the graph to this file, in the format of its suffix."
)
@confidence_option
@format_option()
def lineage(
    method: str, store: Path, depth: int, breadth: int, output: Path | None, least: float | None, form: str
) -> None:
    """Show what a method extends and what extends it.

    Prints two trees in order of years, each edge with the sentence that states it. -o writes a graph in any format of
    `kg export`.
    """
    from kg.cli._comparisons import print_lineage
    from kg.cli._things import thing
    from kg.export import export
    from kg.query.lineage import lineage as trees
    from kg.query.part import cut
    from kg.store import Store

    with Store.open(store) as graph:
        found = trees(graph, thing(graph, method, "method"), depth=depth, breadth=breadth, min_confidence=least)
        if output is not None:
            export(cut(graph, found.edges()), output)
            click.echo(f"wrote {output}: {len(found.edges())} edges", err=True)
            return
    print_lineage(found, form)
