"""The graph as a stream: nodes by IRI, edges by their ends, quads in order, however large it is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import IO, TYPE_CHECKING, Any, cast

from kg.export._sort import sorted_lines
from kg.model import Claim, Edge, Evidence, Node
from kg.ontology import KG, PREFIXES, ontology

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store import Store

_BETWEEN = b"\x01"  # stands in no IRI and sorts before all that does


def nodes(store: Store) -> Iterator[Node]:
    """All nodes, by IRI."""
    from kg.store.lookup import node

    graph = store.graph
    for iri in _iris(graph):
        found = node(graph, iri)
        if found is not None:
            yield found


def edges(store: Store) -> Iterator[Edge]:
    """All edges of the default graph with the claims that assert them, by subject, object and predicate."""

    lines = (line.split(_BETWEEN) for line in sorted_lines(_claim_lines(store.graph)))
    for ends, group in groupby(lines, key=lambda parts: parts[:3]):
        subject, object_, predicate = (end.decode() for end in ends)
        claims = []
        for *_, rest in group:
            paper, evidence, polarity, confidence, rule = json.loads(rest)
            claims.append(Claim(subject, predicate, object_, paper, Evidence(*evidence), polarity, confidence, rule))
        yield Edge(subject, predicate, object_, tuple(sorted(claims)))


def issued(store: Store) -> dict[str, str]:
    """The date of each paper that has one, by IRI."""
    import pyoxigraph as ox

    found = store.graph.quads_for_pattern(None, ox.NamedNode(PREFIXES["dcterms"] + "issued"), None, ox.DefaultGraph())
    return {cast(Any, quad.subject).value: cast(Any, quad.object).value for quad in found}


def quads(store: Store) -> Iterator[ox.Quad]:
    """Every quad: the default graph first, then the named graphs by name; each of them by subject."""
    import pyoxigraph as ox

    default = store.graph.quads_for_pattern(None, None, None, ox.DefaultGraph())
    yield from _parsed(sorted_lines(f"{quad} .\n".encode() for quad in default))
    for name in sorted(store.graph.named_graphs(), key=str):
        yield from sorted(store.graph.quads_for_pattern(None, None, None, name), key=str)


def triples(store: Store) -> Iterator[ox.Triple]:
    """The triples of all graphs together, each once, by subject."""
    for quad in _parsed(triple_lines(store)):
        yield quad.triple


def quad_lines(store: Store) -> Iterator[bytes]:
    """Every quad as a line of N-Quads, sorted."""
    return sorted_lines(f"{quad} .\n".encode() for quad in store.graph)


def triple_lines(store: Store) -> Iterator[bytes]:
    """The triples of all graphs together as lines of N-Triples, sorted, each once."""
    return sorted_lines(f"{quad.triple} .\n".encode() for quad in store.graph)


def _iris(graph: ox.Store) -> Iterator[str]:
    import pyoxigraph as ox

    types = (ox.NamedNode(type_.iri) for type_ in ontology().types if type_.name != "claim")
    is_a, default = ox.NamedNode(PREFIXES["rdf"] + "type"), ox.DefaultGraph()
    found = (q.subject for type_ in types for q in graph.quads_for_pattern(None, is_a, type_, default))
    for line in sorted_lines(cast(Any, subject).value.encode() + b"\n" for subject in found):
        yield line[:-1].decode()


def _claim_lines(graph: ox.Store) -> Iterator[bytes]:
    """Each asserted claim whose edge is in the default graph, the ends first; read a paper at a time."""
    import pyoxigraph as ox

    from kg.store.rdf import from_quads

    default = ox.DefaultGraph()
    for name in graph.named_graphs():
        for claim in from_quads(graph.quads_for_pattern(None, None, None, name)).claims:
            ends = ox.NamedNode(claim.subject), ox.NamedNode(KG + claim.predicate), ox.NamedNode(claim.object)
            if claim.polarity == "asserted" and ox.Quad(*ends, default) in graph:
                evidence = claim.evidence
                place = evidence.field, evidence.start, evidence.end, evidence.quote
                rest = json.dumps((claim.paper, place, claim.polarity, claim.confidence, claim.rule))
                edge = claim.subject.encode(), claim.object.encode(), claim.predicate.encode()
                yield _BETWEEN.join((*edge, rest.encode())) + b"\n"


def _parsed(lines: Iterable[bytes]) -> Iterator[ox.Quad]:
    """The quads of lines of N-Quads."""
    import pyoxigraph as ox

    return cast("Iterator[ox.Quad]", ox.parse(cast("IO[bytes]", _Lines(lines)), ox.RdfFormat.N_QUADS))


class _Lines:
    """Lines as a binary file that can be read once."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = iter(lines)
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes; no more than `size` of them."""
        parts, length = [self._rest], len(self._rest)
        while size < 0 or length < size:
            line = next(self._lines, None)
            if line is None:
                break
            parts.append(line)
            length += len(line)
        data = b"".join(parts)
        if size < 0:
            self._rest = b""
            return data
        self._rest = data[size:]
        return data[:size]
