"""Whether a claim is sure enough to be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Claim
    from kg.store import Store


def is_sure(store: Store, claim: Claim, least: float | None) -> bool:
    """Whether a claim has the confidence `least`; where that is None, the one that the store asks of its predicate."""
    return store.thresholds.is_sure(claim.predicate, claim.confidence) if least is None else claim.confidence >= least
