"""How often things are named, year by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Node
from kg.ontology import ontology
from kg.query.lookup import Lookup

if TYPE_CHECKING:
    from kg.store import Store

_COMMONEST = """SELECT ?thing (COUNT(DISTINCT ?x) AS ?works) {
  VALUES ?predicate { %s } ?x ?predicate ?thing . ?thing a <%s> .
} GROUP BY ?thing ORDER BY DESC(?works) ?thing LIMIT %d"""
_BY_YEAR = """SELECT ?year (COUNT(?p) AS ?papers) {
  GRAPH ?g { ?p schema:mentions <%s> }
  OPTIONAL { ?p dcterms:issued ?issued } BIND(COALESCE(SUBSTR(?issued, 1, 4), "") AS ?year)
} GROUP BY ?year"""
_PAPERS = """SELECT ?year (COUNT(?p) AS ?papers) {
  ?p a kg:Paper . OPTIONAL { ?p dcterms:issued ?issued } BIND(COALESCE(SUBSTR(?issued, 1, 4), "") AS ?year)
} GROUP BY ?year"""


@dataclass(frozen=True, slots=True)
class Trend:
    """Papers that name a thing, by year; under "" those of which the year is not known."""

    label: str
    type: str
    papers: dict[str, int]

    @property
    def total(self) -> int:
        """All papers that name it."""
        return sum(self.papers.values())


def trends(store: Store, things: Sequence[Node] = (), *, type: str = "method", count: int = 10) -> tuple[Trend, ...]:
    """Papers by year: first all of them, then those that name each thing.

    Args:
        store: an open store.
        things: what to count; the commonest things of a type when empty.
        type: that type.
        count: how many of them.

    Raises:
        UnknownName: there is no such type.
    """
    lookup = Lookup(store)
    wanted = [(node.iri, node.type) for node in things] or [
        (iri, type.casefold()) for iri in commonest(lookup, type, count)
    ]
    every = Trend("all papers", "paper", _years(lookup, _PAPERS))
    return (every, *(Trend(lookup.label(iri), type_, _years(lookup, _BY_YEAR % iri)) for iri, type_ in wanted))


def commonest(lookup: Lookup, type: str, count: int) -> list[str]:
    """The things of a type that most others stand in relation to. Raises UnknownName when there is no such type."""
    of_type = ontology().type(type)
    predicates = [
        p.name for p in ontology().predicates if of_type.name in p.range and p.name in ontology().relation_predicates
    ]
    names = " ".join(f"kg:{name}" for name in predicates if name != "proposes")
    return [row["thing"] for row in lookup.rows(_COMMONEST % (names, of_type.iri, count))]


def _years(lookup: Lookup, text: str) -> dict[str, int]:
    counted = Counter({row["year"]: int(row["papers"]) for row in lookup.rows(text)})
    return dict(sorted(counted.items()))
