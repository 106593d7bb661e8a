"""How often things are named, year by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Node
from kg.query.counts import commonest, papers_by_year, papers_naming
from kg.query.families import Families
from kg.query.lookup import Lookup

if TYPE_CHECKING:
    from kg.store import Store


@dataclass(frozen=True, slots=True)
class Trend:
    """Papers that name a thing or a variant of it, by year; under "" those of which the year is not known."""

    label: str
    type: str
    papers: dict[str, int]

    @property
    def total(self) -> int:
        """All papers that name it."""
        return sum(self.papers.values())


def trends(store: Store, things: Sequence[Node] = (), *, type: str = "method", count: int = 10) -> tuple[Trend, ...]:
    """Papers by year: first all of them, then those that name each thing or a variant of it.

    Args:
        store: an open store.
        things: what to count; the commonest things of a type when empty.
        type: that type.
        count: how many of them.

    Raises:
        UnknownName: there is no such type.
    """
    lookup, families, database = Lookup(store), Families(store), store.database
    wanted = [(node.iri, node.type) for node in things] or [
        (iri, type.casefold()) for iri in commonest(database, type, count)
    ]
    years = papers_by_year(database)
    of = {number: year for year, numbers in years.items() for number in numbers}
    found = [Trend("all papers", "paper", {year: len(numbers) for year, numbers in years.items()})]
    for iri, type_ in wanted:
        family = (iri, *families.members(iri))
        papers = set().union(*(papers_naming(database, member) for member in family))
        counted = Counter(of[number] for number in papers)
        found.append(Trend(lookup.label(iri), type_, dict(sorted(counted.items()))))
    return tuple(found)
