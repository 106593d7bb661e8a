"""HTML: one page of tables that needs no network, for browsers and spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._rows import xml_text
from kg.export._tables import tables
from kg.files import replacing

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format("html", (".html", ".htm"), "HTML tables", "papers, results and edges with names and quotes")
_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Knowledge graph of papers</title>
<style>
body { font: 15px/1.4 system-ui, sans-serif; margin: 2em }
table { border-collapse: collapse }
th, td { text-align: left; vertical-align: top; padding: .3em .6em; border-bottom: 1px solid #ccc }
th { position: sticky; top: 0; background: #fff }
</style>
</head>
<body>
"""


def write(store: Store, path: Path) -> None:
    """Write the page."""
    with replacing(path) as file:
        file.writelines(f"{line}\n".encode("utf-8", "replace") for line in _lines(store))


def _lines(store: Store) -> Iterator[str]:
    yield _HEAD
    for table in tables(store):
        yield f"<h2>{table.title}</h2>\n<table>\n<thead>{_line('th', table.columns)}</thead>\n<tbody>"
        yield from (_line("td", row) for row in table.rows())
        yield "</tbody>\n</table>"
    yield "</body>\n</html>"


def _line(tag: str, cells: Iterable[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(xml_text(cell))}</{tag}>" for cell in cells) + "</tr>"
