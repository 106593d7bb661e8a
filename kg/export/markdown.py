"""Markdown: tables of papers, results and edges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._tables import tables
from kg.files import replacing

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format("markdown", (".md",), "Markdown tables", "papers, results and edges with names and quotes")


def write(store: Store, path: Path) -> None:
    """Write the tables."""
    with replacing(path) as file:
        file.writelines(f"{line}\n".encode("utf-8", "replace") for line in _lines(store))


def _lines(store: Store) -> Iterator[str]:
    for table in tables(store):
        yield f"## {table.title}\n"
        yield _line(table.columns)
        yield "|" + " --- |" * len(table.columns)
        yield from map(_line, table.rows())
        yield ""


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(map(escaped, cells)) + " |"


def escaped(text: str) -> str:
    """The text on one line, with what Markdown would take for markup escaped."""
    shown = "".join(c if c.isprintable() else " " for c in " ".join(text.split()))
    return re.sub(r"([\\`*_\[\]<>|~$&#])", r"\\\1", shown)
