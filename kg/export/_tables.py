"""The graph as tables that people read: papers, results and edges, by their names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from kg.export._stream import edges, nodes
from kg.ontology import ontology

if TYPE_CHECKING:
    from kg.model import Edge, Node
    from kg.store import Store

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `rows` gives them anew at each call."""

    title: str
    columns: Cells
    rows: Callable[[], Iterator[Cells]]


def tables(store: Store) -> tuple[Table, ...]:
    """Papers, results and edges. The names of all nodes are held in memory."""
    labels = {node.iri: node.label for node in nodes(store)}
    slots = ontology().slot_predicates
    return (
        Table("Papers", ("title", "authors", "issued", "DOI", "arXiv"), lambda: _papers(store)),
        Table(
            "Results", ("value", "unit", "condition", *slots, "paper", "quote"), lambda: _results(store, labels, slots)
        ),
        Table(
            "Edges",
            ("subject", "predicate", "object", "confidence", "paper", "quote"),
            lambda: _edges(store, labels, (*slots, "reports")),
        ),
    )


def _papers(store: Store) -> Iterator[Cells]:
    for node in nodes(store):
        if (paper := node.paper) is not None:
            yield paper.title, "; ".join(paper.authors), paper.issued, paper.doi, paper.arxiv


def _results(store: Store, labels: dict[str, str], slots: Cells) -> Iterator[Cells]:
    """A row a result; its edges stand together, since edges come by subject."""
    stated: dict[str, Node] = {node.iri: node for node in nodes(store) if node.number is not None}
    for result, group in groupby(edges(store), key=lambda edge: edge.subject):
        if (node := stated.get(result)) is not None and (number := node.number) is not None:
            filled: dict[str, list[Edge]] = {}
            for edge in group:
                filled.setdefault(edge.predicate, []).append(edge)
            said = next(iter(filled.values()))[0].claims[0]
            names = ("; ".join(labels.get(e.object, e.object) for e in filled.get(slot, ())) for slot in slots)
            paper = labels.get(said.paper, said.paper)
            yield number.text, number.unit, number.condition, *names, paper, said.evidence.quote


def _edges(store: Store, labels: dict[str, str], apart: Cells) -> Iterator[Cells]:
    """A row a claim; what results are made of stands in their own table."""
    for edge in edges(store):
        if edge.predicate not in apart:
            ends = labels.get(edge.subject, edge.subject), labels.get(edge.object, edge.object)
            for claim in edge.claims:
                paper = labels.get(claim.paper, claim.paper)
                yield ends[0], edge.predicate, ends[1], f"{claim.confidence:.2f}", paper, claim.evidence.quote
