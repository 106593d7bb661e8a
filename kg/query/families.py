"""Versions, sizes and kinds of a thing: what `kg:variantOf` ties together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.store.edges import neighbours
from kg.store.families import ancestors, descendants

if TYPE_CHECKING:
    from kg.store import Store


class Families:
    """The families of a store's things, looked up as they are asked for. IRIs go in and come out."""

    def __init__(self, store: Store) -> None:
        self._database = store.database

    def parents(self, iri: str) -> list[str]:
        """What a thing is a variant of, directly; sorted."""
        return neighbours(self._database, iri, "variantOf", True)

    def variants(self, iri: str) -> list[str]:
        """The direct variants of a thing; sorted."""
        return neighbours(self._database, iri, "variantOf", False)

    def members(self, iri: str) -> list[str]:
        """All variants of a thing, variants of those included, without the thing itself; nearest first."""
        return list(descendants(self._database, iri))

    def root(self, iri: str) -> str:
        """The thing at the head of a family, the farthest there is."""
        return next(reversed(ancestors(self._database, iri)), iri)
