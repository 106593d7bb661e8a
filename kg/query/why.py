"""The sentences behind what relates two things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.model import Claim, Node
from kg.query.counts import results_of
from kg.query.sure import is_sure
from kg.store.edges import number_of, papers_of_edges
from kg.store.lookup import claims_of, claims_said, doubted_claims

if TYPE_CHECKING:
    from kg.store import Store


def why(store: Store, a: Node, b: Node, *, min_confidence: float | None = None) -> tuple[Claim, ...]:
    """All claims, of every polarity, between two things: edges either way, and numbers that speak of both.

    Args:
        store: an open store.
        a: one thing.
        b: the other.
        min_confidence: from 0 to 1; less sure claims are left out. None is what the graph holds as plain edges.

    Raises:
        KgError: both are one.
    """
    if a.iri == b.iri:
        raise KgError("two different things are wanted; both names mean the same one, of which 'kg show' says all")
    doubted = {node.iri: doubted_claims(store.graph, node.iri) for node in (a, b)}
    direct = {claim for claim in doubted[a.iri] if b.iri in (claim.subject, claim.object)}
    direct |= {*_asserted(store, a.iri, b.iri, min_confidence), *_asserted(store, b.iri, a.iri, min_confidence)}
    through: set[Claim] = set()
    numbers = [
        {*results_of(store.database, iri), *(end for c in claims for end in (c.subject, c.object) if "/result/" in end)}
        for iri, claims in doubted.items()
    ]
    for number in numbers[0] & numbers[-1]:
        through |= {c for c in claims_of(store.graph, number) if {a.iri, b.iri} & {c.subject, c.object}}
    found = (*sorted(direct), *sorted(through))
    return tuple(claim for claim in found if is_sure(store, claim, min_confidence))


def _asserted(store: Store, subject: str, object_: str, least: float | None) -> list[Claim]:
    first, second = number_of(store.database, subject), number_of(store.database, object_)
    edges = papers_of_edges(store.database, first, second, least)
    return [c for predicate, paper in edges for c in claims_said(store.graph, paper, subject, predicate, object_)]
