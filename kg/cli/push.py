"""kg push: the graph into another SPARQL server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli._options import store_option
from kg.cli._remote import server_options

if TYPE_CHECKING:
    from kg.remote.client import Server


@click.command()
@server_options
@store_option
def push(server: Server, store: Path) -> None:
    """Write the graph to a SPARQL 1.1 server.

    URL is the query endpoint of the server. Graphs that are there already are not sent again, so an interrupted push
    continues where it stopped. Credentials come from KG_REMOTE_USER and KG_REMOTE_PASSWORD, or KG_REMOTE_TOKEN.

    \b
    kg push http://localhost:7878/query
    """
    from kg.cli._progress import progress
    from kg.remote import push as send
    from kg.store import Store

    with Store.open(store) as graph, progress("Pushing") as advance:
        done = send(graph, server, advance)
    click.echo(f"wrote {done.written} graphs, {done.same} were there already, removed {done.removed}", err=True)
