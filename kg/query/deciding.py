"""Putting decisions in force: a line of the file and the graph change together, or neither does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.link.decisions import Decision, append, read, split_name, without
from kg.model import Node
from kg.query.names import written

if TYPE_CHECKING:
    from kg.store import Store


def named(store: Store, node: Node) -> str:
    """How a line of the file calls a node: by its label, or as the decision does from which it has that label.

    A paper is called by its DOI or arXiv id where it has one, since several works may bear a title.
    """
    if node.paper is not None:
        known = [f"{scheme}:{name}" for scheme, name in (("doi", node.paper.doi), ("arxiv", node.paper.arxiv)) if name]
        return f"paper:{known[0] if known else node.paper.title}"
    by_decision = renaming(store, node)
    return by_decision.arguments[0] if by_decision else f"{node.type}:{written(store, node)}"


def renaming(store: Store, node: Node) -> Decision | None:
    """The decision from which a node has its label."""
    for line in store.decisions.of("rename"):
        type_, _ = split_name(line.arguments[0])
        if type_ == node.type and line.arguments[1] == node.label and store.applies(line):
            return line
    return None


def decide(store: Store, path: Path, made: Sequence[Decision]) -> tuple[Decision, ...]:
    """Append decisions to the file and put them in force, all of them or none.

    Args:
        store: an open store.
        path: the file of decisions.
        made: what is decided.

    Returns:
        the lines of before that no longer apply to anything.

    Raises:
        KgError: one is decided already or applies to nothing; nothing is then written.
    """
    before = read(path)
    for line in made:
        if line in before.lines:
            raise KgError(f"that is decided already, in {path}: {line}")
    idle_before = {line for line in before.lines if not store.applies(line)}
    idle = store.decide(type(before)(tuple(sorted((*before.lines, *made)))))
    for line in made:
        if line in idle:
            store.decide(before)
            raise KgError(f"that applies to nothing in the store: {line}")
    try:
        append(path, *made)
    except KgError:
        store.decide(before)
        raise
    return tuple(line for line in idle if line not in idle_before)


def undo(store: Store, path: Path, line: Decision) -> None:
    """Take a decision back: its line leaves the file, and the graph is what it was without it.

    Raises:
        KgError: the file has no such line, or cannot be written.
    """
    before = read(path)
    if line not in before.lines:
        raise KgError(f"that is not decided in {path}: {line}")
    store.decide(type(before)(tuple(other for other in before.lines if other != line)))
    try:
        without(path, line)
    except KgError:
        store.decide(before)
        raise
