"""RDF in every syntax of the W3C. What a syntax without graphs has lost is put back: claims name their paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from kg.ontology import KG, PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox

RDF, OA, PROV = PREFIXES["rdf"], PREFIXES["oa"], PREFIXES["prov"]
FORMATS: dict[str, tuple[str, ...]] = {
    "jsonld": (".jsonld",),
    "jsonldcompact": (".compact.jsonld",),
    "n3": (".n3",),
    "nquads": (".nq",),
    "ntriples": (".nt",),
    "rdf12": (".rdf12.trig", ".trig12"),
    "rdfxml": (".rdf", ".owl", ".xml"),
    "trig": (".trig",),
    "turtle": (".ttl",),
}
_SYNTAXES = {
    "jsonld": "JSON_LD", "jsonldcompact": "JSON_LD", "n3": "N3", "nquads": "N_QUADS", "ntriples": "N_TRIPLES",
    "rdf12": "TRIG", "rdfxml": "RDF_XML", "trig": "TRIG", "turtle": "TURTLE",
}  # fmt: skip
_WITHOUT_GRAPHS = frozenset(("n3", "ntriples", "rdfxml", "turtle"))


def read(path: Path, format: str) -> Iterator[ox.Quad]:
    """The quads of a file."""
    import pyoxigraph as ox

    syntax = getattr(ox.RdfFormat, _SYNTAXES[format])
    with path.open("rb") as file:
        quads = cast("Iterator[ox.Quad]", ox.parse(file, syntax))
        yield from _placed(quads) if format in _WITHOUT_GRAPHS else map_reified(quads)


def map_reified(quads: Iterator[ox.Quad]) -> Iterator[ox.Quad]:
    """The quads with each reified triple of RDF 1.2 as the three statements of RDF 1.1."""
    import pyoxigraph as ox

    for quad in quads:
        if isinstance(quad.object, ox.Triple):
            triple: Any = quad.object
            for name, term in zip(("subject", "predicate", "object"), triple, strict=True):
                yield ox.Quad(quad.subject, ox.NamedNode(RDF + name), term, quad.graph_name)
        else:
            yield quad


def _placed(quads: Iterator[ox.Quad]) -> Iterator[ox.Quad]:
    """Each quad in the graph where a build puts it. All of them are held in memory."""
    import pyoxigraph as ox

    from kg.store.rdf import claims_graph

    graph = ox.Store()
    graph.extend(quads)
    papers: dict[str, str] = {}
    for name in (PROV + "wasDerivedFrom", OA + "hasSource"):
        for quad in graph.quads_for_pattern(None, ox.NamedNode(name), None):
            papers[cast(Any, quad.subject).value] = cast(Any, quad.object).value
    # a result that is not surely reported is described where it is claimed
    reports, claimed = ox.NamedNode(KG + "reports"), ox.NamedNode(RDF + "predicate")
    sure = {quad.object for quad in graph.quads_for_pattern(None, reports, None)}
    for claim in graph.quads_for_pattern(None, claimed, reports):
        for quad in graph.quads_for_pattern(claim.subject, ox.NamedNode(RDF + "object"), None):
            if quad.object not in sure:
                papers[cast(Any, quad.object).value] = papers[cast(Any, claim.subject).value]
    own = {PREFIXES["dcterms"] + "abstract", PREFIXES["schema"] + "mentions"}
    author = PREFIXES["schema"] + "author"
    for quad in graph:
        subject = getattr(quad.subject, "value", "")
        paper = papers.get(subject) or papers.get(subject.rpartition("/")[0])
        if paper is None and (
            quad.predicate.value in own or (quad.predicate.value == author and isinstance(quad.object, ox.Literal))
        ):
            paper = subject
        graph_name = ox.NamedNode(claims_graph(paper)) if paper else quad.graph_name
        yield ox.Quad(quad.subject, quad.predicate, quad.object, graph_name)
