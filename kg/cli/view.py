"""kg view: the graph, or what surrounds one thing, as a page."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._options import store_option
from kg.cli._things import Thing


@click.command()
@click.argument("thing", required=False, type=Thing())
@store_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default="graph.html",
    show_default=True,
    help="The file to write.",
)
@click.option("--hops", type=click.IntRange(1), default=2, show_default=True, help="How far round THING to go.")
@click.option("--open", "open_it", is_flag=True, help="Open the page in the web browser.")
def view(thing: str | None, store: Path, output: Path, hops: int, open_it: bool) -> None:
    """Write the graph as one offline HTML page.

    The whole of it, or what surrounds THING, in one file that opens without a network.
    """
    from kg.cli._progress import progress
    from kg.files import write_atomically
    from kg.query.around import around
    from kg.query.names import resolve
    from kg.render import page
    from kg.store import Store

    with Store.open(store) as graph, progress("Drawing"):
        if thing is None:
            network = graph.network()
            total, drawn = len(network), page(network, "Knowledge graph")
        else:
            node = resolve(graph, thing)
            network, total = around(graph, node.iri, hops)
            drawn = page(network, node.label, node.iri, total)
        write_atomically(output, drawn)
    click.echo(f"{output}: {network.number_of_nodes()} nodes, {network.number_of_edges()} edges")
    if len(network) < total:
        click.echo(f"the nearest, and of those the most named, of more than {total - 1:,} nodes around it", err=True)
    if open_it:
        click.launch(str(output.resolve()))
