"""OpenAlex works, as the API and the snapshot give them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Paper
from kg.sources._fields import Draft, without_markup
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._json import Object, read_json
from kg.sources._records import first, inverted, location, outside, people, plain


def _sniff(head: Head) -> Verdict:
    if "abstract_inverted_index" in head.keys or {"authorships", "display_name"} <= head.keys:
        return Verdict(Certainty.CERTAIN, "it has the keys of OpenAlex works")
    return NO


FORMAT = Format("openalex", (".json", ".jsonl", ".ndjson"), "OpenAlex works (JSON or JSON Lines)", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the file."""
    return read_json(source, _draft)


def _draft(record: Object) -> Draft | Problem:
    place = record.get("primary_location")
    venue = place.get("source") if isinstance(place, dict) else None
    places = record.get("locations")
    links = [
        plain(other.get(name))
        for other in (places if isinstance(places, list) else [])
        if isinstance(other, dict)
        for name in ("landing_page_url", "pdf_url")
    ]
    key = plain(record.get("id"))
    return Draft(
        without_markup(first(record, ("title", "display_name"))),
        without_markup(inverted(record.get("abstract_inverted_index")) or plain(record.get("abstract"))),
        key.rpartition("/")[2],
        first(record, ("publication_date", "publication_year")),
        location(record) or first(record, ("doi",)),
        plain(venue),
        people(record.get("authorships")),
        {"openalex": key, "doi": plain(record.get("doi"))} | outside(record.get("ids")),
        [location(record), *links],
    )
