"""kg reject: an edge that is wrong."""

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
def reject(subject: str, predicate: str, object_: str, store: Path, decisions: Path | None) -> None:
    """Mark an edge as wrong.

    The edge is removed, whatever papers say, now and on every build.
    """
    from kg.cli._decisions import decide, named
    from kg.query.edges import edge
    from kg.store import Store

    with Store.open(store) as graph:
        first, name, second = edge(graph, subject, predicate, object_)
        decide(graph, store, decisions, "reject", named(graph, first), name, named(graph, second))
