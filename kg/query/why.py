"""The sentences behind what relates two things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Claim, Node

if TYPE_CHECKING:
    from kg.store import Store


def why(store: Store, a: Node, b: Node) -> tuple[Claim, ...]:
    """All claims, of every polarity, between two things: edges either way, and numbers that speak of both."""
    claims = store.facts().claims
    ends = {a.iri, b.iri}
    direct = [claim for claim in claims if {claim.subject, claim.object} == ends]
    shared: dict[str, set[str]] = {}
    for claim in claims:
        for one, other in ((claim.subject, claim.object), (claim.object, claim.subject)):
            if other in ends and "/result/" in one:
                shared.setdefault(one, set()).add(other)
    numbers = {iri for iri, reached in shared.items() if reached == ends}
    through = [c for c in claims if numbers & {c.subject, c.object} and ends & {c.subject, c.object}]
    return tuple(direct + through)
