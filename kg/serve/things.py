"""Things as pages list them: by the tables of the store, without the RDF."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from kg.serve.links import path_of

_SELECT = (
    "SELECT nodes.iri, nodes.type, names.name, nodes.papers FROM nodes "
    "JOIN names ON names.node = nodes.id AND names.label "
)


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing with its label and the number of papers that name it."""

    iri: str
    type: str
    label: str
    papers: int

    @property
    def path(self) -> str:
        """The path of its page."""
        return path_of(self.iri)


def commonest(database: sqlite3.Connection, type: str, count: int, skip: int = 0) -> list[Thing]:
    """The things of a type that most papers name, after the first `skip`."""
    rows = database.execute(
        f"{_SELECT} WHERE nodes.type = ? ORDER BY nodes.papers DESC, nodes.iri LIMIT ? OFFSET ?", (type, count, skip)
    )
    return [Thing(*row) for row in rows]


def newest(database: sqlite3.Connection, count: int, skip: int = 0) -> list[tuple[Thing, str]]:
    """Papers with the date they are of, the newest first, those without a date last."""
    year = "substr(json_extract(paper, '$.issued'), 1, 4)"
    rows = database.execute(
        f"SELECT nodes.iri, nodes.type, names.name, nodes.papers, json_extract(paper, '$.issued') FROM papers "  # noqa: S608 - text of ours
        "JOIN nodes ON nodes.id = papers.id JOIN names ON names.node = nodes.id AND names.label "
        f"ORDER BY {year} DESC, 5 DESC, nodes.iri LIMIT ? OFFSET ?",
        (count, skip),
    )
    return [(Thing(*row[:4]), row[4] or "") for row in rows]


def named(database: sqlite3.Connection, label: str, type: str = "") -> Thing | None:
    """The thing of that very label; of several the one that most papers name."""
    row = database.execute(
        f"{_SELECT} WHERE names.name = ? AND ? IN (nodes.type, '') ORDER BY nodes.papers DESC, nodes.iri LIMIT 1",
        (label, type),
    ).fetchone()
    return Thing(*row) if row else None


def thing(database: sqlite3.Connection, iri: str) -> Thing | None:
    """The thing of an IRI."""
    row = database.execute(f"{_SELECT} WHERE nodes.iri = ?", (iri,)).fetchone()
    return Thing(*row) if row else None


def names_of(database: sqlite3.Connection, iri: str) -> list[str]:
    """Every name of a thing, the longest first."""
    rows = database.execute("SELECT name FROM names JOIN nodes ON nodes.id = node WHERE iri = ?", (iri,))
    return sorted((name for (name,) in rows), key=lambda name: (-len(name), name))


def papers_naming(database: sqlite3.Connection, iri: str, count: int) -> list[Thing]:
    """Papers that name a thing, those first that say most."""
    rows = database.execute(
        "SELECT DISTINCT p.iri, 'paper', l.name, (SELECT COUNT(*) FROM edges WHERE paper = p.id) AS said "
        "FROM nodes n JOIN names ON names.node = n.id JOIN uses ON uses.name = names.id "
        "JOIN papers p ON p.id = uses.paper JOIN names l ON l.node = p.id AND l.label "
        "WHERE n.iri = ? ORDER BY said DESC, p.iri LIMIT ?",
        (iri, count),
    )
    return [Thing(*row) for row in rows]
