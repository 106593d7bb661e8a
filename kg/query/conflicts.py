"""Papers that say opposite things of the same thing, on the same data, by the same metric."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.model import Node
from kg.ontology import KG
from kg.query.lookup import Lookup, Said
from kg.query.sure import is_sure
from kg.store.edges import both_ways
from kg.store.lookup import claims_in, doubted_claims

if TYPE_CHECKING:
    from kg.store import Store

_COMPARE = ("outperforms", "comparesWith")  # what two papers may each be right about, on other data
_DENIED = """SELECT DISTINCT ?s ?p ?o {
  GRAPH ?g { ?claim kg:polarity "negated" ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }
  FILTER EXISTS { ?s ?p ?o }
}"""


@dataclass(frozen=True, slots=True, order=True)
class Conflict:
    """Two papers at odds over one edge, given by labels: `first` asserts it; `second` denies it or says the reverse.

    `data` and `metrics` are what both speak of; empty where what they say does not depend on data.
    """

    subject: str
    predicate: str
    object: str
    kind: str
    first: Said
    second: Said
    data: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflicts:
    """What is at odds, sorted; `other_data` counts pairs that are not, as they speak of other data or metrics."""

    found: tuple[Conflict, ...]
    other_data: int = 0


def conflicts(store: Store, thing: Node | None = None, *, min_confidence: float | None = None) -> Conflicts:
    """All pairs of papers of which one asserts what the other denies, or each has the other's winner lose.

    Which of two methods is better depends on data and metric: papers are at odds over that only where both speak of the
    same dataset, and of the same metric where both name one.

    Args:
        store: an open store.
        thing: only conflicts over edges of this thing.
        min_confidence: from 0 to 1; less sure claims are left out. None is what the graph holds as plain edges.
    """
    lookup = Lookup(store, min_confidence)
    context = cache(lambda said, kind: _spoken_of(store, said, kind, min_confidence))
    pairs: set[Conflict] = set()
    for a, b in both_ways(store.database, "outperforms", thing.iri if thing else None, min_confidence):
        one, other = lookup.said(a, "outperforms", b), lookup.said(b, "outperforms", a)
        names = lookup.label(a), "outperforms", lookup.label(b)
        pairs |= {Conflict(*names, "the reverse", first, second) for first in one for second in other}
    for s, p, o in _denied(lookup, store, thing, min_confidence):
        asserted, denied = lookup.said(s, p, o), lookup.said(s, p, o, polarity="negated")
        names = lookup.label(s), p, lookup.label(o)
        pairs |= {Conflict(*names, "denied", first, second) for first in asserted for second in denied}
    found: list[Conflict] = []
    other_data = 0
    for pair in sorted(pairs):
        if pair.first.paper == pair.second.paper:
            continue
        if pair.predicate not in _COMPARE:
            found.append(pair)
            continue
        data = context(pair.first, "dataset") & context(pair.second, "dataset")
        both = [context(said, "metric") for said in (pair.first, pair.second)]
        metrics = both[0] & both[1]
        if data and (metrics or not all(both)):
            labels = (tuple(sorted(map(lookup.label, iris))) for iris in (data, metrics))
            found.append(
                Conflict(pair.subject, pair.predicate, pair.object, pair.kind, pair.first, pair.second, *labels)
            )
        else:
            other_data += 1
    return Conflicts(tuple(found), other_data)


def _spoken_of(store: Store, said: Said, kind: str, least: float | None) -> frozenset[str]:
    """The datasets or metrics that a sentence speaks of; where it names none, those of its paper."""
    predicates = {"dataset": ("evaluatesOn", "dataset"), "metric": ("measures", "metric")}[kind]
    near: set[str] = set()
    anywhere: set[str] = set()
    for claim in claims_in(store.graph, said.paper):
        if claim.predicate in predicates and claim.polarity == "asserted" and is_sure(store, claim, least):
            anywhere.add(claim.object)
            if claim.evidence.quote in said.quote or said.quote in claim.evidence.quote:
                near.add(claim.object)
    return frozenset(near or anywhere)


def _denied(lookup: Lookup, store: Store, thing: Node | None, least: float | None) -> list[tuple[str, str, str]]:
    """Edges that are denied in some paper and asserted in some."""
    if thing is None:
        return [(row["s"], row["p"].removeprefix(KG), row["o"]) for row in lookup.rows(_DENIED)]
    claims = doubted_claims(store.graph, thing.iri)
    edges = {(c.subject, c.predicate, c.object) for c in claims if c.polarity == "negated" and is_sure(store, c, least)}
    return sorted(edge for edge in edges if edge[2] in lookup.objects(edge[0], edge[1]))
