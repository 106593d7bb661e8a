"""What has been tried with what, and what has not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.query.lookup import Lookup, is_paper
from kg.query.trends import commonest

if TYPE_CHECKING:
    from kg.store import Store

RowType = Literal["task", "dataset"]
_PREDICATES = {"task": ("addresses",), "dataset": ("evaluatesOn",), "method": ("proposes", "uses", "extends")}

_PROPOSERS = "SELECT ?paper { ?x kg:%s <%s> . ?paper kg:proposes ?x }"


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
    lookup = Lookup(store)
    papers: dict[str, frozenset[str]] = {}
    names: list[list[str]] = []
    for type_ in (rows, "method"):
        names.append(commonest(lookup, type_, count))
        papers |= {iri: _papers(lookup, iri, type_) for iri in names[-1]}
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


def _papers(lookup: Lookup, iri: str, type_: str) -> frozenset[str]:
    """The papers that say so themselves or propose what says so."""
    found: set[str] = set()
    for name in _PREDICATES[type_]:
        found.update(subject for subject in lookup.subjects(name, iri) if is_paper(subject))
        found.update(row["paper"] for row in lookup.rows(_PROPOSERS % (name, iri)))
    return frozenset(found)
