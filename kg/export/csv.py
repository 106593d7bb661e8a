"""CSV: `graph.csv` becomes `graph.nodes.csv` and `graph.edges.csv`, for spreadsheets and data frames."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._rows import EDGE_COLUMNS, NODE_COLUMNS, Column, Row, edge_rows, node_rows, text
from kg.files import replacing

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
    write_table(path.with_suffix(".nodes.csv"), NODE_COLUMNS, node_rows(store))
    write_table(path.with_suffix(".edges.csv"), EDGE_COLUMNS, edge_rows(store))


def write_table(path: Path, columns: Iterable[Column], rows: Iterable[Row]) -> None:
    """Write one table as it comes."""
    with replacing(path) as file:
        writer = csv.writer(codecs.getwriter("utf-8")(file))
        writer.writerow([column.name for column in columns])
        writer.writerows([text(cell) for cell in row] for row in rows)
