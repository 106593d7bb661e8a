"""RDF 1.2 TriG: each claim reifies its edge as a triple term, in place of the three statements of RDF 1.1."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from kg.export import Format
from kg.export._rdf import write_terms
from kg.export._stream import quads
from kg.ontology import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store import Store

FORMAT = Format("rdf12", (".rdf12.trig", ".trig12"), "RDF 1.2 TriG, claims as reified triples", "everything")
PARTS = tuple(PREFIXES["rdf"] + name for name in ("subject", "predicate", "object"))


def write(store: Store, path: Path) -> None:
    """Write the graph."""
    import pyoxigraph as ox

    write_terms(_reified(store), path, ox.RdfFormat.TRIG)


def _reified(store: Store) -> Iterator[ox.Quad]:
    import pyoxigraph as ox

    reifies = ox.NamedNode(PREFIXES["rdf"] + "reifies")
    for (subject, graph), group in groupby(quads(store), key=lambda quad: (quad.subject, quad.graph_name)):
        parts: dict[str, Any] = {}
        for quad in group:
            if quad.predicate.value in PARTS:
                parts[quad.predicate.value] = quad.object
            else:
                yield quad
        if parts:
            yield ox.Quad(subject, reifies, ox.Triple(*(cast(Any, parts[name]) for name in PARTS)), graph)
