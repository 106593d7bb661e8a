"""kg variant: one thing is a version, size or kind of another."""

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
def variant(a: str, b: str, store: Path, decisions: Path | None, kind: str | None) -> None:
    """Record that A is a variant of B.

    A is a version, a size or a kind of B, now and on every build, so that questions about B include A. The line is
    appended to the file of corrections. To undo a wrong variant: kg reject A variantOf B.
    """
    from kg.cli._decisions import decide, named
    from kg.errors import KgError
    from kg.query.names import resolve
    from kg.store import Store
    from kg.store.families import ancestors

    with Store.open(store) as graph:
        first = resolve(graph, a, kind)
        second = resolve(graph, b, kind or first.type)
        if first.iri == second.iri:
            raise KgError(f"{a!r} and {b!r} are one {first.type}, {first.label!r}; nothing is a variant of itself")
        if first.iri in ancestors(graph.database, second.iri):
            raise KgError(
                f"{second.label!r} is a variant of {first.label!r}; reject that first: kg reject B variantOf A"
            )
        if second.iri in ancestors(graph.database, first.iri)[:1]:
            raise KgError(f"{first.label!r} is a variant of {second.label!r} already; 'kg why' says why")
        decide(graph, store, decisions, "variant", named(graph, first), named(graph, second))
