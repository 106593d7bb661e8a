"""OpenReview notes, of both versions of its API."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from kg.model import Paper
from kg.sources._fields import Draft
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._json import Object, read_json
from kg.sources._records import first, people, plain


def _sniff(head: Head) -> Verdict:
    if {"forum", "content"} <= head.keys and head.keys & {
        "invitation",
        "invitations",
        "signatures",
        "replyto",
        "cdate",
    }:
        return Verdict(Certainty.CERTAIN, "it has the keys of OpenReview notes")
    return NO


FORMAT = Format("openreview", (".json", ".jsonl"), "OpenReview notes (JSON or JSON Lines)", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the file."""
    return read_json(source, _draft)


def _draft(record: Object) -> Draft | Problem:
    content = record.get("content")
    content = content if isinstance(content, dict) else {}
    key = first(record, ("forum", "id"))
    title, abstract = plain(content.get("title")), plain(content.get("abstract"))
    if not abstract and record.get("replyto"):
        return Problem("no paper", "", "a reply, such as a review or a comment", left_out=False)
    created = next(
        (record[name] for name in ("pdate", "odate", "cdate", "tcdate") if isinstance(record.get(name), int)), None
    )
    return Draft(
        title,
        abstract,
        key,
        datetime.fromtimestamp(created / 1000, UTC).date().isoformat() if created and 0 < created < 4e12 else "",
        f"https://openreview.net/forum?id={key}" if key else "",
        plain(content.get("venue")) or plain(content.get("venueid")),
        people(content.get("authors")),
        {"openreview": key},
        [plain(content.get("pdf")), plain(content.get("html")), plain(content.get("_bibtex"))],
    )
