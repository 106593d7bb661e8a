"""RDF/XML: what Protégé and older RDF tools read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._rdf import write_terms
from kg.export._rows import xml_text
from kg.export._stream import triples

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store import Store

_LOSS = "all triples; named graphs and what XML cannot represent are lost, but claims name their paper"
FORMAT = Format(
    "rdfxml",
    (".rdf", ".owl", ".xml"),
    "RDF/XML (Protégé)",
    _LOSS,
)


def write(store: Store, path: Path) -> None:
    """Write the graph."""
    import pyoxigraph as ox

    write_terms(map(_held, triples(store)), path, ox.RdfFormat.RDF_XML)


def _held(triple: ox.Triple) -> ox.Triple:
    """The triple without control characters, which the engine would write although no reader takes them."""
    import pyoxigraph as ox

    said = triple.object
    if not isinstance(said, ox.Literal) or xml_text(said.value) == said.value:
        return triple
    text = xml_text(said.value)
    literal = ox.Literal(text, language=said.language) if said.language else ox.Literal(text, datatype=said.datatype)
    return ox.Triple(triple.subject, triple.predicate, literal)
