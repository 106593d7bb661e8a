"""Articles in JATS, as PubMed Central and publishers give them; title and abstract are taken from the front."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.model import Paper
from kg.sources._fields import Author, Draft
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._xml import text_at, xml_records

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def _sniff(head: Head) -> Verdict:
    if "article-meta" in head.tags:
        return Verdict(Certainty.CERTAIN, "it holds articles in JATS")
    return NO


FORMAT = Format("jats_xml", (".xml", ".nxml"), "articles in JATS (XML)", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the file."""
    for record in xml_records(source, "front"):
        if isinstance(record, Problem):
            yield record
            continue
        meta = record.element.find("article-meta")
        if meta is None:
            yield Problem("no title and abstract", record.line, "an article without <article-meta>")
            continue
        ids = {element.get("pub-id-type", ""): text_at(element) for element in meta.iterfind("article-id")}
        date = next(iter(meta.iterfind("pub-date")), None)
        yield Draft(
            text_at(meta, "title-group/article-title"),
            _abstract(meta),
            ids.get("pmc") or ids.get("pmcid") or ids.get("doi", ""),
            "-".join(
                filter(None, (text_at(date, part).zfill(2) for part in ("year", "month", "day") if text_at(date, part)))
            ),
            f"https://doi.org/{ids['doi']}" if ids.get("doi") else "",
            text_at(record.element, "journal-meta//journal-title"),
            [
                _author(person)
                for person in meta.iterfind("contrib-group/contrib")
                if person.get("contrib-type") == "author"
            ],
            {"doi": ids.get("doi", ""), "pmid": ids.get("pmid", "")},
        ).finish(record.line, "the article")


def _abstract(meta: Element) -> str:
    """The abstract that is no graphical one or summary for others, its sections behind their titles."""
    abstract = next((a for a in meta.iterfind("abstract") if not a.get("abstract-type")), meta.find("abstract"))
    if abstract is None:
        return ""
    parts = []
    for element in abstract.iter():
        if element.tag == "title" and text_at(element).rstrip(":").casefold() != "abstract":
            parts.append(text_at(element).rstrip(":") + ":")
        elif element.tag == "p":
            parts.append(text_at(element))
    return " ".join(parts) or text_at(abstract)


def _author(person: Element) -> Author:
    name = f"{text_at(person, 'name/given-names')} {text_at(person, 'name/surname')}".strip()
    return Author(
        name or text_at(person, "collab", "string-name"), text_at(person, "contrib-id[@contrib-id-type='orcid']")
    )
