"""A part of the graph that stands by itself: what a lineage is exported from, what a few facts are tried on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast

from kg.link.normalize import key, search_key
from kg.link.thresholds import EVERYTHING, Thresholds
from kg.model import Facts
from kg.ontology import KG, PREFIXES
from kg.store import Store
from kg.store.rdf import claims_graph, paper_of_graph
from kg.store.update import INSERT_NUMBER, number_row, numbers_of

if TYPE_CHECKING:
    import sqlite3
    from types import TracebackType

    import pyoxigraph as ox

RDF, OA, DCTERMS, SCHEMA = (PREFIXES[name] for name in ("rdf", "oa", "dcterms", "schema"))


class Part(Store):
    """A graph in memory that is read like a store. It has no papers to build from, only what is said.

    Args:
        quads: in the shape that `kg.store.rdf.to_quads` gives.
    """

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        import pyoxigraph as ox

        self.path = Path()
        self._part = ox.Store()
        self._part.bulk_extend(quads)
        self._tables: sqlite3.Connection | None = None

    @classmethod
    def of(cls, facts: Facts) -> Part:
        """The graph of some facts."""
        from kg.store.rdf import to_quads

        return cls(to_quads(facts, {}))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """There is nothing to close."""

    @property
    def graph(self) -> ox.Store:
        """The RDF."""
        return self._part

    @property
    def database(self) -> sqlite3.Connection:
        """The tables that counting needs, as a build would have filled them: papers, nodes, edges, who names what."""
        if self._tables is None:
            self._tables = _tables(self.facts())
        return self._tables

    @property
    def thresholds(self) -> Thresholds:
        """A part holds what it was given, however sure."""
        return EVERYTHING


def _tables(facts: Facts) -> sqlite3.Connection:
    from kg.store.database import in_memory

    database = in_memory()
    fill_tables(database, facts)
    return database


def fill_tables(
    database: sqlite3.Connection, facts: Facts, plain: Container[tuple[str, str, str]] | None = None
) -> None:
    """Fill the empty tables that counting needs; of its names, only the label of a node is written.

    Args:
        database: the tables of `kg.store.database`.
        facts: what they shall hold.
        plain: subject, predicate and object of the edges that are sure enough; None where all are.
    """
    number = {node.iri: k for k, node in enumerate(facts.nodes, 1)}
    named = Counter(entity for _, entity in facts.mentions)
    for node in facts.nodes:
        row = (number[node.iri], node.iri, node.type, 1 if node.type == "paper" else named[node.iri])
        database.execute("INSERT INTO nodes (id, iri, type, papers) VALUES (?, ?, ?, ?)", row)
        name = (row[0], row[0], node.label, search_key(node.label), key(node.type, node.label), row[3])
        database.execute("INSERT INTO names (id, node, name, folded, key, papers, label) VALUES (?,?,?,?,?,?,1)", name)
        if node.paper is not None:
            paper = (row[0], node.iri, "", "", json.dumps(asdict(node.paper)))
            database.execute("INSERT INTO papers VALUES (?, ?, ?, ?, ?)", paper)
            database.execute("INSERT INTO uses VALUES (?, ?)", (row[0], row[0]))
    uses = [(number[paper], number[entity]) for paper, entity in facts.mentions]
    database.executemany("INSERT INTO uses VALUES (?, ?)", uses)
    edges: dict[str, dict[tuple[int, int, str, int], float]] = {"edges": {}, "unsure": {}}
    for claim in facts.claims:
        if claim.polarity == "asserted":
            is_plain = plain is None or (claim.subject, claim.predicate, claim.object) in plain
            held = edges["edges" if is_plain else "unsure"]
            edge = (number[claim.subject], number[claim.object], claim.predicate, number[claim.paper])
            held[edge] = max(claim.confidence, held.get(edge, 0.0))
    for table, held in edges.items():
        rows = [(*edge, confidence) for edge, confidence in sorted(held.items())]
        database.executemany(f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?)", rows)  # noqa: S608 - names of ours
    for source in sorted({claim.paper for claim in facts.claims}):
        for iri, figure, said in numbers_of(facts.nodes, (c for c in facts.claims if c.paper == source)):
            database.execute(INSERT_NUMBER, number_row(number[iri], number[source], figure, said))


def cut(store: Store, edges: Iterable[tuple[str, str, str]]) -> Part:
    """The part of a graph that some edges make up: their ends, their claims, and the papers that say them.

    Args:
        store: an open store.
        edges: subject and object as IRIs, the predicate as it is called in the ontology.
    """
    return Part(_quads(store.graph, sorted(set(edges))))


def _quads(graph: ox.Store, edges: list[tuple[str, str, str]]) -> Iterator[ox.Quad]:
    import pyoxigraph as ox

    default = ox.DefaultGraph()
    proposes, subject, wanted = ox.NamedNode(KG + "proposes"), ox.NamedNode(RDF + "subject"), set(edges)
    abstract, author = ox.NamedNode(DCTERMS + "abstract"), ox.NamedNode(SCHEMA + "author")
    nodes = {iri for s, _, o in edges for iri in (s, o)}
    papers: set[str] = set()
    claims: list[ox.Quad] = []
    for s in sorted({s for s, _, _ in edges}):
        for quad in graph.quads_for_pattern(None, subject, ox.NamedNode(s), None):
            triple = (s, _value(graph, quad, "predicate").removeprefix(KG), _value(graph, quad, "object"))
            if triple in wanted:
                claims.append(quad)
                papers.add(_paper(quad))
    for paper in sorted(papers):
        for quad in graph.quads_for_pattern(ox.NamedNode(paper), proposes, None, default):
            if cast(Any, quad.object).value in nodes:
                yield quad
                claims += (
                    c
                    for c in graph.quads_for_pattern(None, subject, quad.subject, ox.NamedNode(claims_graph(paper)))
                    if _value(graph, c, "object") == cast(Any, quad.object).value
                )
    for s, p, o in edges:
        yield ox.Quad(ox.NamedNode(s), ox.NamedNode(KG + p), ox.NamedNode(o), default)
    for iri in sorted(nodes | papers):
        for quad in graph.quads_for_pattern(ox.NamedNode(iri), None, None, default):
            if isinstance(quad.object, ox.Literal) or quad.predicate.value in (RDF + "type", SCHEMA + "author"):
                yield quad
        # the text that the quotes stand in, and how the authors are spelled; only a paper has them
        for name in (abstract, author):
            yield from graph.quads_for_pattern(ox.NamedNode(iri), name, None, ox.NamedNode(claims_graph(iri)))
    for claim in claims:
        yield from _all_of(graph, claim)


def _all_of(graph: ox.Store, claim: ox.Quad) -> Iterator[ox.Quad]:
    """A claim's own quads, and those of what it points to as its evidence."""
    import pyoxigraph as ox

    waiting: list[Any] = [claim.subject]
    while waiting:
        for quad in graph.quads_for_pattern(waiting.pop(), None, None, claim.graph_name):
            yield quad
            if quad.predicate.value in (OA + "hasTarget", OA + "hasSelector") and isinstance(quad.object, ox.NamedNode):
                waiting.append(quad.object)


def _value(graph: ox.Store, claim: ox.Quad, name: str) -> str:
    import pyoxigraph as ox

    found = graph.quads_for_pattern(claim.subject, ox.NamedNode(RDF + name), None, claim.graph_name)
    return next((cast(Any, quad.object).value for quad in found), "")


def _paper(claim: ox.Quad) -> str:
    return paper_of_graph(cast(Any, claim.graph_name).value)
