"""The RDF of a page: what the graph says of the things that the page is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from kg.model import BASE
from kg.ontology import PREFIXES
from kg.store.rdf import claims_graph

if TYPE_CHECKING:
    import pyoxigraph as ox

_MOST = 20_000  # triples of one thing; a hub has a great many
RDF_FORMATS = ("ttl", "nt", "jsonld", "rdf")


def described(graph: ox.Store, iris: Sequence[str], whole: bool) -> Iterator[ox.Triple]:
    """The triples of some things: what stands in the default graph of each.

    Args:
        graph: the RDF of a store.
        iris: the things.
        whole: also what leads to each, the claims about it with their quotes, and of a paper all that it says.
    """
    import pyoxigraph as ox

    default = ox.DefaultGraph()
    for iri in iris:
        if not iri.startswith(BASE):
            continue
        node = ox.NamedNode(iri)
        for quad in islice(graph.quads_for_pattern(node, None, None, default), _MOST):
            yield quad.triple
        if not whole:
            continue
        for quad in islice(graph.quads_for_pattern(None, None, node, default), _MOST):
            yield quad.triple
        own = ox.NamedNode(claims_graph(iri))
        for quad in graph.quads_for_pattern(None, None, None, own):
            yield quad.triple
        for role in ("subject", "object"):
            for claim in islice(graph.quads_for_pattern(None, ox.NamedNode(PREFIXES["rdf"] + role), node, None), 1000):
                if claim.graph_name != own:
                    yield from _claim(graph, claim)


def _claim(graph: ox.Store, claim: ox.Quad) -> Iterator[ox.Triple]:
    """What is said of a claim, and of what it points to as its evidence."""
    import pyoxigraph as ox

    waiting: list[object] = [claim.subject]
    while waiting:
        subject = waiting.pop()
        for quad in graph.quads_for_pattern(subject, None, None, claim.graph_name):  # type: ignore[arg-type]
            yield quad.triple
            leads_on = quad.predicate.value in (PREFIXES["oa"] + "hasTarget", PREFIXES["oa"] + "hasSelector")
            if leads_on and isinstance(quad.object, ox.NamedNode):
                waiting.append(quad.object)


def written(triples: Iterator[ox.Triple], suffix: str) -> bytes:
    """Triples, each once and in order, in the format of a suffix."""
    import pyoxigraph as ox

    formats = {
        "ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD,
        "rdf": ox.RdfFormat.RDF_XML,
    }  # fmt: skip
    by_text = {(str(t.subject), str(t.predicate), str(t.object)): t for t in triples}
    data = ox.serialize((by_text[key] for key in sorted(by_text)), format=formats[suffix], prefixes=PREFIXES)
    return data or b""
