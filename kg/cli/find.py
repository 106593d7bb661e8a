"""kg find: things by any of their names."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._options import format_option, store_option
from kg.cli._things import Thing


@click.command()
@click.argument("text", type=Thing())
@store_option
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="List no more than this many.")
@format_option()
def find(text: str, store: Path, limit: int, form: str) -> None:
    """List things by any of their names.

    Things with a name that contains TEXT, best match first.
    """
    from kg.cli._tables import distinct, print_rows
    from kg.query.names import find as find_nodes
    from kg.store import Store

    with Store.open(store) as graph:
        nodes = find_nodes(graph, text, limit)
    if form == "table":
        shown = [(node.label, node.type, tuple(distinct((node.label, *node.names))[1:])) for node in nodes]
        print_rows(("name", "type", "also called"), shown, form)
    else:
        rows = [(node.label, node.type, node.names, node.iri) for node in nodes]
        print_rows(("name", "type", "also called", "iri"), rows, form)
