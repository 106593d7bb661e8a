"""Semantic Scholar papers, as its API and its bulk data give them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Paper
from kg.sources._fields import Draft
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._json import Object, read_json
from kg.sources._records import first, outside, people, plain


def _sniff(head: Head) -> Verdict:
    if {"paperId"} <= head.keys and head.keys & {"externalIds", "corpusId", "citationCount", "s2FieldsOfStudy"}:
        return Verdict(Certainty.CERTAIN, "it has the keys of Semantic Scholar")
    if {"corpusid", "externalids"} <= head.keys:
        return Verdict(Certainty.CERTAIN, "it has the keys of Semantic Scholar's bulk data")
    return NO


FORMAT = Format(
    "semantic_scholar", (".json", ".jsonl", ".ndjson"), "Semantic Scholar papers (JSON or JSON Lines)", _sniff
)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the file."""
    return read_json(source, _draft)


def _draft(record: Object) -> Draft | Problem:
    key = first(record, ("paperId", "corpusId", "corpusid"))
    journal = record.get("journal")
    return Draft(
        plain(record.get("title")),
        plain(record.get("abstract")),
        key,
        first(record, ("publicationDate", "publicationdate", "year")),
        plain(record.get("url")),
        plain(record.get("venue")) or plain(journal),
        people(record.get("authors")),
        {"s2": key} | outside(record.get("externalIds") or record.get("externalids")),
        [plain(record.get("url")), plain(record.get("openAccessPdf"))],
    )
