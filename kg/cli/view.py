"""kg view: the graph, things of it, or the answer of a query, as a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli._options import store_option
from kg.cli._things import Thing

if TYPE_CHECKING:
    from kg.render.start import View


@click.command()
@click.argument("things", metavar="[THING]...", nargs=-1, type=Thing())
@store_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default="graph.html",
    show_default=True,
    help="The file to write.",
)
@click.option(
    "--as",
    "view_",
    type=click.Choice(["around", "path", "lineage", "compare"]),
    help="What to draw of the things; found from their number when not given.",
)
@click.option("--query", "sparql", metavar="SPARQL", help="Draw what this CONSTRUCT makes, instead of things.")
@click.option("--hops", type=click.IntRange(1), default=2, show_default=True, help="How far round one THING to go.")
@click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write a page for each paper and thing, and lists of them, into this folder instead.",
)
@click.option("--open", "open_it", is_flag=True, help="Open the page in the web browser.")
def view(
    things: tuple[str, ...],
    store: Path,
    output: Path,
    view_: View | None,
    sparql: str | None,
    hops: int,
    site: Path | None,
    open_it: bool,
) -> None:
    """Write the graph as one offline HTML page.

    Without THING a map of the whole graph; with one its neighbourhood, with two the path between them, with more a
    comparison. The page opens without a network.
    """
    from kg.cli._progress import progress
    from kg.cli._things import thing
    from kg.files import write_atomically
    from kg.query.sparql import ask
    from kg.render import page
    from kg.render.drawings import of_answer, of_things, whole
    from kg.store import Store

    if site is not None:
        _write_site(store, site, bool(things or view_ or sparql), open_it)
        return
    if sparql is not None and (things or view_):
        raise click.UsageError("--query draws an answer; leave out THING and --as")
    if view_ and not things:
        raise click.UsageError("--as needs a THING")
    with Store.open(store) as graph, progress("Drawing"):
        if sparql is not None:
            drawing = of_answer(graph, ask(graph, sparql))
        elif things:
            drawing = of_things(graph, [thing(graph, name) for name in things], view_, hops)
        else:
            drawing = whole(graph)
        network = drawing.network
        write_atomically(output, page(network, drawing.title, total=drawing.total, start=drawing.start))
    click.echo(f"{output}: {network.number_of_nodes()} nodes, {network.number_of_edges()} edges")
    if len(network) < drawing.total:
        said = f"of more than {drawing.total - 1:,} nodes around it"
        click.echo(f"the nearest, and of those the most named, {said}", err=True)
    if open_it:
        click.launch(str(output.resolve()))


def _write_site(store: Path, site: Path, narrowed: bool, open_it: bool) -> None:
    """Write the pages of the whole graph as plain files."""
    from kg.cli._progress import progress
    from kg.serve.site import write
    from kg.store import Store

    if narrowed:
        raise click.UsageError("--site writes the pages of the whole graph; leave out THING, --as and --query")
    with Store.open(store) as graph, progress("Writing pages"):
        count = write(graph, site)
    click.echo(f"{site / 'index.html'}: {count} pages")
    if open_it:
        click.launch(str((site / "index.html").resolve()))
