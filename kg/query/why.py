"""The sentences behind what relates two things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.model import Claim, Node
from kg.query.counts import results_of
from kg.store.lookup import claims_of, claims_said, doubted_claims

if TYPE_CHECKING:
    from kg.store import Store


def why(store: Store, a: Node, b: Node) -> tuple[Claim, ...]:
    """All claims, of every polarity, between two things: edges either way, and numbers that speak of both.

    Raises:
        KgError: both are one.
    """
    if a.iri == b.iri:
        raise KgError("two different things are wanted; both names mean the same one, of which 'kg show' says all")
    doubted = {node.iri: doubted_claims(store.graph, node.iri) for node in (a, b)}
    direct = {claim for claim in doubted[a.iri] if b.iri in (claim.subject, claim.object)}
    direct |= {*_asserted(store, a.iri, b.iri), *_asserted(store, b.iri, a.iri)}
    through: set[Claim] = set()
    numbers = [
        {*results_of(store.database, iri), *(end for c in claims for end in (c.subject, c.object) if "/result/" in end)}
        for iri, claims in doubted.items()
    ]
    for number in numbers[0] & numbers[-1]:
        through |= {c for c in claims_of(store.graph, number) if {a.iri, b.iri} & {c.subject, c.object}}
    return tuple(sorted(direct)) + tuple(sorted(through))


def _asserted(store: Store, subject: str, object_: str) -> list[Claim]:
    query = (
        "SELECT predicate, p.iri FROM edges e JOIN papers p ON p.id = e.paper "
        "WHERE subject = (SELECT id FROM nodes WHERE iri = ?) AND object = (SELECT id FROM nodes WHERE iri = ?)"
    )
    edges = store.database.execute(query, (subject, object_)).fetchall()
    return [c for predicate, paper in edges for c in claims_said(store.graph, paper, subject, predicate, object_)]
