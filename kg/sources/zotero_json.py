"""Zotero items as JSON, from its local or web API or from Better BibTeX."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Paper
from kg.sources._fields import Draft, without_markup
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._json import Object, read_json
from kg.sources._records import first, people, plain

_OTHERS = ("attachment", "note", "annotation")


def _sniff(head: Head) -> Verdict:
    if "itemType" in head.keys and head.keys & {"abstractNote", "creators", "itemID", "version"}:
        return Verdict(Certainty.CERTAIN, "it has the keys of Zotero items")
    return NO


FORMAT = Format("zotero_json", (".json",), "Zotero items (JSON of its API or of Better BibTeX)", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the file."""
    return read_json(source, _draft)


def _draft(record: Object) -> Draft | Problem:
    if record.get("itemType") in _OTHERS:
        return Problem("no paper", "", f"an item of type {record['itemType']!r}", left_out=False)
    creators = record.get("creators")
    authors = [
        creator
        for creator in (creators if isinstance(creators, list) else ())
        if isinstance(creator, dict) and creator.get("creatorType", "author") == "author"
    ]
    return Draft(
        without_markup(plain(record.get("title"))),
        without_markup(plain(record.get("abstractNote"))),
        first(record, ("citationKey", "key", "itemKey")),
        plain(record.get("date")),
        plain(record.get("url")),
        first(record, ("publicationTitle", "proceedingsTitle", "conferenceName", "bookTitle", "repository")),
        people(authors),
        {"doi": first(record, ("DOI",))},
        [first(record, (name,)) for name in ("url", "extra", "archiveID", "publicationTitle", "reportNumber")],
    )
