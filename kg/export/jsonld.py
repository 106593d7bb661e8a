"""JSON-LD with named graphs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._rdf import write_terms
from kg.export._stream import quads

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format("jsonld", (".jsonld",), "RDF JSON-LD", "everything")


def write(store: Store, path: Path) -> None:
    """Write the graph."""
    import pyoxigraph as ox

    write_terms(quads(store), path, ox.RdfFormat.JSON_LD)
