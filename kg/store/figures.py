"""Reported numbers with all that they speak of, read from the tables of a store: thousands at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from kg.store.edges import edge_table, number_of

if TYPE_CHECKING:
    import sqlite3

_ALL = edge_table(0.0)
_IN_SLOT = f"SELECT subject FROM {_ALL} WHERE object = ? AND predicate = ?"  # noqa: S608 - text of ours
_OF_PAPER = f"SELECT object FROM {_ALL} WHERE subject = ? AND predicate = 'reports'"  # noqa: S608 - text of ours


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that one paper reports.

    `slots` holds IRI and label of each thing it speaks of, by slot ("method", "metric", "dataset", "task", "baseline",
    "hardware"). `kind` and `direction` are the extractor's, "" where it gave none. `proposals` are IRI and
    label of what the paper proposes. `confidence` is the probability, from 0 to 1, that all slots are right;
    `plain` tells whether that is enough for the default graph.
    """

    iri: str
    paper_iri: str
    paper: str
    issued: str
    quote: str
    text: str
    unit: str
    condition: str
    value: Decimal | None
    kind: str
    direction: str
    confidence: float
    plain: bool
    proposals: tuple[tuple[str, str], ...]
    slots: dict[str, tuple[str, str]]

    def is_sure(self, least: float | None) -> bool:
        """Whether it has the confidence `least`; where that is None, the one that the default graph asks for."""
        return self.plain if least is None else self.confidence >= least

    @property
    def proposed(self) -> bool:
        """Whether the method is one that the paper proposes."""
        return self.iri_of("method") in (iri for iri, _ in self.proposals)

    def slot(self, name: str) -> str:
        """The label of what is in a slot, "" where the paper does not say."""
        return self.slots.get(name, ("", ""))[1]

    def iri_of(self, name: str) -> str:
        """The IRI of what is in a slot, "" where the paper does not say."""
        return self.slots.get(name, ("", ""))[0]


def figures(
    database: sqlite3.Connection, slots: Mapping[str, Iterable[str]], papers: Iterable[int] | None = None
) -> Iterator[Figure]:
    """The numbers that have one of the given things in each of the given slots; each paper's once.

    Args:
        database: the tables of a store.
        slots: IRIs by slot; a number needs one of them in every slot given. Empty: all numbers.
        papers: numbers of papers, all of whose reported numbers count as having a wanted task.
    """
    wanted: list[set[int]] = []
    for slot, iris in slots.items():
        wanted.append(
            {result for iri in iris for (result,) in database.execute(_IN_SLOT, (number_of(database, iri), slot))}
        )
        if slot == "task" and papers is not None:
            wanted[-1] |= results_of_papers(database, papers)
    found = set.intersection(*wanted) if wanted else {r for (r,) in database.execute("SELECT result FROM numbers")}
    yield from _once(read_figures(database, found))


def met_pairs(database: sqlite3.Connection, count: int) -> list[tuple[str, str]]:
    """The metrics and datasets, as IRIs, that two papers or more report numbers of; those of most papers first."""
    query = (
        "SELECT metric.iri, dataset.iri FROM numbers "
        "JOIN edges m ON m.subject = numbers.result AND m.predicate = 'metric' "
        "JOIN edges d ON d.subject = numbers.result AND d.predicate = 'dataset' "
        "JOIN nodes metric ON metric.id = m.object JOIN nodes dataset ON dataset.id = d.object "
        "GROUP BY m.object, d.object HAVING COUNT(DISTINCT numbers.paper) > 1 "
        "ORDER BY COUNT(DISTINCT numbers.paper) DESC, 1, 2 LIMIT ?"
    )
    return database.execute(query, (count,)).fetchall()


def results_with(database: sqlite3.Connection, iri: str, slots: Iterable[str] = ()) -> set[int]:
    """The numbers of the results that have a thing in one of these slots; in any, where none is given."""
    wanted = set(slots)
    query = (
        f"SELECT subject, predicate FROM {_ALL} JOIN nodes ON nodes.id = subject WHERE object = ? AND type = 'result'"  # noqa: S608 - ours
    )
    found = database.execute(query, (number_of(database, iri),))
    return {result for result, slot in found if not wanted or slot in wanted}


def results_of_papers(database: sqlite3.Connection, papers: Iterable[int]) -> set[int]:
    """The numbers of the results that papers report; papers by the numbers of their nodes."""
    return {result for paper in papers for (result,) in database.execute(_OF_PAPER, (paper,))}


def _once(found: Iterable[Figure]) -> Iterator[Figure]:
    """Each number of a paper once, however often it was read there."""
    seen: set[tuple[str, ...]] = set()
    for figure in found:
        slots = (figure.iri_of(name) for name in ("method", "metric", "dataset", "baseline"))
        number = (figure.paper_iri, figure.text, figure.unit, figure.condition, *slots)
        if number not in seen:
            seen.add(number)
            yield figure


def read_figures(database: sqlite3.Connection, results: Iterable[int]) -> Iterator[Figure]:
    """Numbers by the numbers of their nodes, in the order of their IRIs."""

    @cache
    def label(node: int) -> str:
        row = database.execute("SELECT name FROM names WHERE node = ? AND label", (node,)).fetchone()
        return str(row[0]) if row else iri(node)

    @cache
    def iri(node: int) -> str:
        (found,) = database.execute("SELECT iri FROM nodes WHERE id = ?", (node,)).fetchone()
        return str(found)

    @cache
    def paper(node: int) -> tuple[str, tuple[tuple[str, str], ...]]:
        (issued,) = database.execute(
            "SELECT json_extract(paper, '$.issued') FROM papers WHERE id = ?", (node,)
        ).fetchone()
        proposed = database.execute("SELECT object FROM edges WHERE subject = ? AND predicate = 'proposes'", (node,))
        return issued or "", tuple(sorted((iri(number), label(number)) for (number,) in proposed.fetchall()))

    slots_of = (
        "SELECT predicate, object, 1 FROM edges WHERE subject = ? "
        "UNION ALL SELECT predicate, object, 0 FROM unsure WHERE subject = ?"
    )
    columns = "paper, text, unit, condition, value, quote, kind, direction, confidence"
    query = f"SELECT {columns} FROM numbers WHERE result = ? ORDER BY paper"  # noqa: S608 - names of ours
    for result in sorted(results, key=iri):
        said = database.execute(slots_of, (result, result)).fetchall()
        nodes = {slot: node for slot, node, _ in said}
        slots = {slot: (iri(node), label(node)) for slot, node in nodes.items()}
        for source, text, unit, condition, value, quote, kind, direction, confidence in database.execute(
            query, (result,)
        ).fetchall():
            issued, proposals = paper(source)
            yield Figure(
                iri(result), iri(source), label(source), issued, quote, text, unit, condition,
                None if value is None else Decimal(value), kind, direction, confidence,
                any(plain for *_, plain in said), proposals, slots,
            )  # fmt: skip
