"""The graph as NetworkX: a MultiDiGraph whose nodes and edges carry one typed object each, under "fact"."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.link.thresholds import EVERYTHING, REPORTS, Thresholds, plain
from kg.model import Claim, Edge, Facts

if TYPE_CHECKING:
    import networkx as nx


def network(facts: Facts, thresholds: Thresholds = EVERYTHING) -> nx.MultiDiGraph:
    """Nodes keyed by IRI (`fact` is a Node), edges by predicate name (`fact` is an Edge).

    Claims that are asserted and sure enough make edges; a result is a node where one of them touches it.
    """
    import networkx as nx

    graph = nx.MultiDiGraph()
    claims = plain(facts.claims, facts.nodes, thresholds)
    reported = {claim.object for claim in facts.claims if claim.predicate == REPORTS}
    ends = {iri for claim in claims for iri in (claim.subject, claim.object)}
    for node in facts.nodes:
        if node.iri in ends or node.iri not in reported:
            graph.add_node(node.iri, fact=node)
    grouped: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        grouped[claim.subject, claim.predicate, claim.object].append(claim)
    for (subject, predicate, object_), said in sorted(grouped.items()):
        graph.add_edge(subject, object_, key=predicate, fact=Edge(subject, predicate, object_, tuple(sorted(said))))
    return graph
