"""What the commands that decide have in common: write the line, and let the graph follow at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli._options import Decorator

if TYPE_CHECKING:
    from kg.link.decisions import Decision
    from kg.model import Node
    from kg.store import Store

decisions_option: Decorator = click.option(
    "--decisions",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="KG_DECISIONS",
    show_default="STORE.decisions.txt beside the store, or $KG_DECISIONS",
    help="The file of corrections.",
)


def decisions_file(store: Path, given: Path | None) -> Path:
    """The file of decisions that goes with a store; a note on standard error says where other stores share it."""
    from kg.store import building

    file = building.decisions_file(store, given)
    own = building.own_decisions_file(store)
    if given is None and file != own:
        click.echo(f"note: {file} is shared by all stores beside it; rename it to {own.name} for this one", err=True)
    return file


def say_idle(lines: tuple[Decision, ...]) -> None:
    """Tell which decisions no longer apply to anything."""

    for line in lines:
        click.echo(f"note: applies to nothing any more: {line}", err=True)


def named(graph: Store, node: Node) -> str:
    """How a line of the file calls a node; see `kg.query.deciding.named`."""
    from kg.query.deciding import named

    return named(graph, node)


def renaming(graph: Store, node: Node) -> Decision | None:
    """The decision from which a node has its label."""
    from kg.query.deciding import renaming

    return renaming(graph, node)


def decide(graph: Store, store: Path, given: Path | None, verb: str, *arguments: str) -> None:
    """Append a decision to the file and put it in force.

    Raises:
        KgError: it is no decision, or applies to nothing; nothing is then written.
    """
    from kg.link.decisions import decision

    decide_all(graph, store, given, (decision(verb, arguments),))


def decide_all(graph: Store, store: Path, given: Path | None, made: tuple[Decision, ...]) -> None:
    """Append decisions to the file and put them in force, all of them or none.

    Raises:
        KgError: one is decided already or applies to nothing; nothing is then written.
    """
    from kg.query.deciding import decide

    path = decisions_file(store, given)
    idle = decide(graph, path, made)
    for line in made:
        click.echo(f"{path}: {line}")
    say_idle(idle)
