"""Facts as quads and back. No blank node anywhere: every IRI follows from content, so quads can be compared as text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote as escaped

from kg.link.thresholds import EVERYTHING, REPORTS, Thresholds, plain, plain_results
from kg.model import BASE, Claim, Evidence, Facts, Node, Number, Paper, content_hash, slug
from kg.ontology import KG, PREFIXES, ontology

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.link.paper import PaperFacts

RDF, SKOS, DCTERMS = PREFIXES["rdf"], PREFIXES["skos"], PREFIXES["dcterms"]
SCHEMA, PROV, OA = PREFIXES["schema"], PREFIXES["prov"], PREFIXES["oa"]
ORCID = "https://orcid.org/"
_CLAIMS = "#claims"


def claims_graph(paper: str) -> str:
    """The name of the graph that holds what a paper says."""
    return f"{paper}{_CLAIMS}"


def paper_of_graph(name: str) -> str:
    """The paper whose claims a graph of this name holds."""
    return name.removesuffix(_CLAIMS)


def to_quads(facts: Facts, extractors: dict[str, str], thresholds: Thresholds = EVERYTHING) -> Iterator[ox.Quad]:
    """Every quad of the facts; some more than once, as evidence is shared.

    Args:
        facts: what all papers say.
        extractors: paper IRI -> name and version of the extractor that read it.
        thresholds: how sure the plain edges are at least.
    """
    papers = {claim.object: claim.paper for claim in facts.claims if claim.predicate == REPORTS}
    edges = plain(facts.claims, facts.nodes, thresholds)
    reported = plain_results(edges)
    for node in facts.nodes:
        is_plain = node.iri in reported or node.iri not in papers
        yield from node_quads(node, "" if is_plain else claims_graph(papers[node.iri]))
        if node.paper is not None:
            yield from source_quads(node.paper)
    yield from mention_quads(facts.mentions)
    for claim in edges:
        yield edge_quad(claim.subject, claim.predicate, claim.object)
    for claim in facts.claims:
        yield from claim_quads(claim, extractors.get(claim.paper, "unknown"))


def paper_quads(facts: PaperFacts, extractor: str, reported: Collection[str]) -> Iterator[ox.Quad]:
    """What stands in the graph for one paper alone: itself, its results, and in its named graph what it says.

    Args:
        facts: what the paper says.
        extractor: name and version of what read it.
        reported: the IRIs of the results that are plain; the others are described in the named graph.
    """
    yield from node_quads(facts.paper)
    for node in facts.results:
        yield from node_quads(node, "" if node.iri in reported else claims_graph(facts.paper.iri))
    if facts.paper.paper is not None:
        yield from source_quads(facts.paper.paper)
    yield from mention_quads(facts.mentions)
    for claim in facts.claims:
        yield from claim_quads(claim, extractor)


def node_quads(node: Node, graph: str = "") -> Iterator[ox.Quad]:
    """What is said of a node by itself, in the default graph or the one named."""
    import pyoxigraph as ox

    default, subject = _iri(graph) if graph else ox.DefaultGraph(), _iri(node.iri)
    for predicate, value in _properties(node):
        yield ox.Quad(subject, _iri(predicate), _literal(value), default)
    yield ox.Quad(subject, _iri(RDF + "type"), _iri(ontology().type(node.type).iri), default)
    for _, orcid in node.paper.orcids if node.paper else ():
        yield ox.Quad(subject, _iri(SCHEMA + "author"), _iri(ORCID + escaped(orcid, safe="")), default)


def own_quads(graph: ox.Store, iri: str) -> Iterator[ox.Quad]:
    """What `node_quads` gave for a node, as it stands in a graph."""
    import pyoxigraph as ox

    for quad in graph.quads_for_pattern(_iri(iri), None, None, ox.DefaultGraph()):
        if quad.predicate.value in _PROPERTIES:
            yield quad


def source_quads(paper: Paper) -> Iterator[ox.Quad]:
    """The text of a paper, and how it spells the names of authors known by ORCID, in its named graph."""
    import pyoxigraph as ox

    graph = _iri(claims_graph(paper.iri))
    yield ox.Quad(_iri(paper.iri), _iri(DCTERMS + "abstract"), _literal(paper.abstract), graph)
    for name, orcid in paper.orcids:
        # a literal of the paper: two papers may spell one person in two ways
        yield ox.Quad(_iri(paper.iri), _iri(SCHEMA + "author"), _literal(f"{orcid} {name}"), graph)


def mention_quads(mentions: Iterable[tuple[str, str]]) -> Iterator[ox.Quad]:
    """Which paper mentions what, each in the paper's named graph."""
    import pyoxigraph as ox

    for paper, entity in mentions:
        yield ox.Quad(_iri(paper), _iri(SCHEMA + "mentions"), _iri(entity), _iri(claims_graph(paper)))


