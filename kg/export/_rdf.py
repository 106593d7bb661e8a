"""What the RDF formats share: terms in order, written as they come."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.files import replacing
from kg.ontology import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox


def write_terms(terms: Iterable[ox.Quad] | Iterable[ox.Triple], path: Path, format: ox.RdfFormat) -> None:
    """Write quads or triples in an RDF syntax, with the prefixes of the ontology."""
    import pyoxigraph as ox

    with replacing(path) as file:
        ox.serialize(terms, file, format, prefixes=PREFIXES)
