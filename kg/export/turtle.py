"""Turtle: what Protégé and most RDF tools read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._rdf import write_terms
from kg.export._stream import triples

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format("turtle", (".ttl",), "RDF Turtle", "all triples; named graphs are lost, but claims name their paper")


def write(store: Store, path: Path) -> None:
    """Write the graph."""
    import pyoxigraph as ox

    write_terms(triples(store), path, ox.RdfFormat.TURTLE)
