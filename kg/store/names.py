"""The index of names: every name of every node, as it is found again however it is typed."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping

from kg.link.normalize import key, search_key


class Names:
    """Writes the index while an update runs; the numbers of papers are written at its end."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._ids: dict[tuple[int, str], int] = {}
        self._papers: Counter[int] = Counter()

    def id(self, node: int, type_: str, name: str) -> int:
        """The number of a name of a node; a new one where it had none."""
        found = self._ids.get((node, name))
        if found is None:
            row = self._database.execute("SELECT id FROM names WHERE node = ? AND name = ?", (node, name)).fetchone()
            if row is None:
                folded = search_key(name)
                row = self._database.execute(
                    "INSERT INTO names (node, name, folded, key, papers) VALUES (?, ?, ?, ?, 0) RETURNING id",
                    (node, name, folded, key(type_, name)),
                ).fetchone()
                self._database.execute("INSERT INTO name_search (rowid, folded) VALUES (?, ?)", (row[0], folded))
            found = self._ids[node, name] = int(row[0])
        return found

    def count(self, name: int, papers: int) -> None:
        """So many papers more, or less, use a name."""
        self._papers[name] += papers

    def flush(self) -> None:
        """Write the numbers of papers."""
        self._database.executemany(
            "UPDATE names SET papers = papers + ? WHERE id = ?", [(n, name) for name, n in self._papers.items() if n]
        )
        self._papers.clear()

    def of(self, node: int) -> Mapping[str, int]:
        """The names that papers use for a node, with how many do."""
        rows = self._database.execute("SELECT name, papers FROM names WHERE node = ? AND papers > 0", (node,))
        return dict(rows.fetchall())

    def settle(self, node: int, type_: str, label: str, others: Iterable[str]) -> None:
        """Let the index hold these names of a node and no others."""
        kept = {label, *others}
        for number, name, folded in self._database.execute(
            "SELECT id, name, folded FROM names WHERE node = ?", (node,)
        ).fetchall():
            if name not in kept:
                self._delete(number, folded)
        self._database.execute(
            "UPDATE names SET label = (id = ?) WHERE node = ? AND label <> (id = ?)",
            (number := self.id(node, type_, label), node, number),
        )

    def drop(self, node: int) -> None:
        """Delete all names of a node."""
        for number, folded in self._database.execute("SELECT id, folded FROM names WHERE node = ?", (node,)).fetchall():
            self._delete(number, folded)

    def _delete(self, number: int, folded: str) -> None:
        self._database.execute(
            "INSERT INTO name_search (name_search, rowid, folded) VALUES ('delete', ?, ?)", (number, folded)
        )
        self._database.execute("DELETE FROM names WHERE id = ?", (number,))
        self._ids = {}
