"""Framed JSON-LD: a tree a paper, with the things and results it speaks of inside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from kg.export import Format
from kg.export._compact import context, described
from kg.export._objects import dumps, json_array
from kg.export._stream import nodes
from kg.files import replacing
from kg.ontology import ontology

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store import Store

FORMAT = Format(
    "jsonldframed",
    (".framed.jsonld",),
    "RDF JSON-LD, framed: one tree for each paper",
    "papers with their edges and results; without claims and quotes",
)
_DEEPEST = 3  # paper, its method or result, what that is related to, and the names of those


def write(store: Store, path: Path) -> None:
    """Write the trees."""
    with replacing(path) as file:
        file.write(b'{"@context": ' + dumps(context()) + b',\n"@graph": ')
        trees = (_tree(store.graph, node.iri, 0, ()) for node in nodes(store) if node.type == "paper")
        file.writelines(json_array(trees))
        file.write(b"}\n")


def _tree(graph: ox.Store, iri: str, depth: int, above: tuple[str, ...]) -> dict[str, Any]:
    """A thing with those that it leads to inside, down to a depth and not in a circle; of the last, the names."""
    edges = {predicate.iri for predicate in ontology().predicates}
    own: list[tuple[str, Any]] = []
    inner: dict[str, list[dict[str, Any]]] = {}
    for predicate, term in _said(graph, iri):
        if predicate not in edges:
            own.append((predicate, term))
        elif depth < _DEEPEST and term.value not in above:
            (word,) = described(iri, [(predicate, term)]).keys() - {"@id"}
            inner.setdefault(word, []).append(_tree(graph, term.value, depth + 1, (*above, iri)))
    return {**described(iri, own), **inner}


def _said(graph: ox.Store, iri: str) -> Iterator[tuple[str, Any]]:
    import pyoxigraph as ox

    for quad in sorted(graph.quads_for_pattern(ox.NamedNode(iri), None, None, ox.DefaultGraph()), key=str):
        yield quad.predicate.value, cast(Any, quad.object)
