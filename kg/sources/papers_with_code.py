"""The former Papers with Code dump of papers with abstracts. Its tables of results hold no abstracts."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Paper
from kg.sources._fields import Draft
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._json import Object, read_json
from kg.sources._records import first, people, plain


def _sniff(head: Head) -> Verdict:
    if {"paper_url", "url_abs"} <= head.keys or {"paper_url", "abstract", "proceeding"} <= head.keys:
        return Verdict(Certainty.CERTAIN, "it has the keys of Papers with Code")
    if {"sota", "datasets"} <= head.keys:
        return Verdict(Certainty.NEAR, "these are its tables of results, which hold no abstracts")
    return NO


FORMAT = Format("papers_with_code", (".json",), "the Papers with Code dump of papers with abstracts (JSON)", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the file."""
    return read_json(source, _draft)


def _draft(record: Object) -> Draft | Problem:
    return Draft(
        plain(record.get("title")),
        first(record, ("abstract", "short_abstract")),
        plain(record.get("paper_url")).rpartition("/")[2],
        plain(record.get("date")),
        first(record, ("url_abs", "paper_url", "url_pdf")),
        first(record, ("proceeding", "conference")),
        people(record.get("authors")),
        {"arxiv": plain(record.get("arxiv_id"))},
        [first(record, (name,)) for name in ("url_abs", "url_pdf")],
    )
