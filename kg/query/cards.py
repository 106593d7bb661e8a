"""All that the papers say of one thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Claim, Node

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

    facts = store.facts()
    nodes = {n.iri: n for n in facts.nodes}
    slots = ontology().slot_predicates
    by_result: dict[str, dict[str, Claim]] = {}
    for claim in facts.claims:
        if claim.predicate in slots:
            by_result.setdefault(claim.subject, {})[claim.predicate] = claim
        elif claim.predicate == "reports":
            by_result.setdefault(claim.object, {})["reports"] = claim
    numbers = [
        Reported(
            nodes[iri],
            tuple((slot, nodes[said[slot].object].label) for slot in slots if slot in said),
            said["reports"],
        )
        for iri, said in sorted(by_result.items())
        if node.iri == iri or any(node.iri in (claim.subject, claim.object) for claim in said.values())
    ]
    shown = [
        claim
        for claim in facts.claims
        if node.iri in (claim.subject, claim.object) and claim.predicate not in (*slots, "reports")
    ]
    shown.sort(key=lambda c: (c.subject != node.iri, c.predicate, c))
    touched = {iri for c in (*shown, *(n.claim for n in numbers)) for iri in (c.subject, c.object, c.paper)}
    return Card(
        node, tuple(shown), tuple(numbers), tuple((iri, nodes[iri].label) for iri in sorted(touched) if iri in nodes)
    )
