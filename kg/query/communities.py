"""Groups of papers, methods, tasks and datasets that hang together more than with the rest."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from kg.ontology import KG
from kg.query.lookup import Lookup

if TYPE_CHECKING:
    from kg.store import Store

# metrics and hardware are left out: what everything is measured by and runs on ties nothing together
_PREDICATES = ("proposes", "addresses", "uses", "extends", "comparesWith", "outperforms", "evaluatesOn")
_ROUNDS = 10  # of refinement; more change next to nothing


@dataclass(frozen=True, slots=True)
class Community:
    """A group, the largest of them first. `things` are those with most ties in it, as (IRI, label, type), the first
    three of which give `label`; `members` are the IRIs of all."""

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
        things: the most named of each.
    """
    import igraph

    edges = sorted(_edges(store))
    names = sorted({iri for edge in edges for iri in edge})
    number = {iri: k for k, iri in enumerate(names)}
    graph = igraph.Graph(len(names), [(number[a], number[b]) for a, b in edges])
    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - no secret depends on it
    try:
        found = graph.community_leiden(objective_function="modularity", n_iterations=_ROUNDS)
    finally:
        igraph.set_random_number_generator(random)
    of = dict(zip(names, found.membership, strict=True))
    ties: Counter[str] = Counter()
    for a, b in edges:
        if of[a] == of[b]:
            ties.update((a, b))
    groups: dict[int, list[str]] = defaultdict(list)
    for iri in names:
        groups[of[iri]].append(iri)
    lookup = Lookup(store)
    kept = [group for group in groups.values() if len(group) >= smallest]
    kept.sort(key=lambda group: (-len(group), group))
    return tuple(_community(lookup, group, ties, things) for group in kept)


def _edges(store: Store) -> set[tuple[str, str]]:
    """Both ends of each tie, whatever its direction."""
    import pyoxigraph as ox

    found: set[tuple[str, str]] = set()
    for name in _PREDICATES:
        for quad in store.graph.quads_for_pattern(None, ox.NamedNode(KG + name), None, ox.DefaultGraph()):
            ends = cast(Any, quad.subject).value, cast(Any, quad.object).value
            found.add((min(ends), max(ends)))
    return found


def _community(lookup: Lookup, group: list[str], ties: Counter[str], count: int) -> Community:
    named = [iri for iri in group if "/paper/" not in iri] or group
    chosen = sorted(named, key=lambda iri: (-ties[iri], iri))[:count]
    shown = tuple((iri, lookup.label(iri), lookup.type(iri)) for iri in chosen)
    label = ", ".join(label for _, label, _ in shown[:3])
    return Community(label, sum("/paper/" in iri for iri in group), shown, tuple(group))
