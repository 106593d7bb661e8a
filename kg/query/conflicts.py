"""Papers that say opposite things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Node
from kg.query.lookup import Lookup, Said

if TYPE_CHECKING:
    from kg.store import Store

_BOTH_BETTER = """SELECT DISTINCT ?a ?b {
  ?a kg:outperforms ?b . ?b kg:outperforms ?a . FILTER(STR(?a) < STR(?b)) %s
}"""
_DENIED = """SELECT DISTINCT ?s ?p ?o {
  GRAPH ?g { ?claim kg:polarity "negated" ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o } %s
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

    def about(one: str, other: str) -> str:
        return f"FILTER({one} = <{thing.iri}> || {other} = <{thing.iri}>)" if thing else ""

    found: set[Conflict] = set()
    for row in lookup.rows(_BOTH_BETTER % about("?a", "?b")):
        one, other = lookup.said(row["a"], "outperforms", row["b"]), lookup.said(row["b"], "outperforms", row["a"])
        names = lookup.label(row["a"]), "outperforms", lookup.label(row["b"])
        found |= {Conflict(*names, "the reverse", a, b) for a in one for b in other if a.paper != b.paper}
    for row in lookup.rows(_DENIED % about("?s", "?o")):
        edge = row["s"], row["p"], row["o"]
        names = lookup.label(row["s"]), row["p"].rpartition("#")[2], lookup.label(row["o"])
        asserted, denied = lookup.said(*edge), lookup.said(*edge, polarity="negated")
        found |= {Conflict(*names, "denied", a, b) for a in asserted for b in denied if a.paper != b.paper}
    return tuple(sorted(found))
