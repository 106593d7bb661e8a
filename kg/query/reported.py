"""Reported numbers with all that they speak of, read from the tables of the store: thousands at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from kg.query.counts import papers_saying

if TYPE_CHECKING:
    import sqlite3

    from kg.model import Node


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of one paper; `slots` are the labels of what it is of, and `metric` the IRI of the metric."""

    paper: str
    issued: str
    quote: str
    text: str
    unit: str
    condition: str
    value: Decimal | None
    metric: str
    slots: dict[str, str]

    def slot(self, name: str) -> str:
        """The label in a slot, "" where the paper does not say."""
        return self.slots.get(name, "")


def figures(
    database: sqlite3.Connection, *, task: Node | None = None, dataset: Node | None = None, metric: Node | None = None
) -> Iterator[Figure]:
    """The numbers reported for a task, a dataset and a metric, or for those of them that are given; each paper's once.

    Args:
        database: the tables of a store.
        task: numbers for it, or of papers that address it or propose what does.
        dataset: numbers on it.
        metric: numbers of it.
    """
    wanted: list[set[int]] = []
    in_slot = "SELECT subject FROM edges WHERE object = (SELECT id FROM nodes WHERE iri = ?) AND predicate = ?"
    for slot, node in (("metric", metric), ("dataset", dataset), ("task", task)):
        if node is not None:
            wanted.append({result for (result,) in database.execute(in_slot, (node.iri, slot))})
    if task is not None:
        of_paper = "SELECT object FROM edges WHERE subject = ? AND predicate = 'reports'"
        for paper in papers_saying(database, task.iri, ("addresses",)):
            wanted[-1] |= {result for (result,) in database.execute(of_paper, (paper,))}
    seen: set[tuple[str, ...]] = set()
    for figure in _read(database, set.intersection(*wanted)):
        slots = (figure.slot(name) for name in ("method", "metric", "dataset", "baseline"))
        number = (figure.paper, figure.text, figure.unit, figure.condition, *slots)
        if number not in seen:  # read twice in one paper, it is still one number
            seen.add(number)
            yield figure


def _read(database: sqlite3.Connection, results: set[int]) -> Iterator[Figure]:
    """Numbers by that of their nodes, in the order of their IRIs."""

    @cache
    def label(node: int) -> str:
        row = database.execute("SELECT name FROM names WHERE node = ? AND label", (node,)).fetchone()
        return str(row[0]) if row else iri(node)

    @cache
    def iri(node: int) -> str:
        (found,) = database.execute("SELECT iri FROM nodes WHERE id = ?", (node,)).fetchone()
        return str(found)

    numbers = "SELECT paper, text, unit, condition, value, quote FROM numbers WHERE result = ? ORDER BY paper"
    issued = "SELECT json_extract(paper, '$.issued') FROM papers WHERE id = ?"
    for result in sorted(results, key=iri):
        slots = dict(database.execute("SELECT predicate, object FROM edges WHERE subject = ?", (result,)).fetchall())
        for paper, text, unit, condition, value, quote in database.execute(numbers, (result,)).fetchall():
            (when,) = database.execute(issued, (paper,)).fetchone()
            number = None if value is None else Decimal(value)
            named = {slot: label(node) for slot, node in slots.items()}
            yield Figure(
                label(paper), when or "", quote, text, unit, condition, number, iri(slots["metric"]), named
            )  # fmt: skip
