"""What the commands that decide have in common: write the line, and let the graph follow at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli._options import Decorator

if TYPE_CHECKING:
    from kg.link.decisions import Decision, Decisions
    from kg.model import Node
    from kg.store import Store

decisions_option: Decorator = click.option(
    "--decisions",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="KG_DECISIONS",
    show_default="STORE.decisions.txt beside the store, or $KG_DECISIONS",
    help="The file of what people decided.",
)


def decisions_file(store: Path, given: Path | None) -> Path:
    """The file of decisions that goes with a store: its own, or `decisions.txt` beside it as earlier versions wrote it.

    The latter is shared by all stores of a folder, which a note on standard error says.
    """
    if given is not None:
        return given
    place = store.absolute()
    own, shared = place.with_name(f"{place.name}.decisions.txt"), place.with_name("decisions.txt")
    if own.exists() or not shared.exists():
        return own
    click.echo(
        f"note: {shared} is shared by all stores beside it; rename it to {own.name} for this one alone", err=True
    )
    return shared


def decisions_of(store: Path, given: Path | None) -> Decisions:
    """The decisions of that file. Raises KgError where it is named and not there, or holds a line that is none."""
    from kg.errors import KgError
    from kg.link.decisions import read

    if given is not None and not given.exists():
        raise KgError(f"there is no file of decisions at {given}; `kg merge` and its like write one")
    return read(decisions_file(store, given))


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
