"""Cypher: `cypher-shell -f graph.cypher`; Neo4j, Memgraph, FalkorDB. Running it again changes nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._rows import EDGE_COLUMNS, NODE_COLUMNS, Cell, Column, edge_rows, node_rows
from kg.export.neo4j import label_of, relationship
from kg.files import replacing

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format("cypher", (".cypher", ".cql"), "Cypher statements", "nodes and asserted edges; lists stay lists")
_BATCH = 500  # rows of one statement
_NAMES = {"id": "iri", "label": "name"}


def write(store: Store, path: Path) -> None:
    """Write the statements."""
    with replacing(path) as file:
        file.writelines(part.encode() for part in _statements(store))


def _statements(store: Store) -> Iterator[str]:
    yield "CREATE CONSTRAINT thing_iri IF NOT EXISTS FOR (n:Thing) REQUIRE n.iri IS UNIQUE;\n"
    # nodes come by IRI, which has the type in it, and edges by subject: so those of a kind mostly stand together
    for type_, rows in groupby(node_rows(store), key=lambda row: str(row[1])):
        columns = (NODE_COLUMNS[0], *NODE_COLUMNS[2:])
        for batch in _batches(_map(columns, (row[0], *row[2:])) for row in rows):
            yield f"UNWIND [\n{batch}\n] AS row MERGE (n:Thing {{iri: row.iri}}) SET n:{label_of(type_)}, n += row;\n"
    for predicate, rows in groupby(edge_rows(store), key=lambda row: str(row[2])):
        entries = (
            f"{{source: {_literal(row[0])}, target: {_literal(row[1])}, said: {_map(EDGE_COLUMNS[3:], row[3:])}}}"
            for row in rows
        )
        for batch in _batches(entries):
            yield (
                f"UNWIND [\n{batch}\n] AS row MATCH (a:Thing {{iri: row.source}}), (b:Thing {{iri: row.target}}) "
                f"MERGE (a)-[r:{relationship(predicate)}]->(b) SET r += row.said;\n"
            )


def _batches(entries: Iterable[str]) -> Iterator[str]:
    waiting = iter(entries)
    while batch := list(islice(waiting, _BATCH)):
        yield ",\n".join(batch)


def _map(columns: tuple[Column, ...], cells: tuple[Cell, ...]) -> str:
    pairs = zip(columns, cells, strict=True)
    return (
        "{"
        + ", ".join(f"{_NAMES.get(c.name, c.name)}: {_literal(v)}" for c, v in pairs if v not in (None, "", ()))
        + "}"
    )


def _literal(cell: Cell) -> str:
    if isinstance(cell, tuple):
        return "[" + ", ".join(map(_literal, cell)) + "]"
    if isinstance(cell, str):
        # JSON's escapes are Cypher's; DEL and the line ends of Unicode are escaped for terminals and line readers
        return re.sub(
            "[\x7f-\x9f\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", json.dumps(cell, ensure_ascii=False)
        )
    return format(cell, "f") if isinstance(cell, Decimal) else repr(cell)
