"""Reading a graph from a server that a push, or anybody else, has put there in our shape."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.ontology import ontology

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.imports._write import Imported
    from kg.remote.client import Progress, Server

_PAGE = 10_000  # triples of one answer; servers cut longer ones off


def pull(server: Server, store: Path, progress: Progress = lambda _: None) -> Imported:
    """Make a store of what a server holds of our graph.

    Args:
        server: where from.
        store: a folder that is not there yet, or empty.
        progress: called with the number of graphs just done.

    Raises:
        KgError: the server cannot be reached or holds no graph of ours, or the store holds papers already.
    """
    from kg.imports._write import write_store

    return write_store(_quads(server, progress), store, Path(server.addresses.query))


def _quads(server: Server, progress: Progress) -> Iterator[ox.Quad]:
    import pyoxigraph as ox

    default = ox.DefaultGraph()
    for type_ in ontology().types:
        pattern = f"{{ ?s a <{type_.iri}> ; ?p ?o FILTER NOT EXISTS {{ GRAPH ?g {{ ?s ?p ?o }} }} }}"
        for triple in _paged(server, pattern):
            yield ox.Quad(triple.subject, triple.predicate, triple.object, default)
    names = server.select(
        "SELECT DISTINCT ?g { GRAPH ?g { ?paper <http://purl.org/dc/terms/abstract> ?text } "
        'FILTER (STRENDS(STR(?g), "#claims")) } ORDER BY ?g'
    )
    for row in names:
        graph = ox.NamedNode(row["g"])
        for triple in _paged(server, f"{{ GRAPH <{row['g']}> {{ ?s ?p ?o }} }}"):
            yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)
        progress(1)


def _paged(server: Server, pattern: str) -> Iterator[ox.Quad]:
    """The triples of a pattern, a page at a time, in an order that does not change between pages."""
    import pyoxigraph as ox

    start = 0
    while True:
        inner = f"SELECT ?s ?p ?o {pattern} ORDER BY ?s ?p STR(?o) LIMIT {_PAGE} OFFSET {start}"
        data = server.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {{ {inner} }} }}")
        try:
            page = list(ox.parse(data, ox.RdfFormat.TURTLE))
        except SyntaxError as error:
            raise KgError(f"{server.addresses.query} gives no Turtle: {error}") from error
        yield from page
        # a page may hold fewer triples than rows, since equal ones are one
        if not page:
            return
        start += _PAGE
