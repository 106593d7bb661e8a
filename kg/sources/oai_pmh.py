"""OAI-PMH records: arXiv's own formats and Dublin Core."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.model import Paper
from kg.sources._fields import Author, Draft, names, turned, without_markup
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._xml import text_at, xml_records

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def _sniff(head: Head) -> Verdict:
    if head.tags & {"OAI-PMH", "ListRecords", "GetRecord"} and "record" in head.tags:
        return Verdict(Certainty.CERTAIN, "it holds OAI-PMH records")
    return NO


FORMAT = Format("oai_pmh", (".xml", ".oai"), "OAI-PMH records (arXiv or Dublin Core)", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the file; records that say that a paper was deleted are noted."""
    for record in xml_records(source, "record"):
        if isinstance(record, Problem):
            yield record
            continue
        header = record.element.find("header")
        if header is not None and header.get("status") == "deleted":
            yield Problem("deleted", record.line, "a record that says that a paper was deleted", left_out=False)
            continue
        metadata = record.element.find("metadata")
        inner = metadata[0] if metadata is not None and len(metadata) else record.element
        draft = _dublin_core(inner) if inner.tag in ("dc", "record") else _arxiv(inner)
        draft.key = draft.key or text_at(header, "identifier")
        yield draft.finish(record.line, "the record")


def _arxiv(metadata: Element) -> Draft:
    key = text_at(metadata, "id")
    people = [
        Author(" ".join(filter(None, (text_at(a, "forenames"), text_at(a, "keyname"), text_at(a, "suffix")))))
        for a in metadata.iterfind("authors/author")
    ]
    return Draft(
        text_at(metadata, "title"),
        text_at(metadata, "abstract"),
        key,
        text_at(metadata, "created", "version/date"),
        f"https://arxiv.org/abs/{key}" if key else "",
        text_at(metadata, "journal-ref"),
        people or names(text_at(metadata, "authors")),
        {"arxiv": key, "doi": text_at(metadata, "doi")},
    )


def _dublin_core(metadata: Element) -> Draft:
    identifiers = [text_at(element) for element in metadata.iterfind("identifier")]
    descriptions = [text_at(element) for element in metadata.iterfind("description")]
    return Draft(
        text_at(metadata, "title"),
        without_markup(max(descriptions, key=len, default="").removeprefix("Abstract: ")),
        "",
        text_at(metadata, "date"),
        next((text for text in identifiers if text.startswith("http")), ""),
        text_at(metadata, "source"),
        [Author(turned(text_at(creator))) for creator in metadata.iterfind("creator")],
        {"doi": next((text for text in identifiers if "10." in text), "")},
        identifiers,
    )
