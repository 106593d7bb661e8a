"""Papers that speak of the same uncommon things as a paper."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Node
from kg.query.counts import count_papers
from kg.store.mentions import paper_with_title, papers_naming_node, things_named

if TYPE_CHECKING:
    from kg.store import Store

_TOO_COMMON = 0.2  # of all papers: what more of them name tells nothing, unless there are hardly any papers
_FEW = 20


@dataclass(frozen=True, slots=True)
class Similar:
    """A paper with what it has in common with another: labels of things, the least common first, and their weight."""

    paper: str
    title: str
    issued: str
    score: float
    shared: tuple[str, ...]


def similar_papers(store: Store, paper: Node, *, count: int = 20) -> tuple[Similar, ...]:
    """The papers that name the same things as a paper, by how uncommon these are; the most similar first.

    A thing counts the more the fewer papers name it, and counts half where only its use as a metric or hardware is
    shared.

    Args:
        store: an open store.
        paper: of the store.
        count: the most papers.
    """
    total = count_papers(store.database)
    weights: dict[int, float] = defaultdict(float)
    shared: dict[int, list[tuple[float, str]]] = defaultdict(list)
    for thing in things_named(store.database, paper.iri):
        if thing.papers < 2 or thing.papers > max(_FEW, _TOO_COMMON * total):
            continue
        weight = math.log(total / thing.papers) * (0.5 if thing.type in ("metric", "hardware") else 1.0)
        for other in papers_naming_node(store.database, thing.number):
            weights[other] += weight
            shared[other].append((-weight, thing.label))
    found = []
    for number in sorted(weights, key=lambda number: (-weights[number], number))[: count + 1]:
        iri, title, issued = paper_with_title(store.database, number)
        if iri != paper.iri:
            labels = tuple(label for _, label in sorted(shared[number]))
            found.append(Similar(iri, title, issued, round(weights[number], 2), labels))
    return tuple(sorted(found, key=lambda one: (-one.score, one.title)))[:count]
