"""CSV, Parquet, Arrow and Excel: a table of nodes and a table of edges."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.export._libraries import need
from kg.imports._rows import quads

if TYPE_CHECKING:
    import pyoxigraph as ox

FORMATS: dict[str, tuple[str, ...]] = {
    "csv": (".csv",), "parquet": (".parquet",), "arrow": (".arrow", ".feather"), "excel": (".xlsx",),
}  # fmt: skip
Rows = list[dict[str, Any]]


def read(path: Path, format: str) -> Iterator[ox.Quad]:
    """The quads of both tables; `path` is the name that the export was given, or one of its two files."""
    if format == "excel":
        return quads(*_excel(path))
    base = path
    for name in ("nodes", "edges"):
        if path.stem.endswith(f".{name}"):
            base = path.with_name(path.stem.removesuffix(f".{name}") + path.suffix)
    reader = {"csv": _csv, "parquet": _parquet, "arrow": _arrow}[format]
    nodes, edges = (reader(base.with_suffix(f".{name}{base.suffix}")) for name in ("nodes", "edges"))
    return quads(nodes, edges)


def _csv(path: Path) -> Rows:
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _parquet(path: Path) -> Rows:
    if not path.is_file():
        raise KgError(f"there is no {path}; a graph is two files, of nodes and of edges")
    rows: Rows = need("pyarrow.parquet", "Parquet").read_table(path, partitioning=None).to_pylist()
    return rows


def _arrow(path: Path) -> Rows:
    with path.open("rb") as file:
        rows: Rows = need("pyarrow.ipc", "Arrow").open_file(file).read_all().to_pylist()
    return rows


def _excel(path: Path) -> tuple[Rows, Rows]:
    openpyxl = need("openpyxl", "Excel")
    try:
        book = openpyxl.load_workbook(path, read_only=True)
    except Exception as error:  # the library lets through whatever its parts raise
        raise KgError(f"{path} is no workbook of Excel: {error}") from error
    found = []
    for name in ("nodes", "edges"):
        if name not in book.sheetnames:
            raise KgError(f"{path} has no sheet called {name}")
        lines = book[name].iter_rows(values_only=True)
        head = next(lines)
        found.append([dict(zip(head, line, strict=False)) for line in lines])
    book.close()
    return found[0], found[1]
