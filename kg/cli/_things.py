"""From the name that a user types to the thing it means, and the names that a shell completes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from kg.model import Node
    from kg.store import Store


def thing(store: Store, name: str, type: str | None = None) -> Node:
    """The thing of that name; says on standard error which one it is where several bear the name.

    Raises:
        UnknownName: nothing bears it; the nearest names are told.
    """
    from kg.query.names import resolve

    node = resolve(store, name, type)
    say_which(store, name, node, type)
    return node


def say_which(store: Store, name: str, node: Node, type: str | None = None) -> None:
    """Tell the user which of several things of one name was taken."""
    from kg.query.names import namesakes

    if name == node.iri:
        return
    others = [other for other in namesakes(store, name, type) if other.iri != node.iri]
    if others:
        listed = ", ".join(f"{other.label} ({other.type}, {other.iri})" for other in others)
        click.echo(
            f"note: {name!r} is taken for {node.label} ({node.type}); also called so: {listed}; name one by its IRI",
            err=True,
        )


class Thing(click.ParamType[str]):
    """The name of a thing, completed in the shell from the names in the store.

    Args:
        type: only things of this type are offered.
    """

    name = "text"

    def __init__(self, type: str | None = None) -> None:
        self.type = type

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002 - click's signature
        """The things whose name begins with what is typed so far, those with most edges first."""
        from kg.errors import KgError
        from kg.query.names import find, fold
        from kg.store import Store

        begun = fold(incomplete) if incomplete else ""
        if not begun:
            return []  # a store has too many names to offer them all
        try:
            with Store.open(Path(ctx.params.get("store") or "kg-store")) as store:
                nodes = find(store, incomplete, 30, self.type)
        except KgError:
            return []
        found: dict[str, str] = {}
        for node in nodes:
            names = [name for name in (node.label, *node.names) if fold(name).startswith(begun)]
            if names:
                found.setdefault(names[0], node.type)
        # a name that is spelt otherwise takes the place of what is typed, which helps only where none is spelt so
        typed = [name for name in found if name.casefold().startswith(incomplete.casefold())]
        return [CompletionItem(name, help=found[name]) for name in typed or found]
