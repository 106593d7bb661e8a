"""How often things are named, year by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.model import Node
from kg.ontology import ontology
from kg.query.lookup import Lookup

if TYPE_CHECKING:
    from kg.store import Store

_COUNTED = """SELECT ?thing (COUNT(?x) AS ?works) { VALUES ?predicate { %s } ?x ?predicate ?thing }
GROUP BY ?thing"""
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
    """The things of a type that most edges lead to. Raises UnknownName when there is no such type."""
    of_type = ontology().type(type)
    predicates = [
        f"kg:{p.name}"
        for p in ontology().predicates
        if p.range == (of_type.name,) and p.name in ontology().relation_predicates
    ]
    if not predicates:
        raise KgError(
            f"things of type {of_type.name!r} are not counted; a method, task, dataset, metric or hardware is"
        )
    counted = _COUNTED % " ".join(predicates)
    # to put all things in order would take reading the name of each: only those are that share the last place
    among = list(lookup.rows(f"{counted} ORDER BY DESC(?works) LIMIT {count + 1}"))
    if len(among) > count and among[-1]["works"] == among[-2]["works"]:
        among = list(lookup.rows(f"{counted} HAVING(COUNT(?x) >= {among[-1]['works']})"))
    ranked = sorted((-int(row["works"]), row["thing"]) for row in among)
    return [iri for _, iri in ranked[:count]]


def _years(lookup: Lookup, text: str) -> dict[str, int]:
    counted = Counter({row["year"]: int(row["papers"]) for row in lookup.rows(text)})
    return dict(sorted(counted.items()))
