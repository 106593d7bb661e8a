"""What has hardly been tried with what, where chance alone would have had it tried more often."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.errors import KgError
from kg.query.counts import commonest, count_papers, papers_saying
from kg.query.families import Families
from kg.query.lookup import Lookup

if TYPE_CHECKING:
    from kg.store import Store

RowType = Literal["task", "dataset"]
_PREDICATES = {"task": ("addresses",), "dataset": ("evaluatesOn",), "method": ("proposes", "uses", "extends")}
_LEAST_EXPECTED = 3.0  # papers that chance would give: with fewer, none at all is no surprise
_LIKELY = 0.05  # a number of papers that chance gives more often than this is no gap


@dataclass(frozen=True, slots=True)
class Gap:
    """A task or dataset and a method that fewer papers have together than chance would give.

    Args:
        row_papers: papers of the task or dataset, and `column_papers` of the method.
        together: papers of both.
        expected: how many there would be by chance.
        chance: how likely so few or fewer are, from 0 to 1: the smaller, the more surprising.
    """

    row: str
    column: str
    row_papers: int
    column_papers: int
    together: int
    expected: float
    chance: float


@dataclass(frozen=True, slots=True)
class Gaps:
    """The number of papers for each row and column, and the gaps among them, the most surprising first."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]
    found: tuple[Gap, ...]
    papers: int


def gaps(store: Store, rows: RowType = "task", *, count: int = 30) -> Gaps:
    """Where the commonest tasks or datasets and the commonest methods meet less often than chance would have them.

    Papers on a variant of a thing count as papers on the thing.

    Args:
        store: an open store.
        rows: "task" or "dataset".
        count: how many rows, and how many columns.

    Raises:
        KgError: no paper names any.
    """
    lookup, families, database = Lookup(store), Families(store), store.database
    papers: dict[str, set[int]] = {}
    names: list[list[str]] = []
    for type_ in (rows, "method"):
        names.append(commonest(database, type_, count))
        for iri in names[-1]:
            family = (iri, *families.members(iri))
            papers[iri] = set().union(*(papers_saying(database, member, _PREDICATES[type_]) for member in family))
    if not all(names):
        raise KgError(f"no paper names a {rows} or a method; 'kg stats' shows what there is")
    total = count_papers(database)
    cells = [[len(papers[row] & papers[column]) for column in names[1]] for row in names[0]]
    found: list[Gap] = []
    for row, line in zip(names[0], cells, strict=True):
        for column, together in zip(names[1], line, strict=True):
            expected = len(papers[row]) * len(papers[column]) / total
            chance = _chance(together, expected)
            if expected >= _LEAST_EXPECTED and together < expected and chance <= _LIKELY:
                sizes = len(papers[row]), len(papers[column])
                found.append(Gap(lookup.label(row), lookup.label(column), *sizes, together, round(expected, 1), chance))
    found.sort(key=lambda gap: (gap.chance, -gap.expected, gap.row, gap.column))
    down, across = (tuple(map(lookup.label, iris)) for iris in names)
    return Gaps(down, across, tuple(map(tuple, cells)), tuple(found), total)


def _chance(together: int, expected: float) -> float:
    """How likely so few papers or fewer are, where `expected` are to be expected, by Poisson's distribution."""
    terms = (math.exp(k * math.log(expected) - expected - math.lgamma(k + 1)) for k in range(together + 1))
    return min(1.0, math.fsum(terms)) if expected > 0 else 1.0
