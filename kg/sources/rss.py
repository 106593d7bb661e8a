"""RSS feeds whose items describe papers, as arXiv's daily feeds and those of journals do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Paper
from kg.sources._fields import Author, Draft, names, without_markup
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._xml import text_at, xml_records

_BEFORE = re.compile(r"^\s*arXiv:\S+\s+Announce Type:\s*\S+\s+Abstract:\s*", re.IGNORECASE)
_BEHIND = re.compile(r"\s*\(arXiv:\S+(?:\s+\[[^\]]*\])?[^()]*\)\s*$")


def _sniff(head: Head) -> Verdict:
    if head.tags & {"rss", "RDF"} and {"item", "description"} <= head.tags:
        return Verdict(Certainty.CERTAIN, "it is an RSS feed with descriptions")
    return NO


FORMAT = Format("rss", (".rss", ".xml", ".rdf"), "an RSS feed with abstracts as descriptions", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the feed."""
    for record in xml_records(source, "item"):
        if isinstance(record, Problem):
            yield record
            continue
        item = record.element
        creators = [
            without_markup(text_at(creator)) for creator in (*item.iterfind("creator"), *item.iterfind("author"))
        ]
        authors = names(creators[0]) if len(creators) == 1 else [Author(creator) for creator in creators]
        link = text_at(item, "link", "guid")
        yield Draft(
            _BEHIND.sub("", without_markup(text_at(item, "title"))),
            _BEFORE.sub("", without_markup(text_at(item, "description", "encoded"))),
            text_at(item, "guid", "identifier") or link,
            text_at(item, "date", "pubDate", "publicationDate"),
            link,
            text_at(item, "publicationName", "source"),
            authors,
            {"doi": text_at(item, "doi")},
            [link, text_at(item, "guid"), text_at(item, "identifier")],
        ).finish(record.line, "the item")
