"""The registry of `kg.link` in the database: what all papers say of a name, by look-ups."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from kg.link.gazetteer import Name
from kg.link.observe import Observation
from kg.link.registry import commonest, meaning


class Keys:
    """Numbers for names and back, remembered while an update runs."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._ids: dict[Name, int] = {}
        self._names: dict[int, Name] = {}

    def id(self, name: Name) -> int:
        """The number of a name; a new one where it had none."""
        found = self._ids.get(name)
        if found is None:
            type_, key = name
            row = self._database.execute("SELECT id FROM keys WHERE key = ? AND type = ?", (key, type_)).fetchone()
            if row is None:
                row = self._database.execute(
                    "INSERT INTO keys (type, key) VALUES (?, ?) RETURNING id", (type_, key)
                ).fetchone()
            found = self._ids[name] = int(row[0])
        return found

    def find(self, name: Name) -> int:
        """The number of a name; 0 where it has none."""
        if name in self._ids:
            return self._ids[name]
        row = self._database.execute("SELECT id FROM keys WHERE type = ? AND key = ?", name).fetchone()
        return int(row[0]) if row else 0

    def name(self, number: int) -> Name:
        """The name of a number."""
        found = self._names.get(number)
        if found is None:
            row = self._database.execute("SELECT type, key FROM keys WHERE id = ?", (number,)).fetchone()
            found = self._names[number] = (row[0], row[1])
        return found

    def forget(self, number: int) -> None:
        """Delete a name that no paper and no node bears any more."""
        for table, column in (
            ("anchors", "key"), ("anchors", "means"), ("nodes", "key"),
            ("definitions", "short"), ("definitions", "long"),
        ):  # fmt: skip
            if self._database.execute(f"SELECT 1 FROM {table} WHERE {column} = ? LIMIT 1", (number,)).fetchone():  # noqa: S608 - names of ours
                return
        self._database.execute("DELETE FROM keys WHERE id = ?", (number,))
        self._ids = {}
        self._names = {}


class Registry:
    """Observations of all papers. What a name means is remembered once no more observations come in."""

    def __init__(self, database: sqlite3.Connection, keys: Keys) -> None:
        self._database = database
        self._keys = keys
        self._company: dict[tuple[str, str, str], Mapping[Name, int]] = {}
        self._longs: dict[Name, Mapping[str, int]] = {}
        # what stood before the update, of all that it touched
        self._spelled: dict[int, str] = {}
        self._meant: dict[int, str | None] = {}

    # ------------------------------------------------------------------------------------------- what papers say

    def forms(self, name: Name) -> Mapping[str, int]:
        """See `kg.link.registry.Registry`."""
        return self._forms(self._keys.find(name))

    def longs(self, type_: str, short: str) -> Mapping[str, int]:
        """See `kg.link.registry.Registry`."""
        name = (type_, short)
        if name not in self._longs:
            self._longs[name] = self._longs_of(self._keys.find(name))
        return self._longs[name]

    def company(self, type_: str, short: str, long: str) -> Mapping[Name, int]:
        """See `kg.link.registry.Registry`."""
        which = (type_, short, long)
        if which not in self._company:
            rows = self._database.execute(
                "SELECT a.key, COUNT(*) FROM definitions d JOIN anchors a USING (paper) "
                "WHERE short = ? AND long = ? GROUP BY 1",
                (self._keys.find((type_, short)), self._keys.find((type_, long))),
            )
            self._company[which] = {self._keys.name(key): count for key, count in rows}
        return self._company[which]

    # --------------------------------------------------------------------------------------------------- changing

    def retract(self, paper: int) -> None:
        """Take back all that was observed of a paper."""
        for key, form in self._database.execute("SELECT key, form FROM anchors WHERE paper = ?", (paper,)).fetchall():
            self._touch(key)
            self._database.execute("UPDATE spellings SET papers = papers - 1 WHERE id = ?", (form,))
            self._database.execute("DELETE FROM spellings WHERE id = ? AND papers = 0", (form,))
        for (short,) in self._database.execute(
            "SELECT DISTINCT short FROM definitions WHERE paper = ?", (paper,)
        ).fetchall():
            self._touch_short(short)
        self._database.execute("DELETE FROM anchors WHERE paper = ?", (paper,))
        self._database.execute("DELETE FROM definitions WHERE paper = ?", (paper,))

    def record(self, paper: int, seen: Observation) -> None:
        """Write down what was observed of a paper of which nothing is written down. What its names mean comes later."""
        rows: dict[int, tuple[int, int, int, int, int]] = {}
        for anchor in seen.anchors:
            key = self._keys.id(anchor.name)
            if key in rows:
                continue
            self._touch(key)
            (form,) = self._database.execute(
                "INSERT INTO spellings (key, form, papers) VALUES (?, ?, 1) "
                "ON CONFLICT (key, form) DO UPDATE SET papers = papers + 1 RETURNING id",
                (key, anchor.form),
            ).fetchone()
            rows[key] = (paper, key, form, anchor.bare, key)
        self._database.executemany("INSERT INTO anchors VALUES (?, ?, ?, ?, ?)", rows.values())
        for said in seen.definitions:
            short, long = self._keys.id((said.type, said.short)), self._keys.id((said.type, said.long))
            self._touch_short(short)
            self._database.execute("INSERT INTO definitions VALUES (?, ?, ?)", (short, long, paper))

    def settle(self) -> None:
        """From here on nothing more is observed."""
        self._company = {}
        self._longs = {}

    def respelled(self) -> list[int]:
        """Keys whose commonest form is another than before the update."""
        return sorted(key for key, form in self._spelled.items() if commonest(self._forms(key)) != form)

    def redefined(self) -> list[int]:
        """Short forms that other papers may have to read in another way than before the update."""
        found: list[int] = []
        for short, before in self._meant.items():
            now = meaning(self._keys.name(short)[1], self._longs_of(short))
            # where papers do not agree, the company decides, and that has changed
            if now is None or now != before:
                found.append(short)
        return sorted(found)

    def touched(self) -> set[int]:
        """All keys that the update touched."""
        return {*self._spelled, *self._meant}

    def _touch(self, key: int) -> None:
        if key not in self._spelled:
            self._spelled[key] = commonest(self._forms(key))

    def _touch_short(self, short: int) -> None:
        if short not in self._meant:
            self._meant[short] = meaning(self._keys.name(short)[1], self._longs_of(short))

    def _forms(self, key: int) -> dict[str, int]:
        return dict(self._database.execute("SELECT form, papers FROM spellings WHERE key = ?", (key,)).fetchall())

    def _longs_of(self, short: int) -> dict[str, int]:
        rows = self._database.execute("SELECT long, COUNT(*) FROM definitions WHERE short = ? GROUP BY long", (short,))
        return {self._keys.name(long)[1]: count for long, count in rows.fetchall()}
