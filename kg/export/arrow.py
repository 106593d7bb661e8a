"""Arrow: `graph.arrow` becomes `graph.nodes.arrow` and `graph.edges.arrow`, to be mapped into memory as they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._arrow import batches, schema
from kg.export._libraries import need
from kg.export._rows import EDGE_COLUMNS, NODE_COLUMNS, edge_rows, node_rows
from kg.files import replacing

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format(
    "arrow",
    (".arrow", ".feather"),
    "Arrow, two files: NAME.nodes.arrow and NAME.edges.arrow",
    "nodes and asserted edges; lists stay lists",
)


def write(store: Store, path: Path) -> None:
    """Write both files."""
    ipc = need("pyarrow.ipc", "Arrow")
    for name, columns, rows in (("nodes", NODE_COLUMNS, node_rows(store)), ("edges", EDGE_COLUMNS, edge_rows(store))):
        with (
            replacing(path.with_suffix(f".{name}{path.suffix}")) as file,
            ipc.new_file(file, schema(columns)) as writer,
        ):
            for batch in batches(columns, rows):
                writer.write_batch(batch)
