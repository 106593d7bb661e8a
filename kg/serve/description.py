"""What the endpoint says of itself: VoID, its service description, its prefixes and its example queries.

A query that names terms of VoID or SHACL is answered from this description, as editors that complete from it expect
(`sh:prefix`, `sh:select`, `void:classPartition`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.model import BASE
from kg.ontology import KG, PREFIXES, named_queries, ontology

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store import Store

VOID, SH = "http://rdfs.org/ns/void#", "http://www.w3.org/ns/shacl#"
SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
EXAMPLES = "https://purl.expasy.org/sparql-examples/ontology#"
DATASET = BASE + "dataset#"
_RDF, _RDFS, _XSD = PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["xsd"]
# text that every thing of a type has, and of which type it is
_LITERALS = {
    "paper": (("dcterms", "title", "string"), ("dcterms", "issued", "string"), ("dcterms", "creator", "string"),
              ("schema", "url", "string"), ("skos", "prefLabel", "string")),
    "result": (("kg", "value", "decimal"), ("kg", "valueText", "string"), ("kg", "unit", "string"),
               ("kg", "condition", "string"), ("skos", "prefLabel", "string")),
    "metric": (("kg", "direction", "string"), ("skos", "prefLabel", "string"), ("skos", "altLabel", "string")),
    "": (("skos", "prefLabel", "string"), ("skos", "altLabel", "string"), ("skos", "note", "string")),
}  # fmt: skip


def speaks_of_it(text: str) -> bool:
    """Whether a query asks about the endpoint itself: it names terms of VoID, SHACL or service descriptions."""
    from kg.query.sparql import named_iris

    return any(iri.startswith((VOID, SH, SD)) for iri in named_iris(text))


def description(store: Store, endpoint: str = "") -> Iterator[ox.Quad]:
    """All that is said of the endpoint.

    Args:
        store: an open store.
        endpoint: the address that queries are sent to; "" where it is not known.
    """
    import pyoxigraph as ox

    for s, p, o in (*_void(store, endpoint), *_service(endpoint), *_prefixes(), *_examples(endpoint)):
        yield ox.Quad(ox.NamedNode(s), ox.NamedNode(p), o, ox.DefaultGraph())


def service(store: Store, endpoint: str) -> Iterator[ox.Quad]:
    """The service description alone, with the prefixes and examples that editors offer."""
    import pyoxigraph as ox

    counts = (triple for triple in _void(store, endpoint) if "#class-" not in triple[0])
    for s, p, o in (*_service(endpoint), *counts, *_prefixes(), *_examples(endpoint)):
        yield ox.Quad(ox.NamedNode(s), ox.NamedNode(p), o, ox.DefaultGraph())


_Triple = tuple[str, str, "ox.NamedNode | ox.Literal"]


def _void(store: Store, endpoint: str) -> Iterator[_Triple]:
    import pyoxigraph as ox

    counts = {(k, name): n for k, name, n in store.database.execute("SELECT kind, name, count FROM counts")}
    nodes = {t.name: counts.get(("node", t.name), 0) for t in ontology().types}
    own = DATASET + "graph"
    yield own, _RDF + "type", ox.NamedNode(VOID + "Dataset")
    yield own, PREFIXES["dcterms"] + "title", ox.Literal("What papers say: a knowledge graph of abstracts")
    yield own, VOID + "uriSpace", ox.Literal(BASE)
    yield own, VOID + "entities", _integer(sum(nodes.values()))
    yield own, VOID + "classes", _integer(sum(bool(n) for n in nodes.values()))
    yield own, VOID + "documents", _integer(nodes.get("paper", 0))
    for name in ("kg", "skos", "dcterms", "schema", "prov", "oa"):
        yield own, VOID + "vocabulary", ox.NamedNode(PREFIXES[name])
    for name in ("Turtle", "N-Triples", "RDF_XML", "JSON-LD"):
        yield own, VOID + "feature", ox.NamedNode(FORMATS + name)
    if endpoint:
        yield own, VOID + "sparqlEndpoint", ox.NamedNode(endpoint)
    edges = _edges(store)
    for predicate in ontology().predicates:
        total = sum(n for (_, p, _), n in edges.items() if p == predicate.name)
        if total:
            part = f"{DATASET}property-{predicate.name}"
            yield own, VOID + "propertyPartition", ox.NamedNode(part)
            yield part, VOID + "property", ox.NamedNode(predicate.iri)
            yield part, VOID + "triples", _integer(total)
    for type_ in ontology().types:
        if nodes.get(type_.name):
            yield from _class(own, type_.name, nodes[type_.name], edges)


def _class(own: str, type_: str, entities: int, edges: dict[tuple[str, str, str], int]) -> Iterator[_Triple]:
    """The partition of one class: its size, and what leads from its things to things of which classes."""
    import pyoxigraph as ox

    part = f"{DATASET}class-{type_}"
    yield own, VOID + "classPartition", ox.NamedNode(part)
    yield part, VOID + "class", ox.NamedNode(ontology().type(type_).iri)
    yield part, VOID + "entities", _integer(entities)
    for predicate in ontology().predicates:
        ends = {o: n for (s, p, o), n in edges.items() if s == type_ and p == predicate.name}
        if not ends:
            continue
        inner = f"{part}-{predicate.name}"
        yield part, VOID + "propertyPartition", ox.NamedNode(inner)
        yield inner, VOID + "property", ox.NamedNode(predicate.iri)
        yield inner, VOID + "triples", _integer(sum(ends.values()))
        for end, count in sorted(ends.items()):
            at = f"{inner}-{end}"
            yield inner, VOID + "classPartition", ox.NamedNode(at)
            yield at, VOID + "class", ox.NamedNode(ontology().type(end).iri)
            yield at, VOID + "triples", _integer(count)
    ext = "http://ldf.fi/void-ext#"
    for prefix, name, datatype in _LITERALS.get(type_, _LITERALS[""]):
        inner = f"{part}-{prefix}-{name}"
        yield part, VOID + "propertyPartition", ox.NamedNode(inner)
        yield inner, VOID + "property", ox.NamedNode(PREFIXES[prefix] + name)
        yield inner, ext + "datatypePartition", ox.NamedNode(inner + "-datatype")
        yield inner + "-datatype", ext + "datatype", ox.NamedNode(_XSD + datatype)


def _edges(store: Store) -> dict[tuple[str, str, str], int]:
    """The number of edges by type of subject, predicate, type of object."""
    rows = store.database.execute(
        "SELECT s.type, e.predicate, o.type, COUNT(*) FROM (SELECT DISTINCT subject, predicate, object FROM edges) e "
        "JOIN nodes s ON s.id = e.subject JOIN nodes o ON o.id = e.object GROUP BY 1, 2, 3"
    )
    return {(s, p, o): n for s, p, o, n in rows}


def _service(endpoint: str) -> Iterator[_Triple]:
    import pyoxigraph as ox

    own = DATASET + "service"
    yield own, _RDF + "type", ox.NamedNode(SD + "Service")
    if endpoint:
        yield own, SD + "endpoint", ox.NamedNode(endpoint)
    yield own, SD + "supportedLanguage", ox.NamedNode(SD + "SPARQL11Query")
    for name in ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle",
                 "N-Triples", "N-Quads", "TriG", "RDF_XML", "JSON-LD", "N3"):  # fmt: skip
        yield own, SD + "resultFormat", ox.NamedNode(FORMATS + name)
    dataset, default = DATASET + "sparql", DATASET + "graph"
    yield own, SD + "defaultDataset", ox.NamedNode(dataset)
    yield dataset, _RDF + "type", ox.NamedNode(SD + "Dataset")
    yield dataset, SD + "defaultGraph", ox.NamedNode(default)
    yield default, _RDF + "type", ox.NamedNode(SD + "Graph")


def _prefixes() -> Iterator[_Triple]:
    import pyoxigraph as ox

    for prefix, namespace in PREFIXES.items():
        own = f"{DATASET}prefix-{prefix}"
        yield KG, SH + "declare", ox.NamedNode(own)
        yield own, _RDF + "type", ox.NamedNode(SH + "PrefixDeclaration")
        yield own, SH + "prefix", ox.Literal(prefix)
        yield own, SH + "namespace", ox.Literal(namespace, datatype=ox.NamedNode(_XSD + "anyURI"))


def _examples(endpoint: str) -> Iterator[_Triple]:
    import pyoxigraph as ox

    for name, text in examples().items():
        own = f"{DATASET}query-{name}"
        for kind in ("SPARQLExecutable", "SPARQLSelectExecutable"):
            yield own, _RDF + "type", ox.NamedNode(SH + kind)
        yield own, _RDFS + "label", ox.Literal(name)
        yield own, _RDFS + "comment", ox.Literal(named_queries()[name].prose)
        yield own, SH + "select", ox.Literal(text)
        yield own, SH + "prefixes", ox.NamedNode(KG)
        if endpoint:
            yield own, PREFIXES["schema"] + "target", ox.NamedNode(endpoint)


def examples() -> dict[str, str]:
    """The prepared queries with an example for each parameter: a thing by its label, so that it runs on any graph."""
    return {name: _filled(query.text, query.parameters) for name, query in named_queries().items()}


def _filled(text: str, parameters: object) -> str:
    from kg.ontology import Parameter

    assert isinstance(parameters, tuple)  # noqa: S101 - as the ontology gives them
    lines = [line for line in text.splitlines() if not line.startswith("# @param")]
    body = "\n".join(lines)
    for parameter in parameters:
        assert isinstance(parameter, Parameter)  # noqa: S101
        example = parameter.example
        if parameter.type == "number":
            term = example
        elif parameter.type == "text":
            term = '"' + example.replace("\\", "\\\\").replace('"', '\\"') + '"'
        else:
            from kg.model import slug

            kinds = {"thing": "method", "family": "method"}
            term = f"<{BASE}{kinds.get(parameter.type, parameter.type)}/{slug(example)}>"
        body = re.sub(rf"\${parameter.name}\b", lambda _, term=term: term, body)  # type: ignore[misc]
    from kg.query.sparql import Question

    return Question(body).whole


def _integer(number: int) -> ox.Literal:
    import pyoxigraph as ox

    return ox.Literal(str(number), datatype=ox.NamedNode(_XSD + "integer"))
