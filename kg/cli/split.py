"""kg split: one name, another thing."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._decisions import decisions_option
from kg.cli._options import TYPE, store_option
from kg.cli._things import Thing


@click.command()
@click.argument("name", type=Thing())
@store_option
@decisions_option
@click.option("--type", "kind", type=TYPE, help="What NAME is, where several things bear it: method, dataset …")
def split(name: str, store: Path, decisions: Path | None, kind: str | None) -> None:
    """Make a name a thing of its own.

    NAME is no longer a name of anything else, now and on every build. To split a paper in two, NAME is an identifier
    of one of them, such as "arxiv:2301.04321" or "doi:10.5555/wg.1": the records with this identifier are separated
    from the others.
    """
    from kg.cli._decisions import decide
    from kg.errors import KgError
    from kg.query.names import resolve
    from kg.store import Store

    with Store.open(store) as graph:
        if graph.has_record(name):
            decide(graph, store, decisions, "split", f"paper:{name}")
            return
        node = resolve(graph, name, kind)
        if node.type == "paper":
            raise KgError(
                f"{name!r} is a paper; name an identifier of the one to part from it, such as arxiv:2301.04321"
            )
        decide(graph, store, decisions, "split", f"{node.type}:{node.label if name == node.iri else name}")
