"""kg serve: the graph as web pages and as a SPARQL endpoint."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._decisions import decisions_option
from kg.cli._options import store_option


@click.command()
@store_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at; this machine alone.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="The port; 0 takes any that is free."
)
@click.option("--edit", is_flag=True, help="Let people correct the graph in its pages, as lines of the decisions file.")
@decisions_option
@click.option("--allow-host", "hosts", multiple=True, metavar="NAME", help="A further name that browsers may use.")
@click.option("--cors", "origins", multiple=True, metavar="ORIGIN", help="Let pages of this origin ask; * for all.")
@click.option(
    "--timeout", type=click.FloatRange(0, min_open=True), default=30, show_default=True, help="Seconds for a query."
)
@click.option("--rows", type=click.IntRange(1), default=1_000_000, show_default=True, help="Rows for an answer.")
@click.option("--memory", type=click.IntRange(64), default=2048, show_default=True, help="MiB for a query.")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Queries answered at once.")
@click.option("--open", "open_it", is_flag=True, help="Open the first page in the web browser.")
def serve(
    store: Path,
    host: str,
    port: int,
    edit: bool,
    decisions: Path | None,
    hosts: tuple[str, ...],
    origins: tuple[str, ...],
    timeout: float,
    rows: int,
    memory: int,
    workers: int,
    open_it: bool,
) -> None:
    """Serve the graph as web pages and as a SPARQL endpoint.

    Offers search, pages of things and papers with their sentences, leaderboards, comparisons and paths, each also as
    JSON, CSV and RDF, and SPARQL 1.1 at /sparql. By default only this machine can reach it, and it is read-only.
    Ctrl-C stops it.
    """
    import secrets

    from kg.cli._decisions import decisions_file
    from kg.serve.server import address, listen, run
    from kg.serve.settings import Settings
    from kg.store import Store

    with Store.open(store):  # what is wrong with it is said before an address is
        pass
    file = decisions_file(store, decisions) if edit else None
    token = secrets.token_urlsafe(24) if edit else ""
    with listen(host, port) as socket:
        settings = Settings(
            store, host, socket.getsockname()[1], hosts, origins, timeout, rows, memory, 1_000_000, workers, file, token
        )
        url = address(settings)
        click.echo(f"{url}/edit?token={token}" if edit else f"{url}/")
        click.echo(f"SPARQL endpoint: {url}/sparql; Ctrl-C ends the server", err=True)
        if open_it:
            click.launch(f"{url}/edit?token={token}" if edit else f"{url}/")
        run(settings, socket)
