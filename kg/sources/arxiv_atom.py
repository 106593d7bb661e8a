"""Atom feeds whose entries have summaries, as the arXiv API gives them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Paper
from kg.sources._fields import Author, Draft, without_markup
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._xml import text_at, xml_records


def _sniff(head: Head) -> Verdict:
    if {"feed", "entry"} <= head.tags and "summary" in head.tags:
        return Verdict(Certainty.CERTAIN, "it is an Atom feed with summaries")
    if "feed" in head.tags and "http://www.w3.org/2005/Atom" in head.text:
        return Verdict(Certainty.NEAR, "it holds no entry with a summary")
    return NO


FORMAT = Format("arxiv_atom", (".atom", ".xml"), "an Atom feed of the arXiv API", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the feed."""
    for record in xml_records(source, "entry"):
        if isinstance(record, Problem):
            yield record
            continue
        entry = record.element
        key = text_at(entry, "id")
        links = [link.get("href", "") for link in entry.iterfind("link")]
        yield Draft(
            text_at(entry, "title"),
            without_markup(text_at(entry, "summary")),
            key.rpartition("/abs/")[2] or key,
            text_at(entry, "published", "updated"),
            key if key.startswith("http") else next(iter(links), ""),
            text_at(entry, "journal_ref"),
            [Author(text_at(author, "name")) for author in entry.iterfind("author")],
            {"doi": text_at(entry, "doi")},
            [key, *links],
        ).finish(record.line, "the entry")
