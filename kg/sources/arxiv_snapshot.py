"""The arXiv metadata snapshot (arxiv-metadata-oai-snapshot.json): one object a line."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Paper
from kg.sources._fields import Draft
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._json import Object, read_json
from kg.sources._records import people, plain


def _sniff(head: Head) -> Verdict:
    if {"authors_parsed", "abstract"} <= head.keys or {"submitter", "journal-ref"} <= head.keys:
        return Verdict(Certainty.CERTAIN, "it has the keys of the arXiv snapshot")
    return NO


FORMAT = Format("arxiv_snapshot", (".json", ".jsonl"), "the arXiv metadata snapshot (JSON Lines)", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the file."""
    return read_json(source, _draft)


def _draft(record: Object) -> Draft | Problem:
    key = plain(record.get("id"))
    versions = record.get("versions")
    submitted = (
        versions[0].get("created") if isinstance(versions, list) and versions and isinstance(versions[0], dict) else ""
    )
    return Draft(
        plain(record.get("title")),
        plain(record.get("abstract")),
        key,
        plain(submitted) or plain(record.get("update_date")),
        f"https://arxiv.org/abs/{key}" if key else "",
        plain(record.get("journal-ref")),
        people(record.get("authors_parsed")) or people(record.get("authors")),
        {"arxiv": key, "doi": plain(record.get("doi"))},
    )
