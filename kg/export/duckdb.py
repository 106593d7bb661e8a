"""DuckDB: one file with a table each of nodes, names, authors, edges and claims."""

from __future__ import annotations

import json
import tempfile
from contextlib import ExitStack
from pathlib import Path
from shutil import copyfileobj
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._libraries import need
from kg.export._objects import dumps
from kg.export._relational import TABLES, create, rows
from kg.files import replacing

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format("duckdb", (".duckdb",), "DuckDB database", "nodes and asserted edges with all claims, as tables")


def write(store: Store, path: Path) -> None:
    """Write the database."""
    duckdb = need("duckdb", "DuckDB")
    with replacing(path) as file, tempfile.TemporaryDirectory(prefix=".paperkg-", dir=path.resolve().parent) as name:
        folder = Path(name)
        _write_lines(store, folder)
        made = folder / "graph.duckdb"
        # one thread keeps the rows in order
        with duckdb.connect(str(made), config={"threads": 1}) as database:
            for table, columns in TABLES.items():
                database.execute(create(table))
                shape = json.dumps(dict(columns)).replace('"', "'")
                database.execute(
                    f"INSERT INTO {table} SELECT * FROM read_json('{folder / table}', format = 'newline_delimited', "  # noqa: S608 - names of ours
                    f"columns = {shape}, maximum_object_size = 1000000000)"
                )
            database.execute("CHECKPOINT")
        with made.open("rb") as source:
            copyfileobj(source, file)


def _write_lines(store: Store, folder: Path) -> None:
    """Each table as lines of JSON: the engine reads them many times faster than it takes rows."""
    with ExitStack() as stack:
        files = {table: stack.enter_context((folder / table).open("wb")) for table in TABLES}
        names = {table: [name for name, _ in columns] for table, columns in TABLES.items()}
        for table, row in rows(store):
            files[table].write(dumps(dict(zip(names[table], row, strict=True))) + b"\n")
