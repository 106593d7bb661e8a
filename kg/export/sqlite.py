"""SQLite: one file with a table each of nodes, names, authors, edges and claims."""

from __future__ import annotations

import sqlite3
import tempfile
from collections import defaultdict
from pathlib import Path
from shutil import copyfileobj
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._relational import TABLES, Value, create, rows
from kg.files import replacing

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format("sqlite", (".sqlite", ".db"), "SQLite database", "nodes and asserted edges with all claims, as tables")
_BATCH = 10_000  # rows written at once
_INDEXES = (
    ("names", "name"),
    ("nodes", "id"),
    ("nodes", "type"),
    ("edges", "source"),
    ("edges", "target"),
    ("claims", "source"),
)


def write(store: Store, path: Path) -> None:
    """Write the database."""
    with replacing(path) as file, tempfile.TemporaryDirectory(prefix=".paperkg-", dir=path.resolve().parent) as folder:
        made = Path(folder) / "graph.sqlite"
        _fill(store, made)
        with made.open("rb") as source:
            copyfileobj(source, file)


def _fill(store: Store, path: Path) -> None:
    database = sqlite3.connect(path, isolation_level=None)
    # nobody reads it before it is whole
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.execute("BEGIN")
    insert = {}
    for table, columns in TABLES.items():
        database.execute(create(table))
        insert[table] = f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - names of ours
    held: dict[str, list[tuple[Value, ...]]] = defaultdict(list)
    for table, row in rows(store):
        held[table].append(row)
        if len(held[table]) >= _BATCH:
            database.executemany(insert[table], held.pop(table))
    for table in TABLES:
        database.executemany(insert[table], held[table])
    for table, column in _INDEXES:
        database.execute(f"CREATE INDEX {table}_{column} ON {table} ({column})")
    database.execute("COMMIT")
    database.close()
