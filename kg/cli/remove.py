"""kg remove: take papers out of the graph."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._options import store_option
from kg.cli._things import Thing


@click.command()
@click.argument("papers", metavar="PAPER...", nargs=-1, required=True, type=Thing("paper"))
@store_option
def remove(papers: tuple[str, ...], store: Path) -> None:
    """Take papers out of the graph.

    Removes each PAPER and everything that no other paper says. PAPER is a title or an IRI.
    If one of them is unknown, none is removed.
    """
    from kg.cli._notes import counted
    from kg.query.names import resolve
    from kg.query.statistics import statistics
    from kg.store import Store

    with Store.open(store) as graph:
        found = [resolve(graph, paper, "paper") for paper in papers]
        nodes = sorted({node.iri: node for node in found}.values(), key=lambda node: node.iri)
        graph.remove(*(node.iri for node in nodes))
        left = statistics(graph).nodes.get("paper", 0)
    for node in nodes:
        click.echo(f"removed {node.label}")
    click.echo(f"removed {counted(len(nodes), 'paper')}; {left:,} left", err=True)
