"""A record whose fields are named as someone liked, as a draft of a paper; used for JSON objects and rows of tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import isfinite
from typing import Any

from kg.sources._fields import Author, Draft, names, turned, without_markup
from kg.sources._identifiers import normalised
from kg.sources._interface import Problem
from kg.sources._names import recognised

_WITHIN = ("value", "text", "name", "display_name", "url")
SCHEMES = ("doi", "arxiv", "pmid", "acl", "openalex", "s2", "openreview")
_AUTHOR_NAMES = ("name", "display_name", "full_name", "fullName", "literal", "fullname", "raw_author_name")


def draft(record: Mapping[str, Any]) -> Draft | Problem:
    """The fields of a record. A title or abstract that is no text is a problem."""
    known = recognised(record)
    for field in ("title", "abstract"):
        if isinstance(value := record.get(known.get(field, [field])[0]), bool | int | float):
            return Problem(f"no {field}", "", f"the {field} is no text but {value!r}; expected a string")
    identifiers = {scheme: first(record, known.get(scheme, ())) for scheme in SCHEMES}
    key = first(record, known.get("key", ()))
    if normalised("arxiv", key) and re.fullmatch(r"(?i)(arxiv:)?\S+", key) and not identifiers["arxiv"]:
        identifiers["arxiv"] = key if re.fullmatch(r"(?i)(?:arxiv:)?[\w.-]+(?:/\d{7})?(?:v\d+)?", key) else ""
    identifiers |= outside(record.get("externalIds") or record.get("ids") or record.get("external_ids"))
    authors = next((found for name in known.get("authors", ()) if (found := people(record[name]))), ())
    return Draft(
        first(record, known.get("title", ())),
        without_markup(first(record, known.get("abstract", ())) or inverted(record.get("abstract_inverted_index"))),
        key,
        first(record, known.get("issued", ())),
        first(record, known.get("url", ())) or location(record),
        first(record, known.get("venue", ())),
        authors,
        {scheme: value for scheme, value in identifiers.items() if value},
        [first(record, (name,)) for name in known.get("url", ())] + [key, location(record)],
    )


def first(record: Mapping[str, Any], fields: tuple[str, ...] | list[str]) -> str:
    """The first of these fields that holds text, as text."""
    return next((text for name in fields if (text := plain(record.get(name)))), "")


def plain(value: object) -> str:
    """A value as text: of a list its first text, of an object its "value", "name" or date; nothing for the rest."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "" if not isfinite(value) else f"{value:.0f}" if value == int(value) else str(value)
    if isinstance(value, list):
        return next((text for element in value if (text := plain(element))), "")
    if isinstance(value, dict):
        return dated(value) or next((text for key in _WITHIN if (text := plain(value.get(key)))), "")
    return ""


def dated(value: object) -> str:
    """The date-parts of CSL-JSON and Crossref as text."""
    parts = value.get("date-parts") if isinstance(value, dict) else None
    if not (isinstance(parts, list) and parts and isinstance(parts[0], list)):
        return plain(value.get("raw") or value.get("literal")) if isinstance(value, dict) else ""
    numbers = [plain(part) for part in parts[0][:3]]
    return "-".join(number.zfill(2) for number in numbers if number)


def people(value: object) -> tuple[Author, ...]:
    """Authors out of what a record holds: a text, a list of texts, of objects, of lists."""
    if isinstance(value, str):
        return names(value)
    if isinstance(value, dict):
        return people(value.get("value") or [value])
    return tuple(
        author for element in (value if isinstance(value, list) else ()) if (author := person(element)) is not None
    )


def person(value: object) -> Author | None:
    """One author out of a text, an object, or [family, given, suffix]."""
    if isinstance(value, str):
        return Author(turned(value)) if value.count(",") == 1 else Author(value)
    if isinstance(value, list):
        parts = [part for part in value[:2] if isinstance(part, str)]
        return Author(" ".join(reversed(parts)))
    if not isinstance(value, dict):
        return None
    if isinstance(inner := value.get("author"), dict):  # OpenAlex nests the author once more
        value = value | inner
    given = plain(value.get("given") or value.get("firstName") or value.get("first_name") or value.get("first"))
    family = plain(value.get("family") or value.get("lastName") or value.get("last_name") or value.get("last"))
    particle = plain(value.get("non-dropping-particle") or value.get("dropping-particle"))
    name = " ".join(part for part in (given, particle, family) if part) or first(value, _AUTHOR_NAMES)
    orcid = plain(value.get("orcid") or value.get("ORCID") or value.get("authenticated-orcid"))
    return Author(name, normalised("orcid", orcid)) if name else None


def inverted(index: object) -> str:
    """OpenAlex gives an abstract as word -> positions."""
    if not isinstance(index, dict):
        return ""
    places = [
        (place, word) for word, at in index.items() if isinstance(at, list) for place in at if isinstance(place, int)
    ]
    return " ".join(word for _, word in sorted(places))


def outside(ids: object) -> dict[str, str]:
    """Identifiers out of an object such as Semantic Scholar's externalIds or OpenAlex's ids."""
    if not isinstance(ids, dict):
        return {}
    schemes = {"doi": "doi", "arxiv": "arxiv", "pubmed": "pmid", "pmid": "pmid", "acl": "acl", "openalex": "openalex"}
    return {
        schemes[name.casefold()]: text
        for name, value in ids.items()
        if name.casefold() in schemes and (text := plain(value))
    }


def location(record: Mapping[str, Any]) -> str:
    """The address of the page that shows the paper, where OpenAlex puts it."""
    for name in ("primary_location", "best_oa_location"):
        place = record.get(name)
        if isinstance(place, dict) and (address := plain(place.get("landing_page_url")) or plain(place.get("pdf_url"))):
            return address
    return ""
