"""What the RDF formats share: sorted quads, so that the same graph is the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.files import write_atomically
from kg.ontology import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store import Store


def write_quads(store: Store, path: Path, format: ox.RdfFormat) -> None:
    """Write all quads in a format that holds graphs."""
    import pyoxigraph as ox

    quads = sorted(store.graph, key=lambda q: (str(q.graph_name), str(q.subject), str(q.predicate), str(q.object)))
    write_atomically(path, ox.serialize(quads, format=format, prefixes=PREFIXES) or b"")


def write_triples(store: Store, path: Path, format: ox.RdfFormat) -> None:
    """Write the triples of all graphs in a format that holds no graphs; claims still name their paper."""
    import pyoxigraph as ox

    triples = {(str(q.subject), str(q.predicate), str(q.object)): q.triple for q in store.graph}
    data = ox.serialize((triples[key] for key in sorted(triples)), format=format, prefixes=PREFIXES)
    write_atomically(path, data or b"")
