"""kg retype: what kind of thing a thing is."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._decisions import decisions_option
from kg.cli._options import TYPE, store_option
from kg.cli._things import Thing


@click.command()
@click.argument("thing", type=Thing())
@click.argument("kind", metavar="TYPE", type=TYPE)
@store_option
@decisions_option
@click.option(
    "--type", "old", type=TYPE, help="What THING is now, where several things bear the name: method, dataset …"
)
def retype(thing: str, kind: str, store: Path, decisions: Path | None, old: str | None) -> None:
    """Change the type of a thing.

    TYPE is method, task, dataset, metric or hardware. Edges that the ontology does not allow between the new types
    are left out.
    """
    from kg.cli._decisions import decide, named
    from kg.errors import KgError
    from kg.ontology import ontology
    from kg.query.names import resolve
    from kg.store import Store

    with Store.open(store) as graph:
        node, new = resolve(graph, thing, old), ontology().type(kind).name
        if node.type == new:
            raise KgError(f"{node.label!r} is a {new} already; --type says which of several things is meant")
        decide(graph, store, decisions, "retype", named(graph, node), new)
