"""Neo4j: a folder of what `neo4j-admin database import` takes, with the command to run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._rows import EDGE_COLUMNS, NODE_COLUMNS, Cell, Column, Row, edge_rows, node_rows
from kg.export.csv import write_table
from kg.files import replacing_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.store import Store

FORMAT = Format(
    "neo4j",
    (".neo4j",),
    "Neo4j, a folder for `neo4j-admin database import`",
    "nodes and asserted edges; lists stay lists",
)
_UNIT = "\x1f"  # between the entries of a list; stands in no text
_TYPES = {"number": ":double", "integer": ":int", "list": ":string[]"}
_COMMAND = """#!/bin/sh
# makes the database "neo4j" anew from the files beside this one
cd "$(dirname "$0")" && exec neo4j-admin database import full neo4j --overwrite-destination \\
    --nodes=nodes.csv --relationships=edges.csv --array-delimiter=U+001F --multiline-fields=true "$@"
"""


def write(store: Store, path: Path) -> None:
    """Write the folder."""
    with replacing_folder(path) as folder:
        write_table(folder / "nodes.csv", _node_header(), _nodes(store))
        write_table(folder / "edges.csv", _edge_header(), _edges(store))
        (folder / "import.sh").write_text(_COMMAND, encoding="utf-8")


def label_of(type_: str) -> str:
    """A type as Neo4j writes labels: "Method"."""
    return type_.capitalize()


def relationship(predicate: str) -> str:
    """A predicate as Neo4j writes types of relationships: "COMPARES_WITH"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", predicate).upper()


def _node_header() -> Iterator[Column]:
    for column in NODE_COLUMNS:
        name = {"id": "iri:ID", "type": ":LABEL", "label": "name"}.get(column.name)
        yield Column(name or column.name + _TYPES.get(column.kind, ""))


def _edge_header() -> Iterator[Column]:
    names = {"source": ":START_ID", "target": ":END_ID", "predicate": ":TYPE"}
    for column in EDGE_COLUMNS:
        yield Column(names.get(column.name) or column.name + _TYPES.get(column.kind, ""))


def _nodes(store: Store) -> Iterator[Row]:
    for iri, type_, *cells in node_rows(store):
        yield (iri, f"Thing{_UNIT}{label_of(str(type_))}", *_listed(cells))


def _edges(store: Store) -> Iterator[Row]:
    for source, target, predicate, *cells in edge_rows(store):
        yield (source, target, relationship(str(predicate)), *_listed(cells))


def _listed(cells: Iterable[Cell]) -> Iterator[Cell]:
    for cell in cells:
        yield _UNIT.join(part.replace(_UNIT, " ") for part in cell) if isinstance(cell, tuple) else cell
