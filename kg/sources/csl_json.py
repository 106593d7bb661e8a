"""CSL-JSON, the exchange format of citation styles, as Zotero, Pandoc and DOI servers write it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Paper
from kg.sources._fields import Draft, without_markup
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._json import Object, read_json
from kg.sources._records import dated, first, people, plain

_TYPE = re.compile(
    r'"type"\s*:\s*"(?:article(?:-journal|-magazine|-newspaper)?|paper-conference|chapter|book|thesis|report|webpage|'
    r'manuscript|dataset|speech|post(?:-weblog)?|document|review|preprint|entry(?:-\w+)?|software)"'
)


def _sniff(head: Head) -> Verdict:
    if re.search(r'"title"\s*:\s*\[', head.text) or not _TYPE.search(head.text):
        return NO
    if "date-parts" in head.keys or {"author", "family"} <= head.keys:
        return Verdict(Certainty.CERTAIN, "it has the keys of CSL-JSON")
    return NO


FORMAT = Format("csl_json", (".json", ".csljson"), "CSL-JSON (items with title and abstract)", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the file."""
    return read_json(source, _draft)


def _draft(record: Object) -> Draft | Problem:
    return Draft(
        without_markup(plain(record.get("title"))),
        without_markup(plain(record.get("abstract"))),
        first(record, ("id", "citation-key")),
        dated(record.get("issued")) or plain(record.get("issued")),
        plain(record.get("URL")),
        first(record, ("container-title", "event-title", "event", "collection-title")),
        people(record.get("author")),
        {"doi": plain(record.get("DOI")), "pmid": plain(record.get("PMID"))},
        [first(record, (name,)) for name in ("URL", "note", "number", "archive_location", "id")],
    )
