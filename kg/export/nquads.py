"""N-Quads in canonical order: equal files, equal graphs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._stream import quad_lines
from kg.files import replacing

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format("nquads", (".nq",), "RDF N-Quads, sorted", "everything")


def write(store: Store, path: Path) -> None:
    """Write the graph."""
    with replacing(path) as file:
        file.writelines(quad_lines(store))
