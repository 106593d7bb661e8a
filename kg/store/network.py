"""The graph as NetworkX, with plain attributes; our own typed objects stand beside them under "fact"."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kg.link.thresholds import EVERYTHING, REPORTS, Thresholds, plain
from kg.model import Claim, Edge, Facts, Node

if TYPE_CHECKING:
    import networkx as nx


def network(facts: Facts, thresholds: Thresholds = EVERYTHING) -> nx.MultiDiGraph:
    """Nodes keyed by IRI, edges by predicate.

    Claims that are asserted and sure enough make edges; a result is a node where one of them touches it.

    A node has `label`, `type` and `names`; a paper `title`, `abstract`, `issued`, `authors`, `doi`, `arxiv` and `url`
    where known; a metric `direction`; a number `value` (a float; None where it is no single number), `text`, `unit`,
    `kind`, `change` and `condition`. An edge has `predicate`, `confidence` (from 0 to 1, of the surest paper), `quotes`
    and `papers` (their IRIs, one a quote). `fact` holds the same as a `kg.model.Node` or `kg.model.Edge`.
    """
    import networkx as nx

    graph = nx.MultiDiGraph()
    claims = plain(facts.claims, facts.nodes, thresholds)
    reported = {claim.object for claim in facts.claims if claim.predicate == REPORTS}
    ends = {iri for claim in claims for iri in (claim.subject, claim.object)}
    for node in facts.nodes:
        if node.iri in ends or node.iri not in reported:
            graph.add_node(node.iri, fact=node, **node_attributes(node))
    grouped: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        grouped[claim.subject, claim.predicate, claim.object].append(claim)
    for (subject, predicate, object_), said in sorted(grouped.items()):
        edge = Edge(subject, predicate, object_, tuple(sorted(said)))
        graph.add_edge(subject, object_, key=predicate, fact=edge, **edge_attributes(edge))
    return graph


def node_attributes(node: Node) -> dict[str, Any]:
    """What a node of the network carries beside its `fact`; what is not known is left out."""
    found: dict[str, Any] = {"label": node.label, "type": node.type, "names": list(node.names)}
    if node.direction:
        found["direction"] = node.direction
    if node.paper is not None:
        paper = node.paper
        found |= {
            "title": paper.title, "abstract": paper.abstract, "issued": paper.issued, "authors": list(paper.authors),
            "doi": paper.doi, "arxiv": paper.arxiv, "url": paper.url,
        }  # fmt: skip
    if node.number is not None:
        number = node.number
        found |= {
            "value": None if number.value is None else float(number.value), "text": number.text,
            "unit": number.unit, "kind": number.kind, "change": number.direction, "condition": number.condition,
        }  # fmt: skip
    return {name: value for name, value in found.items() if value not in ("", None) or name in ("label", "type")}


def edge_attributes(edge: Edge) -> dict[str, Any]:
    """What an edge of the network carries beside its `fact`."""
    return {
        "predicate": edge.predicate,
        "confidence": max((claim.confidence for claim in edge.claims), default=0.0),
        "quotes": [claim.evidence.quote for claim in edge.claims],
        "papers": [claim.paper for claim in edge.claims],
    }
