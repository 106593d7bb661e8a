"""Nodes and claims that were read from a graph or table, as quads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.model import Claim, Facts, Node
from kg.ontology import ontology

if TYPE_CHECKING:
    import pyoxigraph as ox


def quads_of(nodes: Iterable[Node], claims: Iterable[Claim]) -> Iterator[ox.Quad]:
    """The quads of nodes and claims; a paper mentions what it makes claims of.

    Raises:
        KgError: a type or predicate that the ontology does not know, or an edge to what is no node.
    """
    from kg.store.rdf import to_quads

    held = {node.iri: node for node in nodes}
    said = tuple(sorted(claims))
    for node in held.values():
        ontology().type(node.type)
    mentions = set()
    for claim in said:
        ontology().predicate(claim.predicate)
        for end in (claim.subject, claim.object, claim.paper):
            if end not in held:
                raise KgError(f"there is an edge to {end}, which is no node of the graph")
        ends = (held[iri] for iri in (claim.subject, claim.object))
        mentions |= {(claim.paper, end.iri) for end in ends if end.type not in ("paper", "result")}
    facts = Facts(tuple(held[iri] for iri in sorted(held)), said, tuple(sorted(mentions)))
    return to_quads(facts, dict.fromkeys(held, "imported"))
