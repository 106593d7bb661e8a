"""N-Triples: one triple a line, sorted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._stream import triple_lines
from kg.files import replacing

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format(
    "ntriples",
    (".nt",),
    "RDF N-Triples",
    "all triples; named graphs are lost, but claims name their paper",
)


def write(store: Store, path: Path) -> None:
    """Write the graph."""
    with replacing(path) as file:
        file.writelines(triple_lines(store))
