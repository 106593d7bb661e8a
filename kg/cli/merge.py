"""kg merge: two names, one thing."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._decisions import decisions_option
from kg.cli._options import TYPE, store_option
from kg.cli._things import Thing


@click.command()
@click.argument("a", type=Thing())
@click.argument("b", type=Thing())
@store_option
@decisions_option
@click.option(
    "--type", "kind", type=TYPE, help="What A and B are, where several things bear the name: method, dataset …"
)
def merge(a: str, b: str, store: Path, decisions: Path | None, kind: str | None) -> None:
    """Merge two names that mean one thing.

    B becomes another name of A, now and on every build. If A and B are papers, they become one paper with the
    identifiers of both; name them by title or as "doi:10.5555/wg.1". The line is appended to the file of corrections.
    """
    from kg.cli._decisions import decide, named
    from kg.errors import KgError
    from kg.query.names import resolve
    from kg.store import Store

    with Store.open(store) as graph:
        if graph.has_record(a) and graph.has_record(b):
            decide(graph, store, decisions, "merge", f"paper:{a}", f"paper:{b}")
            return
        first = resolve(graph, a, kind)
        second = resolve(graph, b, kind or first.type)
        if first.iri == second.iri:
            raise KgError(f"{a!r} and {b!r} are one {first.type} already, {first.label!r}; 'kg show' says why")
        decide(graph, store, decisions, "merge", named(graph, first), named(graph, second))
