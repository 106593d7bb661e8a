"""Foreign RDF in our terms: a SPARQL CONSTRUCT gives papers, things and edges; an edge becomes a claim of a paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.model import BASE, Claim, Evidence, Facts, Node, Paper, slug
from kg.ontology import KG, PREFIXES, ontology

if TYPE_CHECKING:
    import pyoxigraph as ox


def mapped(quads: Iterable[ox.Quad], mapping: Path, name: str) -> Iterator[ox.Quad]:
    """The quads of foreign RDF in our vocabulary.

    An edge of a paper, or of what it proposes or reports, is a claim of that paper; every other edge is a claim of a
    paper that stands for the file itself. No such claim has a quote: its rule names the file instead.

    Args:
        quads: the foreign RDF; all of it is held in memory.
        mapping: a file with one CONSTRUCT.
        name: what the file is called.

    Raises:
        KgError: the mapping cannot be read, is no CONSTRUCT, or gives nothing.
    """
    import pyoxigraph as ox

    from kg.store.rdf import from_quads, to_quads

    graph = ox.Store()
    graph.bulk_extend(quads)
    try:
        found = graph.query(mapping.read_text(encoding="utf-8-sig"), prefixes=PREFIXES, use_default_graph_as_union=True)
    except OSError as error:
        raise KgError(f"cannot read {mapping}: {error.strerror}") from error
    except (SyntaxError, ValueError) as error:
        raise KgError(f"{mapping} is no SPARQL: {error}") from error
    if not isinstance(found, ox.QueryTriples):
        raise KgError(f"{mapping} gives no graph; a CONSTRUCT is wanted")
    triples = set(found)
    default = ox.DefaultGraph()
    nodes = {n.iri: n for n in from_quads(ox.Quad(t.subject, t.predicate, t.object, default) for t in triples).nodes}
    if not nodes:
        raise KgError(f"{mapping} finds nothing in {name}: no thing has a type of our ontology")
    yield from to_quads(_claimed(nodes, triples, name), dict.fromkeys(nodes, f"imported from {name}"))


def _claimed(nodes: dict[str, Node], triples: set[ox.Triple], name: str) -> Facts:
    predicates = {KG + predicate.name: predicate.name for predicate in ontology().predicates}
    edges = []
    for triple in triples:
        ends = [getattr(end, "value", "") for end in (triple.subject, triple.object)]
        if triple.predicate.value in predicates and nodes.keys() >= set(ends):
            edges.append((ends[0], predicates[triple.predicate.value], ends[1]))
    owners: dict[str, set[str]] = defaultdict(set)
    for subject, predicate, object_ in edges:
        if predicate in ("proposes", "reports") and nodes[subject].type == "paper":
            owners[object_].add(subject)
    source = Paper(name, "", key=name)
    file = f"{BASE}paper/{slug(name)}"
    claims = []
    for subject, predicate, object_ in sorted(edges):
        papers = {subject} if nodes[subject].type == "paper" else owners.get(subject) or {file}
        for paper in sorted(papers):
            claims.append(Claim(subject, predicate, object_, paper, Evidence("title", 0, 0, ""), rule=f"from {name}"))
    if any(claim.paper == file for claim in claims):
        nodes[file] = Node(file, "paper", name, paper=source)
    mentions = {
        (claim.paper, end)
        for claim in claims
        for end in (claim.subject, claim.object)
        if nodes[end].type not in ("paper", "result")
    }
    return Facts(tuple(nodes[iri] for iri in sorted(nodes)), tuple(claims), tuple(sorted(mentions)))
