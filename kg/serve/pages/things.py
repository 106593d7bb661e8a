"""All things of one type, those first that most papers name; papers by date."""

from __future__ import annotations

from kg.ontology import ontology
from kg.query.statistics import statistics
from kg.serve.page import Asked, Page
from kg.serve.things import commonest, newest

PATH = "/things"
_EACH = 100


def page(asked: Asked) -> Page:
    """A part of the list of a type; `type` and `page` say which."""
    types = ("paper", *ontology().entity_types)
    type_ = asked.one("type") if asked.one("type") in types else "method"
    number = asked.number("page", 1, 1, 100_000)
    database, skip = asked.store.database, (asked.number("page", 1, 1, 100_000) - 1) * _EACH
    if type_ == "paper":
        found = newest(database, _EACH, skip)
    else:
        found = [(thing, "") for thing in commonest(database, type_, _EACH, skip)]
    total = statistics(asked.store).nodes.get(type_, 0)
    return Page(
        "things.html",
        ontology().type(type_).label + "s",
        {
            "type": type_, "types": types, "found": found, "number": number, "pages": -(-total // _EACH),
            "total": total, "skip": skip, "definition": ontology().type(type_).definition,
        },
        data={"type": type_, "page": number, "total": total, "things": [thing for thing, _ in found]},
        columns=("iri", "type", "label", "papers", "issued"),
        rows=tuple((thing.iri, thing.type, thing.label, thing.papers, issued) for thing, issued in found),
        about=tuple(thing.iri for thing, _ in found),
    )  # fmt: skip
