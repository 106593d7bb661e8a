"""What a graph holds most papers of, to be read by eye: `python -m benchmarks.commonest STORE`.

A line an entity: rank, type, papers, label, its names with how many papers use each, and the other types under which
the same name stands in many papers. A reader looks for two lines that are one thing, for one line that is two things,
and for lines that are nothing.
"""

from __future__ import annotations

import argparse
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from kg.link.normalize import key
from kg.store import Store

_NAMES = 12  # of an entity, the most used


def entities(database: sqlite3.Connection, count: int) -> Iterator[tuple[int, str, int, str, list[tuple[str, int]]]]:
    """Number, type, papers, label and names of the entities in most papers."""
    rows = database.execute(
        "SELECT nodes.id, type, nodes.papers, name FROM nodes JOIN names ON node = nodes.id AND label "
        "WHERE type NOT IN ('paper', 'result') ORDER BY nodes.papers DESC, iri LIMIT ?", (count,)
    ).fetchall()  # fmt: skip
    for number, type_, papers, label in rows:
        names = database.execute(
            "SELECT name, papers FROM names WHERE node = ? AND papers > 0 ORDER BY papers DESC, name", (number,)
        ).fetchall()
        yield number, type_, papers, label, names


def elsewhere(database: sqlite3.Connection, number: int, type_: str, label: str, least: int) -> list[str]:
    """Other types under which the same name stands in at least so many papers."""
    rows = database.execute(
        "SELECT DISTINCT type, nodes.papers FROM names JOIN nodes ON nodes.id = node "
        "WHERE names.key = ? AND label AND nodes.id <> ? AND nodes.papers >= ? AND type NOT IN ('paper', 'result')",
        (key(type_, label), number, least),
    )
    return sorted(f"{other} ({papers})" for other, papers in rows.fetchall())


def main() -> None:
    """Print the list."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("store", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--least", type=int, default=20, help="papers that make another entity worth a look")
    options = parser.parse_args()
    print("rank\ttype\tpapers\tlabel\tnames\talso a")
    with Store.open(options.store) as store:
        listed = entities(store.database, options.count)
        for rank, (number, type_, papers, label, names) in enumerate(listed, 1):
            called = ", ".join(f"{name} ({count})" for name, count in names[:_NAMES])
            more = f" and {len(names) - _NAMES} more" if len(names) > _NAMES else ""
            other = ", ".join(elsewhere(store.database, number, type_, label, options.least))
            print(f"{rank}\t{type_}\t{papers}\t{label}\t{called}{more}\t{other}")


if __name__ == "__main__":
    main()