def edge_quad(subject: str, predicate: str, object_: str) -> ox.Quad:
    """The plain triple of a claim."""
    import pyoxigraph as ox

    return ox.Quad(_iri(subject), _iri(KG + predicate), _iri(object_), ox.DefaultGraph())


def claim_quads(claim: Claim, extractor: str) -> Iterator[ox.Quad]:
    """A claim with its evidence, in the named graph of its paper."""
    import pyoxigraph as ox

    graph = _iri(claims_graph(claim.paper))
    evidence, said = claim.evidence, claim.iri
    target = f"{BASE}evidence/" + content_hash(claim.paper, evidence.field, str(evidence.start), str(evidence.end))
    run = f"{BASE}extractor/{slug(extractor)}"
    rows: tuple[tuple[str, str, str | Decimal | None, str | None], ...] = (
        (said, RDF + "type", None, KG + "Claim"),
        (said, RDF + "subject", None, claim.subject),
        (said, RDF + "predicate", None, KG + claim.predicate),
        (said, RDF + "object", None, claim.object),
        (said, KG + "polarity", claim.polarity, None),
        (said, KG + "confidence", Decimal(str(claim.confidence)), None),
        (said, KG + "rule", claim.rule, None),
        (said, PROV + "wasDerivedFrom", None, claim.paper),
        (said, PROV + "wasAttributedTo", None, run),
        (said, OA + "hasTarget", None, target),
        (target, RDF + "type", None, OA + "SpecificResource"),
        (target, OA + "hasSource", None, claim.paper),
        (target, KG + "field", evidence.field, None),
        (target, OA + "hasSelector", None, f"{target}/position"),
        (target, OA + "hasSelector", None, f"{target}/quote"),
        (f"{target}/position", RDF + "type", None, OA + "TextPositionSelector"),
        (f"{target}/quote", RDF + "type", None, OA + "TextQuoteSelector"),
        (f"{target}/quote", OA + "exact", evidence.quote, None),
    )
    for subject, name, literal, object_ in rows:
        yield ox.Quad(
            _iri(subject), _iri(name), _iri(object_) if object_ is not None else _literal(literal or ""), graph
        )
    for name, offset in (("start", evidence.start), ("end", evidence.end)):
        number = ox.Literal(str(offset), datatype=_iri(PREFIXES["xsd"] + "integer"))
        yield ox.Quad(_iri(f"{target}/position"), _iri(OA + name), number, graph)


@lru_cache(maxsize=4096)  # predicates and the names of graphs come again and again
def _iri(text: str) -> ox.NamedNode:
    import pyoxigraph as ox

    return ox.NamedNode(text)


def _literal(value: str | Decimal) -> ox.Literal:
    import pyoxigraph as ox

    if isinstance(value, Decimal):
        return ox.Literal(format(value, "f"), datatype=_iri(PREFIXES["xsd"] + "decimal"))
    return ox.Literal(value)


# all that `_properties` says of any node
_PROPERTIES = frozenset(
    {
        *(DCTERMS + name for name in ("title", "issued", "identifier", "creator")),
        *(SKOS + name for name in ("prefLabel", "altLabel", "note")),
        *(KG + name for name in ("direction", "valueText", "unit", "condition", "value", "kind", "changeDirection")),
        *(SCHEMA + name for name in ("url", "author", "isPartOf")),
        RDF + "type",
    }
)


def _properties(node: Node) -> Iterator[tuple[str, str | Decimal]]:
    """Predicate IRI and literal of all that is said of a node by itself; what is not known is left out."""
    rows: list[tuple[str, str | Decimal | None]] = [(SKOS + "prefLabel", node.label)]
    rows += ((SKOS + "altLabel", name) for name in node.names)
    rows += ((SKOS + "note", reason) for reason in node.reasons)
    rows.append((KG + "direction", node.direction or None))
    if (paper := node.paper) is not None:
        identifiers = (("doi", paper.doi), ("arxiv", paper.arxiv), ("key", paper.key), *paper.ids)
        rows.append((DCTERMS + "title", paper.title))
        rows.append((DCTERMS + "issued", paper.issued or None))
        rows += ((DCTERMS + "identifier", f"{scheme}:{value}") for scheme, value in identifiers if value)
        # a set of triples has no order, and authors have one: they are one literal
        rows.append((DCTERMS + "creator", "; ".join(paper.authors) or None))
        rows.append((SCHEMA + "url", paper.url or None))
        rows.append((SCHEMA + "isPartOf", paper.venue or None))
    if (number := node.number) is not None:
        rows += ((KG + "valueText", number.text), (KG + "unit", number.unit), (KG + "value", number.value))
        rows += ((KG + "condition", number.condition or None), (KG + "kind", number.kind or None))
        rows.append((KG + "changeDirection", number.direction or None))
    return ((predicate, value) for predicate, value in rows if value is not None)


