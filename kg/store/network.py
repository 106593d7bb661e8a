"""The graph as NetworkX: a MultiDiGraph whose nodes and edges carry one typed object each, under "fact"."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.model import Claim, Edge, Facts

if TYPE_CHECKING:
    import networkx as nx


def network(facts: Facts) -> nx.MultiDiGraph:
    """Nodes keyed by IRI (`fact` is a Node), edges by predicate name (`fact` is an Edge); asserted claims only."""
    import networkx as nx

    graph = nx.MultiDiGraph()
    for node in facts.nodes:
        graph.add_node(node.iri, fact=node)
    grouped: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in facts.claims:
        if claim.polarity == "asserted":
            grouped[claim.subject, claim.predicate, claim.object].append(claim)
    for (subject, predicate, object_), claims in sorted(grouped.items()):
        graph.add_edge(subject, object_, key=predicate, fact=Edge(subject, predicate, object_, tuple(sorted(claims))))
    return graph
