"""kg accept: an edge that is right."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._decisions import decisions_option
from kg.cli._options import RELATION, store_option
from kg.cli._things import Thing


@click.command()
@click.argument("subject", type=Thing())
@click.argument("predicate", type=RELATION)
@click.argument("object_", metavar="OBJECT", type=Thing())
@store_option
@decisions_option
def accept(subject: str, predicate: str, object_: str, store: Path, decisions: Path | None) -> None:
    """Confirm that an edge is correct.

    The edge gets the confidence 1, now and on every build; 'kg score' counts it.
    """
    from kg.cli._decisions import decide, named
    from kg.query.edges import edge
    from kg.store import Store

    with Store.open(store) as graph:
        first, name, second = edge(graph, subject, predicate, object_)
        decide(graph, store, decisions, "accept", named(graph, first), name, named(graph, second))
