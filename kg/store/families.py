"""What a thing is a variant of, and what its variants are, over any number of steps."""

from __future__ import annotations

import sqlite3

_STEPS = """WITH RECURSIVE walk (node, steps) AS (
  SELECT id, 0 FROM nodes WHERE iri = ?
  UNION
  SELECT {there}, steps + 1 FROM walk JOIN edges ON {here} = node AND predicate = 'variantOf' WHERE steps < ?
)
SELECT iri FROM walk JOIN nodes ON id = node WHERE iri <> ? GROUP BY iri ORDER BY MIN(steps), iri"""
_MOST = 32  # steps; also the end of a circle that names and decisions make together


def ancestors(database: sqlite3.Connection, iri: str) -> tuple[str, ...]:
    """The IRIs of all that a thing is a variant of, nearest first; see `kg.store.Store.database`."""
    return _walk(database, iri, "subject", "object")


def descendants(database: sqlite3.Connection, iri: str) -> tuple[str, ...]:
    """The IRIs of all variants of a thing, nearest first, so that a question about it can be asked of them too."""
    return _walk(database, iri, "object", "subject")


def _walk(database: sqlite3.Connection, iri: str, here: str, there: str) -> tuple[str, ...]:
    query = _STEPS.format(here=here, there=there)
    return tuple(found for (found,) in database.execute(query, (iri, _MOST, iri)))
