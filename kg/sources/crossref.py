"""Crossref works, as its API and its public data file give them; abstracts in JATS become text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Paper
from kg.sources._fields import Draft, without_markup
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._json import Object, read_json
from kg.sources._records import dated, people, plain

_SIGNS = {
    "container-title",
    "reference-count",
    "references-count",
    "is-referenced-by-count",
    "deposited",
    "indexed",
    "prefix",
}


def _sniff(head: Head) -> Verdict:
    if "DOI" in head.keys and head.keys & _SIGNS and re.search(r'"title"\s*:\s*\[', head.text):
        return Verdict(Certainty.CERTAIN, "it has the keys of Crossref works")
    return NO


FORMAT = Format("crossref", (".json", ".jsonl", ".ndjson"), "Crossref works (JSON or JSON Lines)", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the file."""
    return read_json(source, _draft)


def _draft(record: Object) -> Draft | Problem:
    title, subtitle = plain(record.get("title")), plain(record.get("subtitle"))
    if subtitle and subtitle.casefold() not in title.casefold():
        title = f"{title}: {subtitle}"
    abstract = re.sub(
        r"^\s*(?i:abstract|summary)\s*[:.]?\s+(?=[A-Z])", "", without_markup(plain(record.get("abstract")))
    )
    doi = plain(record.get("DOI"))
    dates = (record.get(name) for name in ("published", "published-print", "published-online", "issued", "created"))
    return Draft(
        without_markup(title),
        abstract,
        doi,
        next((date for value in dates if (date := dated(value))), ""),
        plain(record.get("URL")),
        without_markup(plain(record.get("container-title"))) or plain(record.get("publisher")),
        people(record.get("author")),
        {"doi": doi},
        [plain(record.get("URL"))],
    )
