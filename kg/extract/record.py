"""An extraction as the JSON object that `kg extract` gives out and the store keeps."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from kg.model import Entity, Evidence, Extraction, Mention, Paper, Relation, Result

Record = dict[str, Any]  # JSON: the one place where the shape is open
# what a result's object has before its evidence, in order; fields that Result gains come last
_ORDER = (
    "method", "metric", "value", "unit", "dataset", "task", "baseline", "hardware", "condition", "kind", "direction",
    "polarity", "confidence", "rule",
)  # fmt: skip
_RESULT = tuple(dict.fromkeys((*_ORDER, *(field.name for field in fields(Result) if field.name != "evidence"))))


def to_record(extraction: Extraction) -> Record:
    """The JSON object of one paper; key order is fixed."""
    paper = extraction.paper
    record: Record = {
        "id": paper.key or paper.iri.rsplit("/", 1)[-1],
        "title": paper.title,
        "entities": [
            {
                "id": e.id,
                "type": e.type,
                "name": e.name,
                "names": list(e.names),
                "role": e.role,
                "confidence": e.confidence,
                "mentions": [{"field": m.field, "start": m.start, "end": m.end, "text": m.text} for m in e.mentions],
            }
            for e in extraction.entities
        ],
        "relations": [
            {
                "subject": r.subject,
                "predicate": r.predicate,
                "object": r.object,
                "polarity": r.polarity,
                "confidence": r.confidence,
                "rule": r.rule,
                "evidence": _evidence(r.evidence),
            }
            for r in extraction.relations
        ],
        "results": [
            {**{name: getattr(r, name) for name in _RESULT}, "evidence": _evidence(r.evidence)}
            for r in extraction.results
        ],
    }
    if extraction.dropped:
        record["dropped"] = dict(extraction.dropped)
    return record


def from_record(paper: Paper, record: Record, extractor: str = "") -> Extraction:
    """The extraction that `to_record` wrote for this paper."""
    return Extraction(
        paper,
        tuple(
            Entity(
                e["id"],
                e["type"],
                e["name"],
                tuple(e["names"]),
                tuple(Mention(**m) for m in e["mentions"]),
                e["role"],
                e["confidence"],
            )
            for e in record["entities"]
        ),
        tuple(Relation(**{**r, "evidence": Evidence(**r["evidence"])}) for r in record["relations"]),
        tuple(Result(**{**r, "evidence": Evidence(**r["evidence"])}) for r in record["results"]),
        extractor,
        tuple(record.get("dropped", {}).items()),
    )


def _evidence(evidence: Evidence) -> Record:
    return {"field": evidence.field, "start": evidence.start, "end": evidence.end, "quote": evidence.quote}
