"""EndNote libraries exported as XML."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Paper
from kg.sources._fields import Author, Draft, turned
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._xml import text_at, xml_records


def _sniff(head: Head) -> Verdict:
    if {"records", "record"} <= head.tags and head.tags & {"ref-type", "contributors", "titles"}:
        return Verdict(Certainty.CERTAIN, "it holds EndNote records")
    return NO


FORMAT = Format("endnote_xml", (".xml",), "an EndNote library (XML)", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the file."""
    for record in xml_records(source, "record"):
        if isinstance(record, Problem):
            yield record
            continue
        entry = record.element
        links = [text_at(url) for url in entry.iterfind("urls//url")]
        yield Draft(
            text_at(entry, "titles/title"),
            text_at(entry, "abstract"),
            text_at(entry, "accession-num", "rec-number"),
            text_at(entry, "dates/year", "dates/pub-dates/date"),
            next(iter(links), ""),
            text_at(entry, "periodical/full-title", "titles/secondary-title", "alt-periodical/full-title"),
            [Author(turned(text_at(author))) for author in entry.iterfind("contributors/authors/author")],
            {"doi": text_at(entry, "electronic-resource-num")},
            links,
        ).finish(record.line, "the record")
