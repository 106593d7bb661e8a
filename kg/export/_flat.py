"""Nodes and edges as rows of text and numbers, for formats that hold no objects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Claim, Edge, Node

if TYPE_CHECKING:
    import networkx as nx

# what XML 1.0 cannot hold
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SEPARATOR = " | "


@dataclass(frozen=True, slots=True)
class FlatNode:
    """A node; lists are joined by " | ", what is not there is "". `value` is the decimal as text."""

    id: str
    type: str
    label: str
    names: str
    direction: str
    issued: str
    doi: str
    url: str
    authors: str
    value: str
    value_text: str
    unit: str
    condition: str
    reasons: str
    kind: str = ""
    change_direction: str = ""
    venue: str = ""
    identifiers: str = ""


@dataclass(frozen=True, slots=True)
class FlatEdge:
    """An edge; `papers` and `quotes` are joined by " | ", one of each for a claim, in the same order."""

    source: str
    target: str
    predicate: str
    confidence: float
    claims: int
    papers: str
    quotes: str
    rules: str


def flat_node(node: Node) -> FlatNode:
    """A node as one row."""
    paper, number = node.paper, node.number
    return FlatNode(
        node.iri, node.type, node.label, SEPARATOR.join(node.names), node.direction,
        paper.issued if paper else "", paper.doi if paper else "", paper.url if paper else "",
        SEPARATOR.join(paper.authors) if paper else "",
        format(number.value, "f") if number and number.value is not None else "", number.text if number else "",
        number.unit if number else "", number.condition if number else "", SEPARATOR.join(node.reasons),
        number.kind if number else "", number.direction if number else "", paper.venue if paper else "",
        SEPARATOR.join(map(":".join, paper.ids)) if paper else "",
    )  # fmt: skip


def flat_edge(edge: Edge) -> FlatEdge:
    """An edge as one row; its confidence is that of its surest claim."""
    return FlatEdge(
        edge.subject, edge.object, edge.predicate, max(c.confidence for c in edge.claims), len(edge.claims),
        SEPARATOR.join(c.paper for c in edge.claims), SEPARATOR.join(c.evidence.quote for c in edge.claims),
        SEPARATOR.join(c.rule for c in edge.claims),
    )  # fmt: skip


def nodes(network: nx.MultiDiGraph) -> Iterator[Node]:
    """All nodes, by IRI."""
    for iri in sorted(network):
        yield network.nodes[iri]["fact"]


def edges(network: nx.MultiDiGraph) -> Iterator[Edge]:
    """All edges, sorted."""
    for subject, object_, predicate in sorted(network.edges(keys=True)):
        yield network.edges[subject, object_, predicate]["fact"]


def node_object(node: Node) -> dict[str, object]:
    """A node as JSON, lists as lists; what is not there is left out."""
    paper, number = node.paper, node.number
    fields: dict[str, object] = {
        "id": node.iri, "type": node.type, "label": node.label, "names": list(node.names), "direction": node.direction,
        "reasons": list(node.reasons),
    }  # fmt: skip
    if paper:
        fields |= {
            "title": paper.title, "abstract": paper.abstract, "key": paper.key, "doi": paper.doi, "arxiv": paper.arxiv,
            "issued": paper.issued, "authors": list(paper.authors), "url": paper.url,
            "identifiers": [":".join(pair) for pair in paper.ids], "venue": paper.venue,
            "orcids": dict(paper.orcids) or None,
        }  # fmt: skip
    if number:
        fields |= {
            "valueText": number.text, "unit": number.unit, "condition": number.condition,
            "value": None if number.value is None else format(number.value, "f"),
            "kind": number.kind, "changeDirection": number.direction,
        }  # fmt: skip
    return {key: value for key, value in fields.items() if value not in ("", [], None)}


def edge_object(edge: Edge) -> dict[str, object]:
    """An edge as JSON with its claims whole."""
    return {
        "source": edge.subject, "target": edge.object, "key": edge.predicate, "predicate": edge.predicate,
        "claims": [claim_object(claim) for claim in edge.claims],
    }  # fmt: skip


def claim_object(claim: Claim) -> dict[str, object]:
    """A claim as JSON."""
    evidence = claim.evidence
    return {
        "id": claim.iri, "paper": claim.paper, "polarity": claim.polarity, "confidence": claim.confidence,
        "rule": claim.rule, "field": evidence.field, "start": evidence.start, "end": evidence.end,
        "quote": evidence.quote,
    }  # fmt: skip


def xml_text(text: str) -> str:
    """The text without the characters that XML cannot hold; line ends as XML readers give them back."""
    return _NOT_XML.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
