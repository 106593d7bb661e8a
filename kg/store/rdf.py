"""Facts as quads and back. No blank node anywhere: every IRI follows from content, so quads can be compared as text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from kg.model import BASE, Claim, Evidence, Facts, Node, Number, Paper, content_hash, slug
from kg.ontology import KG, PREFIXES, ontology

if TYPE_CHECKING:
    import pyoxigraph as ox

RDF, SKOS, DCTERMS = PREFIXES["rdf"], PREFIXES["skos"], PREFIXES["dcterms"]
SCHEMA, PROV, OA = PREFIXES["schema"], PREFIXES["prov"], PREFIXES["oa"]


def claims_graph(paper: str) -> str:
    """The name of the graph that holds what a paper says."""
    return f"{paper}#claims"


def to_quads(facts: Facts, extractors: dict[str, str]) -> Iterator[ox.Quad]:
    """Every quad of the facts; some more than once, as evidence is shared.

    Args:
        facts: what all papers say.
        extractors: paper IRI -> name and version of the extractor that read it.
    """
    import pyoxigraph as ox

    def iri(text: str) -> ox.NamedNode:
        return ox.NamedNode(text)

    def text_of(value: str | Decimal) -> ox.Literal:
        if isinstance(value, Decimal):
            return ox.Literal(format(value, "f"), datatype=iri(PREFIXES["xsd"] + "decimal"))
        return ox.Literal(value)

    default = ox.DefaultGraph()
    for node in facts.nodes:
        for predicate, value in _properties(node):
            yield ox.Quad(iri(node.iri), iri(predicate), text_of(value), default)
        yield ox.Quad(iri(node.iri), iri(RDF + "type"), iri(ontology().type(node.type).iri), default)
        if node.paper is not None:
            if node.paper.url:
                yield ox.Quad(iri(node.iri), iri(SCHEMA + "url"), text_of(node.paper.url), default)
            graph = iri(claims_graph(node.iri))
            yield ox.Quad(iri(node.iri), iri(DCTERMS + "abstract"), text_of(node.paper.abstract), graph)
    for paper, entity in facts.mentions:
        yield ox.Quad(iri(paper), iri(SCHEMA + "mentions"), iri(entity), iri(claims_graph(paper)))
    for claim in facts.claims:
        triple = iri(claim.subject), iri(KG + claim.predicate), iri(claim.object)
        if claim.polarity == "asserted":
            yield ox.Quad(*triple, default)
        graph = iri(claims_graph(claim.paper))
        evidence = claim.evidence
        target = f"{BASE}evidence/" + content_hash(claim.paper, evidence.field, str(evidence.start), str(evidence.end))
        run = f"{BASE}extractor/{slug(extractors.get(claim.paper, 'unknown'))}"
        rows: tuple[tuple[str, str, str | Decimal | None, str | None], ...] = (
            (claim.iri, RDF + "type", None, KG + "Claim"),
            (claim.iri, RDF + "subject", None, claim.subject),
            (claim.iri, RDF + "predicate", None, KG + claim.predicate),
            (claim.iri, RDF + "object", None, claim.object),
            (claim.iri, KG + "polarity", claim.polarity, None),
            (claim.iri, KG + "confidence", Decimal(str(claim.confidence)), None),
            (claim.iri, KG + "rule", claim.rule, None),
            (claim.iri, PROV + "wasDerivedFrom", None, claim.paper),
            (claim.iri, PROV + "wasAttributedTo", None, run),
            (claim.iri, OA + "hasTarget", None, target),
            (target, RDF + "type", None, OA + "SpecificResource"),
            (target, OA + "hasSource", None, claim.paper),
            (target, KG + "field", evidence.field, None),
            (target, OA + "hasSelector", None, f"{target}/position"),
            (target, OA + "hasSelector", None, f"{target}/quote"),
            (f"{target}/position", RDF + "type", None, OA + "TextPositionSelector"),
            (f"{target}/quote", RDF + "type", None, OA + "TextQuoteSelector"),
            (f"{target}/quote", OA + "exact", evidence.quote, None),
        )
        for row_subject, name, literal, object_ in rows:
            term = iri(object_) if object_ is not None else text_of(literal or "")
            yield ox.Quad(iri(row_subject), iri(name), term, graph)
        for name, offset in (("start", evidence.start), ("end", evidence.end)):
            number = ox.Literal(str(offset), datatype=iri(PREFIXES["xsd"] + "integer"))
            yield ox.Quad(iri(f"{target}/position"), iri(OA + name), number, graph)


def _properties(node: Node) -> Iterator[tuple[str, str | Decimal]]:
    """Predicate IRI and literal of all that is said of a node by itself."""
    if node.paper is not None:
        paper = node.paper
        yield DCTERMS + "title", paper.title
        for predicate, value in (
            ("issued", paper.issued),
            ("identifier", f"doi:{paper.doi}" if paper.doi else ""),
            ("identifier", f"arxiv:{paper.arxiv}" if paper.arxiv else ""),
            ("identifier", f"key:{paper.key}" if paper.key else ""),
        ):
            if value:
                yield DCTERMS + predicate, value
        # a set of triples has no order, and authors have one: they are one literal
        if paper.authors:
            yield DCTERMS + "creator", "; ".join(paper.authors)
    yield SKOS + "prefLabel", node.label
    for name in node.names:
        yield SKOS + "altLabel", name
    for reason in node.reasons:
        yield SKOS + "note", reason
    if node.direction:
        yield KG + "direction", node.direction
    if node.number is not None:
        number = node.number
        yield KG + "valueText", number.text
        yield KG + "unit", number.unit
        if number.condition:
            yield KG + "condition", number.condition
        if number.value is not None:
            yield KG + "value", number.value


def from_quads(quads: Iterable[ox.Quad]) -> Facts:
    """The facts that `to_quads` wrote; quads of other vocabularies are passed over."""
    default: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    named: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        where = named if getattr(quad.graph_name, "value", None) else default
        where[cast(Any, quad.subject).value][quad.predicate.value].append(cast(Any, quad.object).value)
    mentions = [(s, o) for s, rows in named.items() for o in rows.get(SCHEMA + "mentions", ())]
    claims = [_claim(rows, named) for rows in named.values() if KG + "Claim" in rows.get(RDF + "type", ())]
    types = {t.iri: t.name for t in ontology().types}
    nodes = [
        _node(subject, types[iri], rows, named.get(subject, {}))
        for subject, rows in default.items()
        for iri in rows.get(RDF + "type", ())
        if iri in types
    ]
    return Facts(tuple(sorted(nodes, key=lambda n: n.iri)), tuple(sorted(claims)), tuple(sorted(mentions)))


def _claim(rows: dict[str, list[str]], named: dict[str, dict[str, list[str]]]) -> Claim:
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


def _node(iri: str, type_: str, rows: dict[str, list[str]], own: dict[str, list[str]]) -> Node:
    def one(name: str) -> str:
        return next(iter(rows.get(name, ())), "")

    paper, number = None, None
    if type_ == "paper":
        identifiers = dict(entry.split(":", 1) for entry in rows.get(DCTERMS + "identifier", ()))
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
        )
    if type_ == "result":
        value = one(KG + "value")
        number = Number(
            one(KG + "valueText"), one(KG + "unit"), one(KG + "condition"), Decimal(value) if value else None
        )
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
