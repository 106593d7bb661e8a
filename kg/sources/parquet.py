"""Parquet tables with columns for title and abstract, such as data sets of papers come in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.errors import SourceError
from kg.model import Paper
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._names import recognised
from kg.sources._optional import needed
from kg.sources._rows import judged, papers

_BATCH = 512  # rows


def _sniff(head: Head) -> Verdict:
    return Verdict(Certainty.CERTAIN, "it is Parquet") if head.data.startswith(b"PAR1") else NO


FORMAT = Format("parquet", (".parquet", ".pq"), "a Parquet table (columns title and abstract)", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers, row by row; only the columns that say something of papers are read."""
    parquet = needed("pyarrow.parquet", "Parquet")
    with source.file() as path:
        try:
            file = parquet.ParquetFile(path, memory_map=False, pre_buffer=False)
            columns = [str(name) for name in file.schema_arrow.names]
        except Exception as error:  # the library's errors have many classes
            raise SourceError(f"{source.name} is no Parquet file that can be read ({error})") from error
        wanted = columns
        if judged(columns).certainty is Certainty.CERTAIN:
            telling = {name for found in recognised(columns).values() for name in found}
            wanted = [name for name in columns if name in telling or name in ("externalIds", "ids")]
        yield from papers(source.name, wanted, _rows(file, wanted))


def _rows(file: Any, columns: list[str]) -> Iterator[tuple[str, list[Any] | Problem]]:  # noqa: ANN401 - an optional library's
    number = 0
    try:
        for batch in file.iter_batches(batch_size=_BATCH, columns=columns, use_threads=False):
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                number += 1
                yield f"row {number}", list(row)
    except Exception as error:  # a page that is damaged
        place = f"row {number + 1}"
        yield place, Problem("broken row", place, f"the table cannot be read from here on ({error})")
