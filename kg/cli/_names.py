"""What the things in a listing are called."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Claim
    from kg.store import Store


def names_in(store: Store, claims: Iterable[Claim]) -> dict[str, str]:
    """The label of each thing and paper that the claims speak of, by IRI."""
    from kg.store.lookup import labels

    return labels(store.graph, claims)
