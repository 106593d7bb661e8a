"""Nodes and edges as JSON objects, lists as lists and claims whole. `kg.imports._objects` reads them back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from kg.model import Claim, Edge, Node


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


def json_array(items: Iterable[object]) -> Iterator[bytes]:
    """A JSON array in parts, one item a line, so that it need not be held."""
    yield b"["
    before = b"\n"
    for item in items:
        yield before + dumps(item)
        before = b",\n"
    yield b"\n]" if before != b"\n" else b"]"


def dumps(value: object) -> bytes:
    """A value as JSON in UTF-8; half a surrogate pair, which UTF-8 cannot hold, is escaped."""
    try:
        return json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(value).encode()
