"""Numbers ranked where they can be compared."""

from __future__ import annotations

import sqlite3
from typing import Literal, cast

from kg.errors import KgError, UnknownName
from kg.model import Node
from kg.query.leaderboard import Entry, leaderboard
from kg.query.names import resolve
from kg.serve.numbers import board_bars
from kg.serve.page import Asked, Page
from kg.serve.things import Thing, thing
from kg.store import Store

PATH = "/boards"
_BOARDS, _ROWS, _INDEX = 20, 50, 60
_COLUMNS = (
    "board", "rank", "method", "value", "unit", "metric", "dataset", "task", "condition", "hardware", "baseline",
    "paper", "issued", "reason", "quote",
)  # fmt: skip


def page(asked: Asked) -> Page:
    """The boards of a `task`, a `dataset`, a `metric`; without any, what boards there are."""
    store = asked.store
    wanted: dict[str, Node] = {
        slot: _meant(store, asked.one(slot), slot) for slot in ("task", "dataset", "metric") if asked.one(slot)
    }
    values = {"wanted": {slot: node.label for slot, node in wanted.items()}, "direction": asked.one("direction")}
    if not wanted:
        index = _index(store)
        return Page(
            "boards.html",
            "Leaderboards",
            {**values, "index": index},
            data=[{"metric": metric, "dataset": dataset, "numbers": n} for metric, dataset, n in index],
            columns=("metric", "dataset", "numbers"),
            rows=tuple((m.label, d.label if d else "", n) for m, d, n in index),
            about=tuple(dict.fromkeys(m.iri for m, _, _ in index)),
        )
    direction = asked.one("direction") if asked.one("direction") in ("higher", "lower") else None
    found = leaderboard(
        store, task=wanted.get("task"), dataset=wanted.get("dataset"), metric=wanted.get("metric"),
        direction=cast(Literal["higher", "lower"] | None, direction),
    )  # fmt: skip
    every = (*found.boards, *found.single)
    boards = [(board, board.title, board_bars(store, board.entries[:_ROWS])) for board in every[:_BOARDS]]
    rows = [_row(entry, str(n)) for n, board in enumerate(every, 1) for entry in board.entries]
    return Page(
        "boards.html",
        "Leaderboard: " + ", ".join(values["wanted"].values()),  # type: ignore[attr-defined]
        {
            **values, "boards": boards, "more": max(0, len(every) - _BOARDS),
            "apart": board_bars(store, found.apart[:_ROWS]), "apart_more": max(0, len(found.apart) - _ROWS),
        },
        data=found,
        columns=_COLUMNS,
        rows=(*rows, *(_row(entry, "") for entry in found.apart)),
        about=_results(store, wanted),
    )  # fmt: skip


def _meant(store: Store, name: str, slot: str) -> Node:
    """The thing of a name; numbers are also said to be of what a method gives, where a dataset is asked for."""
    try:
        return resolve(store, name, slot)
    except UnknownName:
        raise
    except KgError:
        if slot != "dataset":
            raise
        return resolve(store, name, "method")


def _index(store: Store) -> list[tuple[Thing, Thing | None, int]]:
    """The metrics, each with a dataset, of which most papers report numbers."""
    query = (
        "SELECT m.iri, d.iri, COUNT(DISTINCT numbers.paper), COUNT(*) FROM numbers "
        "JOIN edges em ON em.subject = numbers.result AND em.predicate = 'metric' JOIN nodes m ON m.id = em.object "
        "LEFT JOIN edges ed ON ed.subject = numbers.result AND ed.predicate = 'dataset' AND ed.paper = em.paper "
        "LEFT JOIN nodes d ON d.id = ed.object "
        "GROUP BY em.object, ed.object HAVING COUNT(*) > 1 ORDER BY 3 DESC, 4 DESC, 1, 2 LIMIT ?"
    )
    found: list[tuple[Thing, Thing | None, int]] = []
    for metric, dataset, _, count in store.database.execute(query, (_INDEX,)).fetchall():
        one = thing(store.database, metric)
        if one is not None:
            found.append((one, thing(store.database, dataset) if dataset else None, count))
    return found


def _results(store: Store, wanted: dict[str, Node]) -> tuple[str, ...]:
    """The IRIs of the numbers that are of all that is wanted."""
    return tuple(sorted(set.intersection(*(_of(store.database, slot, node.iri) for slot, node in wanted.items()))))


def _of(database: sqlite3.Connection, slot: str, iri: str) -> set[str]:
    query = (
        "SELECT r.iri FROM edges JOIN nodes r ON r.id = subject "
        "WHERE object = (SELECT id FROM nodes WHERE iri = ?) AND predicate = ?"
    )
    return {result for (result,) in database.execute(query, (iri, slot))}


def _row(entry: Entry, board: str) -> tuple[str | int | float | None, ...]:
    value = entry.text if entry.value is None else format(entry.value, "f")
    return (
        board, entry.rank, entry.method, value, entry.unit, entry.metric, entry.dataset, entry.task, entry.condition,
        entry.hardware, entry.baseline, entry.paper, entry.issued, entry.reason, entry.quote,
    )  # fmt: skip
