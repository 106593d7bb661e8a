"""All that the papers say of one thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Claim, Node
from kg.store.lookup import claims_of, label, labels
from kg.store.lookup import node as node_of

if TYPE_CHECKING:
    from kg.store import Store


@dataclass(frozen=True, slots=True)
class Reported:
    """A number with the names in its slots: (slot, name) pairs in the ontology's order."""

    result: Node
    slots: tuple[tuple[str, str], ...]
    claim: Claim


@dataclass(frozen=True, slots=True)
class Card:
    """A node with its claims of every polarity, outgoing first, its numbers, and the names of all that they touch."""

    node: Node
    claims: tuple[Claim, ...]
    numbers: tuple[Reported, ...]
    names: tuple[tuple[str, str], ...]


def card(store: Store, node: Node) -> Card:
    """The card of a node of the store."""
    from kg.ontology import ontology

    graph, slots = store.graph, ontology().slot_predicates
    about = set(claims_of(graph, node.iri))
    results = {end for claim in about for end in (claim.subject, claim.object) if "/result/" in end}
    numbers: list[Reported] = []
    for iri in sorted(results):
        said = {claim.predicate: claim for claim in sorted(claims_of(graph, iri))}
        result = node_of(graph, iri)
        if result is not None and "reports" in said:
            named = tuple((slot, label(graph, said[slot].object)) for slot in slots if slot in said)
            numbers.append(Reported(result, named, said["reports"]))
    shown = [claim for claim in about if claim.predicate not in (*slots, "reports")]
    shown.sort(key=lambda c: (c.subject != node.iri, c.predicate, c))
    names = labels(graph, (*shown, *(number.claim for number in numbers)))
    return Card(node, tuple(shown), tuple(numbers), tuple(sorted(names.items())))