def from_quads(quads: Iterable[ox.Quad]) -> Facts:
    """The facts that `to_quads` wrote; quads of other vocabularies are passed over."""
    default: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    named: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        where = named if getattr(quad.graph_name, "value", None) else default
        where[cast(Any, quad.subject).value][quad.predicate.value].append(cast(Any, quad.object).value)
    mentions = [(s, o) for s, rows in named.items() for o in rows.get(SCHEMA + "mentions", ())]
    claims = [claim_of(rows, named) for rows in named.values() if KG + "Claim" in rows.get(RDF + "type", ())]
    types = {t.iri: t.name for t in ontology().types}
    # a result that nothing plain reports is described in the named graph of its paper
    results = {iri: rows for iri, rows in named.items() if iri not in default and KG + "valueText" in rows}
    nodes = [
        node_of(subject, types[iri], rows, named.get(subject, {}))
        for subject, rows in (default | results).items()
        for iri in rows.get(RDF + "type", ())
        if iri in types
    ]
    return Facts(tuple(sorted(nodes, key=lambda n: n.iri)), tuple(sorted(claims)), tuple(sorted(mentions)))


def claim_of(rows: dict[str, list[str]], named: dict[str, dict[str, list[str]]]) -> Claim:
    """A claim from what is said of it and of its evidence: IRI -> predicate -> objects."""

    def one(name: str) -> str:
        return rows[name][0]

    target = one(OA + "hasTarget")
    position, quote = named[f"{target}/position"], named[f"{target}/quote"]
    evidence = Evidence(
        cast(Any, named[target][KG + "field"][0]),
        int(position[OA + "start"][0]),
        int(position[OA + "end"][0]),
        quote[OA + "exact"][0],
    )
    return Claim(
        one(RDF + "subject"),
        one(RDF + "predicate").removeprefix(KG),
        one(RDF + "object"),
        one(PROV + "wasDerivedFrom"),
        evidence,
        cast(Any, one(KG + "polarity")),
        float(one(KG + "confidence")),
        one(KG + "rule"),
    )


def node_of(iri: str, type_: str, rows: dict[str, list[str]], own: dict[str, list[str]]) -> Node:
    """A node from what the default graph says of it, and of a paper what its own graph says."""

    def one(name: str) -> str:
        return next(iter(rows.get(name, ())), "")

    paper, number = None, None
    if type_ == "paper":
        given = [tuple(entry.split(":", 1)) for entry in sorted(rows.get(DCTERMS + "identifier", ()))]
        # the first of each is the paper's own, others are of further records of it
        identifiers = {scheme: value for scheme, value in reversed(given) if scheme in ("key", "doi", "arxiv")}
        spelled = (entry.split(" ", 1) for entry in own.get(SCHEMA + "author", ()))
        authors = tuple(filter(None, one(DCTERMS + "creator").split("; ")))
        paper = Paper(
            one(DCTERMS + "title"),
            next(iter(own.get(DCTERMS + "abstract", ())), ""),
            identifiers.get("key", ""),
            identifiers.get("doi", ""),
            identifiers.get("arxiv", ""),
            one(DCTERMS + "issued"),
            authors,
            one(SCHEMA + "url"),
            tuple((scheme, value) for scheme, value in given if identifiers.get(scheme) != value),
            one(SCHEMA + "isPartOf"),
            tuple(sorted((name, orcid) for orcid, name in spelled)),
        )
    if type_ == "result":
        value = one(KG + "value")
        number = Number(
            one(KG + "valueText"), one(KG + "unit"), one(KG + "condition"), Decimal(value) if value else None,
            cast(Any, one(KG + "kind")), cast(Any, one(KG + "changeDirection")),
        )  # fmt: skip
    return Node(
        iri,
        type_,
        one(SKOS + "prefLabel"),
        tuple(sorted(rows.get(SKOS + "altLabel", ()))),
        one(KG + "direction"),
        paper,
        number,
        tuple(sorted(rows.get(SKOS + "note", ()))),
    )
