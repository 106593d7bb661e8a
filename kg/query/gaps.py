"""What has been tried with what, and what has not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.query.counts import commonest, papers_saying
from kg.query.lookup import Lookup

if TYPE_CHECKING:
    from kg.store import Store

RowType = Literal["task", "dataset"]
_PREDICATES = {"task": ("addresses",), "dataset": ("evaluatesOn",), "method": ("proposes", "uses", "extends")}


@dataclass(frozen=True, slots=True)
class Matrix:
    """The number of papers for each row and column, 0 for none; `empty` are the (row, column) pairs without a paper,
    those first where most would be expected from how common both are."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]
    empty: tuple[tuple[str, str], ...]


def gaps(store: Store, rows: RowType = "task", *, count: int = 10) -> Matrix:
    """The commonest tasks or datasets against the commonest methods.

    Args:
        store: an open store.
        rows: "task" or "dataset".
        count: how many rows, and how many columns.
    """
    lookup, database = Lookup(store), store.database
    papers: dict[str, set[int]] = {}
    names: list[list[str]] = []
    for type_ in (rows, "method"):
        names.append(commonest(database, type_, count))
        papers |= {iri: papers_saying(database, iri, _PREDICATES[type_]) for iri in names[-1]}
    cells = [[len(papers[row] & papers[column]) for column in names[1]] for row in names[0]]
    bare = [
        (-len(papers[row]) * len(papers[column]), lookup.label(row), lookup.label(column))
        for row, line in zip(names[0], cells, strict=True)
        for column, cell in zip(names[1], line, strict=True)
        if cell == 0
    ]
    return Matrix(
        tuple(map(lookup.label, names[0])),
        tuple(map(lookup.label, names[1])),
        tuple(map(tuple, cells)),
        tuple((row, column) for _, row, column in sorted(bare)),
    )
