"""Facts about single things, read from the graph by look-ups: no more of it than is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

from kg.model import Claim, Node
from kg.ontology import KG, PREFIXES, ontology
from kg.store.rdf import claim_of, claims_graph, from_quads, node_of, own_quads

if TYPE_CHECKING:
    import pyoxigraph as ox

RDF, OA, SKOS, DCTERMS, SCHEMA = (PREFIXES[name] for name in ("rdf", "oa", "skos", "dcterms", "schema"))
Rows = dict[str, list[str]]


def node(graph: ox.Store, iri: str) -> Node | None:
    """The node of that IRI, None where there is none."""
    import pyoxigraph as ox

    rows: Rows = defaultdict(list)
    try:
        own_of_it = list(own_quads(graph, iri))
    except ValueError:  # it is no IRI at all
        return None
    for quad in own_of_it:
        rows[quad.predicate.value].append(cast(Any, quad.object).value)
    if not rows:  # a result that nothing plain reports is described in the named graph of its paper
        for quad in graph.quads_for_pattern(ox.NamedNode(iri), None, None, None):
            rows[quad.predicate.value].append(cast(Any, quad.object).value)
        if KG + "valueText" not in rows:
            return None
    types = {t.iri: t.name for t in ontology().types}
    for type_ in rows.get(RDF + "type", ()):
        if type_ in types:
            own: Rows = defaultdict(list)
            if types[type_] == "paper":
                for name in (DCTERMS + "abstract", SCHEMA + "author"):
                    said = graph.quads_for_pattern(
                        ox.NamedNode(iri), ox.NamedNode(name), None, ox.NamedNode(claims_graph(iri))
                    )
                    own[name] = [cast(Any, quad.object).value for quad in said]
            return node_of(iri, types[type_], rows, own)
    return None


def label(graph: ox.Store, iri: str) -> str:
    """The preferred name of a node; of what has none, the IRI."""
    import pyoxigraph as ox

    found = graph.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(SKOS + "prefLabel"), None, ox.DefaultGraph())
    return next((cast(Any, quad.object).value for quad in found), iri)


def claims_of(graph: ox.Store, iri: str) -> Iterator[Claim]:
    """Every claim, of any polarity, whose subject or object is this node."""
    yield from _claims(graph, subject=iri)
    yield from _claims(graph, object_=iri)


def claims_between(graph: ox.Store, subject: str, object_: str, predicate: str | None = None) -> Iterator[Claim]:
    """Every claim of one edge, or of all edges from one node to another."""
    for claim in _claims(graph, subject=subject, object_=object_):
        if predicate is None or claim.predicate == predicate:
            yield claim


def claims_said(graph: ox.Store, paper: str, subject: str, predicate: str, object_: str) -> list[Claim]:
    """What one paper claims of one edge, in order."""
    import pyoxigraph as ox

    where, end, kind = ox.NamedNode(claims_graph(paper)), ox.NamedNode(object_), ox.NamedNode(KG + predicate)
    found = []
    for quad in graph.quads_for_pattern(None, ox.NamedNode(RDF + "subject"), ox.NamedNode(subject), where):
        rest = ((RDF + "object", end), (RDF + "predicate", kind), (KG + "polarity", ox.Literal("asserted")))
        said = cast(Any, quad.subject)
        if all(any(graph.quads_for_pattern(said, ox.NamedNode(name), value, where)) for name, value in rest):
            found.append(claim(graph, said, where))
    return sorted(found)


def doubted_claims(graph: ox.Store, iri: str) -> list[Claim]:
    """The claims with this node at one end that are negated, hedged or attributed, in order."""
    found: set[Claim] = set()
    for role in ("subject", "object"):
        rows: Any = graph.query(
            f"SELECT ?claim ?graph {{ GRAPH ?graph {{ ?claim rdf:{role} <{iri}> "
            'FILTER NOT EXISTS { ?claim kg:polarity "asserted" } } }',
            prefixes=PREFIXES,
        )
        found |= {claim(graph, said, where) for said, where in rows}
    return sorted(found)


def _claims(graph: ox.Store, *, subject: str | None = None, object_: str | None = None) -> Iterator[Claim]:
    """Claims by their ends. Of two ends, the one with fewer claims is looked up first."""
    import pyoxigraph as ox

    ends = [(RDF + role, ox.NamedNode(iri)) for role, iri in (("subject", subject), ("object", object_)) if iri]
    found = [(role, node, graph.quads_for_pattern(None, ox.NamedNode(role), node, None)) for role, node in ends]
    if len(found) == 1:
        yield from (claim(graph, cast(Any, quad.subject), quad.graph_name) for quad in found[0][2])
        return
    # both streams at once: whichever ends first has named all there can be
    first, second = found
    held: list[list[ox.Quad]] = [[], []]
    streams = [iter(first[2]), iter(second[2])]
    while True:
        for k, stream in enumerate(streams):
            quad = next(stream, None)
            if quad is None:
                role, node = ends[1 - k]
                for candidate in held[k]:
                    named = cast(Any, candidate.subject)
                    if any(graph.quads_for_pattern(named, ox.NamedNode(role), node, candidate.graph_name)):
                        yield claim(graph, named, candidate.graph_name)
                return
            held[k].append(quad)


def claim(graph: ox.Store, said: ox.NamedNode, where: Any) -> Claim:  # noqa: ANN401 - the engine's names of graphs
    """The claim of that name in a named graph."""
    import pyoxigraph as ox

    named: dict[str, Rows] = {}

    def read(iri: str) -> Rows:
        rows: Rows = defaultdict(list)
        for found in graph.quads_for_pattern(ox.NamedNode(iri), None, None, where):
            rows[found.predicate.value].append(cast(Any, found.object).value)
        named[iri] = rows
        return rows

    rows = read(said.value)
    target = rows[OA + "hasTarget"][0]
    for iri in (target, f"{target}/position", f"{target}/quote"):
        read(iri)
    return claim_of(rows, named)


def labels(graph: ox.Store, claims: Iterable[Claim]) -> dict[str, str]:
    """The name of each thing and paper that claims speak of, by IRI."""
    wanted = {iri for said in claims for iri in (said.subject, said.object, said.paper)}
    return {iri: label(graph, iri) for iri in sorted(wanted)}


def claims_in(graph: ox.Store, paper: str) -> tuple[Claim, ...]:
    """All that a paper claims, in order."""
    import pyoxigraph as ox

    return from_quads(graph.quads_for_pattern(None, None, None, ox.NamedNode(claims_graph(paper)))).claims


def edges_of(graph: ox.Store, predicate: str) -> Iterator[tuple[str, str]]:
    """The edges of one predicate, as subject and object."""
    import pyoxigraph as ox

    for quad in graph.quads_for_pattern(None, ox.NamedNode(KG + predicate), None, ox.DefaultGraph()):
        yield cast(Any, quad.subject).value, cast(Any, quad.object).value
