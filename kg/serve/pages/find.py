"""Search by name."""

from __future__ import annotations

from kg.errors import KgError
from kg.ontology import ontology
from kg.query.names import find, suggestions
from kg.serve.page import Asked, Elsewhere, Page
from kg.serve.things import Thing, thing

PATH = "/find"
_MOST = 200


def page(asked: Asked) -> Page | Elsewhere:
    """The things one of whose names holds the text `q`, of `type` or of any; `go` leads to the first at once."""
    text, type_ = asked.one("q"), asked.one("type")
    if type_ not in (*ontology().entity_types, "paper"):
        type_ = ""
    limit = asked.number("limit", 50, 1, _MOST)
    found: list[tuple[Thing, tuple[str, ...]]] = []
    near: list[str] = []
    if text:
        try:
            nodes = find(asked.store, text, limit, type_ or None)
        except KgError:
            nodes, near = (), suggestions(asked.store, text, type_ or None)
        listed = ((thing(asked.store.database, node.iri), node.names) for node in nodes)
        found = [(one, names) for one, names in listed if one is not None]
    if asked.one("go") and found:
        return Elsewhere(found[0][0].path)
    return Page(
        "find.html",
        f"Search: {text}" if text else "Search",
        {"text": text, "type": type_, "found": found, "near": near, "limit": limit, "types": _types()},
        data={"text": text, "things": [one for one, _ in found], "suggestions": near},
        columns=("iri", "type", "label", "papers", "names"),
        rows=tuple((one.iri, one.type, one.label, one.papers, "; ".join(names)) for one, names in found),
        about=tuple(one.iri for one, _ in found),
        status=200 if found or not text else 404,
    )


def _types() -> tuple[str, ...]:
    return ("paper", *ontology().entity_types)
