"""The page of one thing, or of one paper."""

from __future__ import annotations

from kg.errors import UnknownName
from kg.query.cards import Card, card
from kg.query.names import suggestions
from kg.serve.facts import groups
from kg.serve.numbers import charts
from kg.serve.page import Asked, Elsewhere, Page
from kg.serve.reading import reading
from kg.serve.things import Thing, papers_naming, thing
from kg.store.lookup import node

PATH = "/thing"
_EACH = 12  # edges of one relation; ?all=1 shows up to the next
_ALL = 500


def page(asked: Asked) -> Page | Elsewhere:
    """The page of the thing of an IRI. Without one, that of the thing whose name is `name`, of `type` or of any."""
    if not asked.iri:
        from kg.query.names import resolve

        return Elsewhere(_path(asked, resolve(asked.store, asked.one("name"), asked.one("type") or None).iri))
    found = node(asked.store.graph, asked.iri)
    if found is None:
        words = asked.iri.rstrip("/").rpartition("/")[2].replace("-", " ")[:200]
        raise UnknownName("thing", words, suggestions(asked.store, words))
    if found.type == "paper":
        return reading(asked, found)
    most = _ALL if asked.one("all") else _EACH
    made = card(asked.store, found, most)
    facts = groups(asked.store, found.iri, made.claims, made.edges_left, made.papers_left)
    own = thing(asked.store.database, found.iri) or Thing(found.iri, found.type, found.label, 0)
    return Page(
        "thing.html",
        found.label,
        {
            "node": found, "thing": own, "groups": facts, "charts": charts(asked.store, found.iri, made.numbers),
            "numbers_left": made.numbers_left, "left": sum(g.more for g in facts), "all": most == _ALL,
            "papers": papers_naming(asked.store.database, found.iri, 30), "editable": asked.editable,
        },
        data=made,
        columns=("subject", "predicate", "object", "polarity", "confidence", "quote", "paper", "paper_iri"),
        rows=_rows(made),
        about=(found.iri,),
        whole=True,
    )  # fmt: skip


def _rows(made: Card) -> tuple[tuple[str | float, ...], ...]:
    names = dict(made.names)
    return tuple(
        (
            names[c.subject], c.predicate, names[c.object], c.polarity, c.confidence, c.evidence.quote, names[c.paper],
            c.paper,
        )
        for c in made.claims
    )  # fmt: skip


def _path(asked: Asked, iri: str) -> str:
    found = thing(asked.store.database, iri)
    return found.path if found else ""
