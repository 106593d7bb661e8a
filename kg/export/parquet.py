"""Parquet: `graph.parquet` becomes `graph.nodes.parquet` and `graph.edges.parquet`; pandas, polars, DuckDB, Spark."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._arrow import batches, schema
from kg.export._libraries import need
from kg.export._rows import EDGE_COLUMNS, NODE_COLUMNS, Column, Row, edge_rows, node_rows
from kg.files import replacing

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format(
    "parquet",
    (".parquet",),
    "Parquet, two files: NAME.nodes.parquet and NAME.edges.parquet",
    "nodes and asserted edges; lists stay lists",
)


def write(store: Store, path: Path) -> None:
    """Write both files."""
    write_table(path.with_suffix(".nodes.parquet"), NODE_COLUMNS, node_rows(store))
    write_table(path.with_suffix(".edges.parquet"), EDGE_COLUMNS, edge_rows(store))


def write_table(path: Path, columns: tuple[Column, ...], rows: Iterable[Row]) -> None:
    """Write one table as it comes."""
    parquet = need("pyarrow.parquet", "Parquet")
    with replacing(path) as file, parquet.ParquetWriter(file, schema(columns), compression="zstd") as writer:
        for batch in batches(columns, rows):
            writer.write_batch(batch)
