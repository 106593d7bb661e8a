"""kg pull: a graph from another SPARQL server."""

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
def pull(server: Server, store: Path) -> None:
    """Make a store from a graph on a SPARQL 1.1 server.

    URL is the query endpoint of the server; --store names a new folder. Credentials come from KG_REMOTE_USER and
    KG_REMOTE_PASSWORD, or KG_REMOTE_TOKEN.
    """
    from kg.cli._progress import progress
    from kg.remote import pull as fetch

    with progress("Pulling") as advance:
        done = fetch(server, store, advance)
    click.echo(f"pulled {done.papers} papers, {done.things} things, {done.claims} claims into {store}", err=True)
