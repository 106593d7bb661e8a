"""What a method extends, and what extends it, as papers state it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Node
from kg.query.lookup import Lookup, Said

if TYPE_CHECKING:
    from kg.store import Store

Edge = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Branch:
    """A thing in the tree with the sentences that tie it to the one above.

    Args:
        year: of the first paper that proposes it, "" where that is not known.
        again: its own branches stand elsewhere in the tree.
        left_out: the number of branches beyond the limits.
    """

    iri: str
    label: str
    said: tuple[Said, ...] = ()
    branches: tuple[Branch, ...] = ()
    again: bool = False
    left_out: int = 0
    year: str = ""


@dataclass(frozen=True, slots=True)
class Lineage:
    """Both trees of one thing, which is the root of each."""

    extends: Branch
    extended_by: Branch

    def edges(self) -> tuple[Edge, ...]:
        """All edges of both trees, sorted: subject, "extends", object."""
        found: set[Edge] = set()

        def walk(above: Branch, turned: bool) -> None:
            for below in above.branches:
                ends = (below.iri, above.iri) if turned else (above.iri, below.iri)
                found.add((ends[0], "extends", ends[1]))
                walk(below, turned)

        walk(self.extends, False)
        walk(self.extended_by, True)
        return tuple(sorted(found))


def lineage(
    store: Store, node: Node, *, depth: int = 4, breadth: int = 25, min_confidence: float | None = None
) -> Lineage:
    """The trees of what a method extends and of what extends it, each level in order of years.

    Only stated extensions count. Of two methods that are each said to extend the other, the edge that goes back in time
    is left out where the years of both are known.

    Args:
        store: an open store.
        node: the method.
        depth: the most steps from it.
        breadth: the most branches of one thing.
        min_confidence: from 0 to 1; less sure edges are left out. None is what the graph holds as plain edges.
    """
    lookup = Lookup(store, min_confidence)

    def up(iri: str) -> list[tuple[str, Edge]]:
        return [(other, (iri, "extends", other)) for other in lookup.objects(iri, "extends") if _is_after(iri, other)]

    def down(iri: str) -> list[tuple[str, Edge]]:
        found = lookup.subjects("extends", iri)
        return [(other, (other, "extends", iri)) for other in found if _is_after(other, iri)]

    def _is_after(newer: str, older: str) -> bool:
        if newer not in lookup.objects(older, "extends"):
            return True
        years = lookup.year(newer), lookup.year(older)
        return not all(years) or years[0] >= years[1]

    return Lineage(*(_tree(lookup, node.iri, step, depth, breadth) for step in (up, down)))


def _tree(lookup: Lookup, root: str, step: Callable[[str], list[tuple[str, Edge]]], depth: int, breadth: int) -> Branch:
    """The nearest first, so that each thing's own branches stand where it is first reached."""

    def place(pair: tuple[str, Edge]) -> tuple[str, str, str]:
        return lookup.year(pair[0]) or "9999", lookup.label(pair[0]), pair[0]

    seen, level = {root}, [root]
    children: dict[str, list[tuple[str, Edge]]] = {}
    for _ in range(depth):
        below: list[str] = []
        for iri in level:
            children[iri] = sorted(step(iri), key=place)
            for other, _edge in children[iri][:breadth]:
                if other not in seen:
                    seen.add(other)
                    below.append(other)
        level = below

    drawn: set[str] = set()

    def branch(iri: str, said: tuple[Said, ...], above: frozenset[str]) -> Branch:
        again = iri in drawn
        drawn.add(iri)
        own = [] if again else [pair for pair in children.get(iri, []) if pair[0] not in above | {iri}]
        kept = tuple(branch(other, lookup.said(*edge), above | {iri}) for other, edge in own[:breadth])
        return Branch(
            iri, lookup.label(iri), said, kept, again and bool(children.get(iri)), max(0, len(own) - breadth),
            lookup.year(iri),
        )  # fmt: skip

    return branch(root, (), frozenset())
