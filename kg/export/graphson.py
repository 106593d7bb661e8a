"""GraphSON 3.0: Apache TinkerPop, JanusGraph, Neptune; one vertex a line with the edges that touch it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._objects import dumps
from kg.export._rows import EDGE_COLUMNS, NODE_COLUMNS, Cell, Column, Row, edge_rows, node_rows, text
from kg.files import replacing

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format("graphson", (".graphson",), "GraphSON 3.0 (TinkerPop)", "nodes and asserted edges; lists stay lists")
_TYPES = {"number": "g:Double", "integer": "g:Int32"}


def write(store: Store, path: Path) -> None:
    """Write the graph. Edges are held in memory, since each stands with both of its ends."""
    with replacing(path) as file:
        file.writelines(_lines(store))


def _lines(store: Store) -> Iterator[bytes]:
    out: dict[str, list[tuple[int, Row]]] = defaultdict(list)
    into: dict[str, list[tuple[int, Row]]] = defaultdict(list)
    for k, row in enumerate(edge_rows(store)):
        out[str(row[0])].append((k, row))
        into[str(row[1])].append((k, row))
    number = 0
    for row in node_rows(store):
        iri = str(row[0])
        vertex: dict[str, object] = {"id": iri, "label": row[1]}
        for name, end, other, ends in (("outE", "inV", 1, out), ("inE", "outV", 0, into)):
            if ends.get(iri):
                vertex[name] = _edges(ends[iri], end, other)
        properties: dict[str, list[object]] = defaultdict(list)
        for column, cell in zip(NODE_COLUMNS[1:], row[1:], strict=True):
            # a list is several values of one property; "id" and "label" are words of the format
            name = {"label": "name", "key": "source_key"}.get(column.name, column.name)
            for value in cell if isinstance(cell, tuple) else [cell]:
                if value not in (None, ""):
                    properties[name].append({"id": _typed("g:Int64", number), "value": _value(column, value)})
                    number += 1
        yield dumps({**vertex, "properties": properties}) + b"\n"


def _edges(rows: list[tuple[int, Row]], end: str, other: int) -> dict[str, object]:
    found: dict[str, list[object]] = defaultdict(list)
    for number, row in rows:
        properties = {
            column.name: _value(column, cell)
            for column, cell in zip(EDGE_COLUMNS[3:], row[3:], strict=True)
            if cell not in (None, "", ())
        }
        found[str(row[2])].append({"id": _typed("g:Int64", number), end: row[other], "properties": properties})
    return dict(found)


def _value(column: Column, cell: Cell) -> object:
    if isinstance(cell, tuple):
        return _typed("g:List", list(cell))
    if column.kind == "integer":
        return _typed("g:Int32", cell)
    return _typed("g:Double", float(text(cell))) if column.kind == "number" else cell


def _typed(name: str, value: object) -> dict[str, object]:
    return {"@type": name, "@value": value}
