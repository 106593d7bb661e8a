"""The sentences behind what relates two things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Claim, Node
from kg.store.lookup import claims_between

if TYPE_CHECKING:
    from kg.store import Store


def why(store: Store, a: Node, b: Node) -> tuple[Claim, ...]:
    """All claims, of every polarity, between two things: edges either way, and numbers that speak of both."""
    direct = {*claims_between(store.graph, a.iri, b.iri), *claims_between(store.graph, b.iri, a.iri)}
    through: set[Claim] = set()
    for number in _numbers(store, a.iri) & _numbers(store, b.iri):
        for end in (a.iri, b.iri):
            through |= {*claims_between(store.graph, number, end), *claims_between(store.graph, end, number)}
    return tuple(sorted(direct)) + tuple(sorted(through))


def _numbers(store: Store, iri: str) -> set[str]:
    """The results that speak of a thing, in claims of any polarity."""
    import pyoxigraph as ox

    from kg.ontology import PREFIXES

    rdf, graph = PREFIXES["rdf"], store.graph
    found: set[str] = set()
    for role, other in (("subject", "object"), ("object", "subject")):
        for quad in graph.quads_for_pattern(None, ox.NamedNode(rdf + role), ox.NamedNode(iri), None):
            claim = quad.subject
            if isinstance(claim, ox.NamedNode):
                for end in graph.quads_for_pattern(claim, ox.NamedNode(rdf + other), None, quad.graph_name):
                    value = getattr(end.object, "value", "")
                    if "/result/" in value:
                        found.add(value)
    return found
