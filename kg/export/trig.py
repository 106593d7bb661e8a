"""TriG: Turtle with named graphs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._rdf import write_terms
from kg.export._stream import quads

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format("trig", (".trig",), "RDF TriG", "everything")


def write(store: Store, path: Path) -> None:
    """Write the graph."""
    import pyoxigraph as ox

    write_terms(quads(store), path, ox.RdfFormat.TRIG)
