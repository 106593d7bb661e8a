"""Excel: a workbook with a sheet of nodes, one of edges and one of what papers report."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.export import Format
from kg.export._libraries import need
from kg.export._rows import EDGE_COLUMNS, NODE_COLUMNS, Column, Row, edge_rows, node_rows, text
from kg.files import replacing

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format(
    "excel",
    (".xlsx",),
    "Excel workbook",
    "nodes and asserted edges; lists joined into text; at most 1,048,576 rows, and 32,767 characters in a cell",
)
_ROWS, _LENGTH = 1_048_576, 32_767  # of a sheet, of a cell
_WIDTHS = {"label": 40, "names": 30, "abstract": 40, "quotes": 80, "id": 30, "source": 40, "target": 40}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def write(store: Store, path: Path) -> None:
    """Write the workbook.

    Raises:
        KgError: there are more nodes or edges than a sheet has rows; it names formats that hold them.
    """
    excel = need("xlsxwriter", "Excel")
    with replacing(path) as file:
        # texts are written as they are: no formula, no link is made of what a paper says
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        book = excel.Workbook(file, options)
        # the same graph is the same bytes
        book.set_properties({"created": datetime(2000, 1, 1), "title": "paperkg"})
        bold = book.add_format({"bold": True})
        _sheet(book.add_worksheet("nodes"), NODE_COLUMNS, node_rows(store), bold)
        _sheet(book.add_worksheet("edges"), EDGE_COLUMNS, edge_rows(store), bold)
        book.close()


def _sheet(sheet: Any, columns: tuple[Column, ...], rows: Iterable[Row], bold: object) -> None:  # noqa: ANN401 - has no types
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, _WIDTHS.get(column.name, 14))
        sheet.write_string(0, place, column.name, bold)
    for line, row in enumerate(rows, 1):
        if line >= _ROWS:
            raise KgError(
                f"the graph has more {sheet.get_name()} than a sheet of Excel has rows; write .csv or .parquet"
            )
        for place, (column, cell) in enumerate(zip(columns, row, strict=True)):
            if column.kind in ("number", "integer") and cell is not None:
                sheet.write_number(line, place, float(text(cell)))
            elif cell:
                sheet.write_string(line, place, _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text(cell))[:_LENGTH])
    sheet.autofilter(0, 0, 0, len(columns) - 1)
