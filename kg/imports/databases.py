"""SQLite and DuckDB."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from kg.errors import KgError
from kg.export._libraries import need
from kg.export._relational import TABLES
from kg.imports._facts import quads_of
from kg.imports._rows import node_of
from kg.model import Claim, Evidence, Node

if TYPE_CHECKING:
    import pyoxigraph as ox

FORMATS: dict[str, tuple[str, ...]] = {"sqlite": (".sqlite", ".db"), "duckdb": (".duckdb",)}
Query = Callable[[str], list[tuple[Any, ...]]]


def read(path: Path, format: str) -> Iterator[ox.Quad]:
    """The quads of a database."""
    if not path.is_file():
        raise KgError(f"there is no file {path}")
    if format == "sqlite":
        try:
            with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
                return _quads(lambda text: database.execute(text).fetchall())
        except sqlite3.Error as error:
            raise KgError(f"{path} is no SQLite database of a graph: {error}") from error
    duckdb = need("duckdb", "DuckDB")
    try:
        with duckdb.connect(str(path), read_only=True) as database:
            return _quads(lambda text: cast("list[tuple[Any, ...]]", database.execute(text).fetchall()))
    except duckdb.Error as error:
        raise KgError(f"{path} is no DuckDB database of a graph: {str(error).splitlines()[0]}") from error


def _quads(query: Query) -> Iterator[ox.Quad]:
    def rows(table: str) -> Iterator[dict[str, Any]]:
        names = [name for name, _ in TABLES[table]]
        listed = ", ".join(f'"{name}"' for name in names)
        return (dict(zip(names, row, strict=True)) for row in query(f"SELECT {listed} FROM {table}"))  # noqa: S608 - names of ours

    lists: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows("names"):
        lists["names"][row["node"]].append(row["name"])
    for row in rows("reasons"):
        lists["reasons"][row["node"]].append(row["reason"])
    for row in sorted(rows("authors"), key=lambda row: row["position"]):
        lists["authors"][row["paper"]].append(row["author"])
    for row in rows("orcids"):
        lists["orcids"][row["paper"]].append(f"{row['orcid']} {row['author']}")
    for row in rows("identifiers"):
        lists["identifiers"][row["paper"]].append(f"{row['scheme']}:{row['value']}")
    nodes: list[Node] = [
        node_of(row | {name: found.get(row["id"], []) for name, found in lists.items()}) for row in rows("nodes")
    ]
    claims = [
        Claim(
            row["source"], row["predicate"], row["target"], row["paper"],
            Evidence(row["field"], row["start"], row["end"], row["quote"] or ""), "asserted", row["confidence"],
            row["rule"] or "",
        )
        for row in rows("claims")
    ]  # fmt: skip
    return quads_of(nodes, claims)
