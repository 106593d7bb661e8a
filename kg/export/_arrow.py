"""Rows as Arrow record batches, for the formats that pyarrow writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg.export._rows import Column, Row

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH = 10_000  # rows held at once


def schema(columns: Iterable[Column]) -> pa.Schema:
    """The types of a table: text, double, int32, list of text."""
    import pyarrow as pa

    types = {"text": pa.string(), "number": pa.float64(), "integer": pa.int32(), "list": pa.list_(pa.string())}
    return pa.schema([pa.field(column.name, types[column.kind]) for column in columns])


def batches(columns: tuple[Column, ...], rows: Iterable[Row]) -> Iterator[pa.RecordBatch]:
    """The rows in order, a batch at a time; numbers become doubles, empty texts null."""
    import pyarrow as pa

    shape, waiting = schema(columns), iter(rows)
    while held := list(islice(waiting, _BATCH)):
        arrays = []
        for field, column, cells in zip(shape, columns, zip(*held, strict=True), strict=True):
            arrays.append(pa.array(_plain(column, cells), field.type))
        yield pa.RecordBatch.from_arrays(arrays, schema=shape)


def _plain(column: Column, cells: tuple[Any, ...]) -> list[Any]:
    if column.kind == "number":
        return [None if cell is None else float(cell) for cell in cells]
    if column.kind == "list":
        return [list(map(_text, cell)) for cell in cells]
    if column.kind == "integer":
        return list(cells)
    return [_text(cell) or None for cell in cells]


def _text(cell: str) -> str:
    """The text, with half a surrogate pair, which UTF-8 cannot hold, replaced."""
    return cell if cell.isascii() else cell.encode("utf-8", "replace").decode()
