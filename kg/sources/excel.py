"""Excel workbooks (.xlsx): every sheet whose first row names columns for title and abstract."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.errors import SourceError
from kg.model import Paper
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._optional import needed
from kg.sources._rows import judged, listed, papers

_LARGEST = 1 << 30  # bytes that a workbook may unpack to


def _sniff(head: Head) -> Verdict:
    if head.data.startswith(b"PK\x03\x04"):
        if b"xl/" in head.data or head.suffix in (".xlsx", ".xlsm"):
            return Verdict(Certainty.CERTAIN, "it is a workbook")
        return Verdict(Certainty.NEAR, "it is a ZIP archive without sheets; unpack it and name the files in it")
    if head.data.startswith(b"\xd0\xcf\x11\xe0"):
        return Verdict(Certainty.NEAR, "it is in Excel's old format; save it as .xlsx")
    return NO


FORMAT = Format("excel", (".xlsx", ".xlsm"), "an Excel workbook (columns title and abstract)", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers of all sheets, row by row. Sheets without such columns are left out, unless all are."""
    openpyxl = needed("openpyxl", "Excel workbooks")
    with source.file() as path, path.open("rb") as file:
        _check_size(str(path), source.name)
        try:
            workbook = openpyxl.load_workbook(file, read_only=True, data_only=True)
        except Exception as error:  # the library gives whatever its parts raise
            raise SourceError(f"{source.name} is no workbook that can be read ({error})") from error
        try:
            yield from _sheets(source.name, workbook)
        finally:
            workbook.close()


def _sheets(name: str, workbook: Any) -> Iterator[Paper | Problem]:  # noqa: ANN401 - an optional library's
    seen = list[str]()
    found = False
    for sheet in workbook.worksheets:
        rows = _rows(sheet)
        _, header = next(rows, ("", ()))
        columns = [str(value or "").strip() for value in (header if isinstance(header, tuple) else ())]
        if judged(columns).certainty is Certainty.CERTAIN:
            found = True
            yield from papers(f"{name}, sheet {sheet.title!r}", columns, rows)
        else:
            seen.append(f"{sheet.title}: {listed(columns)}")
    if not found:
        raise SourceError(f"{name}: no sheet has columns title and abstract ({'; '.join(seen[:4])})")


def _rows(sheet: Any) -> Iterator[tuple[str, tuple[Any, ...] | Problem]]:  # noqa: ANN401 - an optional library's
    """Place and values of each row that is not empty."""
    place = 0
    try:
        for place, values in enumerate(sheet.iter_rows(values_only=True), 1):
            if any(value is not None for value in values):
                yield f"{sheet.title}!{place}", values
    except Exception as error:  # broken XML within the workbook
        where = f"{sheet.title}!{place + 1}"
        yield where, Problem("broken row", where, f"the sheet cannot be read from here on ({error})")


def _check_size(path: str, name: str) -> None:
    """Refuse archives that unpack to far more than they hold."""
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(path) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise SourceError(f"{name} is no workbook that can be read ({error})") from error
    if size > _LARGEST:
        raise SourceError(f"{name} unpacks to {size >> 20:,} MiB, more than the {_LARGEST >> 20:,} MiB that are read")
