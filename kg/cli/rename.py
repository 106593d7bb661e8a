"""kg rename: what a thing is to be called."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._decisions import decisions_option
from kg.cli._options import TYPE, store_option
from kg.cli._things import Thing


@click.command()
@click.argument("thing", type=Thing())
@click.argument("label")
@store_option
@decisions_option
@click.option("--type", "kind", type=TYPE, help="What THING is, where several things bear the name: method, dataset …")
def rename(thing: str, label: str, store: Path, decisions: Path | None, kind: str | None) -> None:
    """Change the label of a thing.

    LABEL becomes its preferred name, now and on every build; its other names stay.
    """
    from kg.cli._decisions import decide, named, renaming
    from kg.errors import KgError
    from kg.query.names import resolve
    from kg.store import Store

    with Store.open(store) as graph:
        node = resolve(graph, thing, kind)
        line = renaming(graph, node)
        if line is not None and line.arguments[1] != label:
            raise KgError(f"{thing!r} is renamed already; change that line of the file of decisions: {line}")
        decide(graph, store, decisions, "rename", named(graph, node), label)
