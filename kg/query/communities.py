"""Groups of papers, methods, tasks and datasets that hang together more than with the rest."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.query.lookup import Lookup, is_paper

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kg.store import Store

# metrics and hardware are left out: what everything is measured by and runs on ties nothing together
PREDICATES = ("proposes", "addresses", "uses", "extends", "comparesWith", "outperforms", "evaluatesOn")
_ROUNDS = 2  # of refinement; more change the modularity in the third decimal and cost most of the time


@dataclass(frozen=True, slots=True)
class Community:
    """A group, the largest of them first. `things` are those that set it apart from the others, as (IRI, label, type),
    the first three of which give `label`; `members` are the IRIs of all."""

    label: str
    papers: int
    things: tuple[tuple[str, str, str], ...]
    members: tuple[str, ...]


def communities(store: Store, *, seed: int = 1, smallest: int = 3, things: int = 8) -> tuple[Community, ...]:
    """Split the graph into communities, by the Leiden method on modularity; the same graph always splits the same.

    Args:
        store: an open store. All edges between papers, methods, tasks and datasets are read.
        seed: of the random choices; another seed may split otherwise.
        smallest: communities of fewer members are left out.
        things: how many things of each are named: those with many ties in it, and more there than elsewhere.
    """
    import numpy as np

    names, edges = _network(store)
    if not names:
        return ()
    of = np.array(split(len(names), edges, seed))
    inner = edges[of[edges[:, 0]] == of[edges[:, 1]]]
    ties, all_ties = (np.bincount(ends.ravel(), minlength=len(names)).tolist() for ends in (inner, edges))
    groups: dict[int, list[int]] = defaultdict(list)
    for number, group in enumerate(of.tolist()):
        groups[group].append(number)
    lookup = Lookup(store)
    kept = [group for group in groups.values() if len(group) >= smallest]
    kept.sort(key=lambda group: (-len(group), group))
    return tuple(_community(lookup, names, group, _apartness(group, ties, all_ties), things) for group in kept)


def split(count: int, edges: NDArray[np.int64], seed: int = 1) -> list[int]:
    """The number of the group of each node, by the Leiden method on modularity.

    Args:
        count: how many nodes there are; they are numbered from 0.
        edges: a row of two nodes for each tie.
        seed: of the random choices.
    """
    import igraph

    graph = igraph.Graph(count, edges)
    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - no secret depends on it
    try:
        found = graph.community_leiden(objective_function="modularity", n_iterations=_ROUNDS)
    finally:
        igraph.set_random_number_generator(random)
    return list(found.membership)


def _network(store: Store) -> tuple[list[str], NDArray[np.int64]]:
    """The IRIs of all that has ties, sorted, and both ends of each tie, by their places there."""
    import numpy as np

    marks = ",".join("?" * len(PREDICATES))
    rows = store.database.execute(
        f"SELECT DISTINCT subject, object FROM edges WHERE predicate IN ({marks}) AND subject <> object",  # noqa: S608
        PREDICATES,
    )
    ends = np.fromiter((end for row in rows for end in row), np.int64).reshape(-1, 2)
    # the numbers of nodes follow the order of builds, and the same graph is to split the same whatever that was
    tied = np.zeros(int(ends.max(initial=0)) + 1, bool)
    tied[ends.ravel()] = True
    place = np.zeros(len(tied), np.int64)
    names: list[str] = []
    for number, iri in store.database.execute("SELECT id, iri FROM nodes WHERE type <> 'result' ORDER BY iri"):
        if number < len(tied) and tied[number]:
            place[number] = len(names)
            names.append(iri)
    return names, np.unique(np.sort(place[ends], axis=1), axis=0)


def _apartness(group: list[int], ties: list[int], all_ties: list[int]) -> dict[int, float]:
    """How much each member sets its group apart: its share of ties there, by how far that is above its share of all."""
    inside, everywhere = sum(ties[member] for member in group), sum(all_ties)
    return {
        member: ties[member] / inside * math.log((ties[member] / inside) / (all_ties[member] / everywhere))
        for member in group
        if ties[member]
    }


def _community(lookup: Lookup, names: list[str], group: list[int], apart: dict[int, float], count: int) -> Community:
    members = tuple(names[number] for number in group)
    named = [number for number in group if not is_paper(names[number])] or group
    chosen = [names[number] for number in sorted(named, key=lambda number: (-apart.get(number, 0.0), number))[:count]]
    shown = tuple((iri, lookup.label(iri), lookup.type(iri)) for iri in chosen)
    label = ", ".join(label for _, label, _ in shown[:3])
    return Community(label, sum(map(is_paper, members)), shown, members)
