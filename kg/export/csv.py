"""CSV: `graph.csv` becomes `graph.nodes.csv` and `graph.edges.csv`, for Neo4j, spreadsheets and data frames."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple, fields
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._flat import FlatEdge, FlatNode, edges, flat_edge, flat_node, nodes
from kg.files import write_atomically

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format(
    "csv",
    (".csv",),
    "CSV, two files: NAME.nodes.csv and NAME.edges.csv",
    "nodes and asserted edges; lists joined into text",
)


def write(store: Store, path: Path) -> None:
    """Write both files."""
    network = store.network()
    write_atomically(path.with_suffix(".nodes.csv"), _table(FlatNode, (flat_node(n) for n in nodes(network))))
    write_atomically(path.with_suffix(".edges.csv"), _table(FlatEdge, (flat_edge(e) for e in edges(network))))


def _table(row: type[FlatNode | FlatEdge], rows: Iterable[FlatNode | FlatEdge]) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([field.name for field in fields(row)])
    writer.writerows(astuple(item) for item in rows)
    return buffer.getvalue()
