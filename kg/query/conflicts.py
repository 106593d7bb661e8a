"""Papers that say opposite things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Node
from kg.ontology import KG
from kg.query.lookup import Lookup, Said
from kg.store.lookup import doubted_claims

if TYPE_CHECKING:
    from kg.store import Store

_BOTH_BETTER = """SELECT DISTINCT a.iri, b.iri FROM edges one JOIN edges other
    ON other.subject = one.object AND other.object = one.subject AND other.predicate = one.predicate
    JOIN nodes a ON a.id = one.subject JOIN nodes b ON b.id = one.object WHERE one.predicate = 'outperforms'"""
_DENIED = """SELECT DISTINCT ?s ?p ?o {
  GRAPH ?g { ?claim kg:polarity "negated" ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }
  FILTER EXISTS { ?s ?p ?o }
}"""


@dataclass(frozen=True, slots=True, order=True)
class Conflict:
    """Two papers at odds over one edge, given by labels: `first` asserts it; `second` denies it or says the reverse."""

    subject: str
    predicate: str
    object: str
    kind: str
    first: Said
    second: Said


def conflicts(store: Store, thing: Node | None = None) -> tuple[Conflict, ...]:
    """All pairs of papers of which one asserts what the other denies, or each has the other's winner lose; sorted.

    Args:
        store: an open store.
        thing: only conflicts over edges of this thing.
    """
    lookup = Lookup(store)
    found: set[Conflict] = set()
    for a, b in _both_better(store, thing):
        one, other = lookup.said(a, "outperforms", b), lookup.said(b, "outperforms", a)
        names = lookup.label(a), "outperforms", lookup.label(b)
        found |= {Conflict(*names, "the reverse", first, second) for first in one for second in other
                  if first.paper != second.paper}  # fmt: skip
    for s, p, o in _denied(lookup, store, thing):
        asserted, denied = lookup.said(s, p, o), lookup.said(s, p, o, polarity="negated")
        names = lookup.label(s), p, lookup.label(o)
        found |= {Conflict(*names, "denied", a, b) for a in asserted for b in denied if a.paper != b.paper}
    return tuple(sorted(found))


def _both_better(store: Store, thing: Node | None) -> list[tuple[str, str]]:
    """Pairs of which each outperforms the other, each pair once."""
    if thing is None:
        rows = store.database.execute(f"{_BOTH_BETTER} AND a.iri < b.iri").fetchall()
    else:
        rows = store.database.execute(f"{_BOTH_BETTER} AND a.iri = ? AND a.id <> b.id", (thing.iri,)).fetchall()
    return sorted({(min(pair), max(pair)) for pair in rows})


def _denied(lookup: Lookup, store: Store, thing: Node | None) -> list[tuple[str, str, str]]:
    """Edges that are denied in some paper and asserted in some."""
    if thing is None:
        return [(row["s"], row["p"].removeprefix(KG), row["o"]) for row in lookup.rows(_DENIED)]
    claims = doubted_claims(store.graph, thing.iri)
    edges = {(c.subject, c.predicate, c.object) for c in claims if c.polarity == "negated"}
    return sorted(edge for edge in edges if edge[2] in lookup.objects(edge[0], edge[1]))
