"""How two things hang together: whole typed paths, each hop with the sentences that say it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from kg.errors import KgError, UnknownName
from kg.model import Edge, Node
from kg.ontology import ontology
from kg.query.counts import count_papers
from kg.query.search import Conditions, Search
from kg.store.edges import number_of, papers_of_edges
from kg.store.lookup import claims_said, label
from kg.store.lookup import node as node_of

if TYPE_CHECKING:
    from kg.store import Store

# what joins anything with anything; a path passes none of them unless it is allowed to
JOINS_ALL = ("metric", "hardware", "result", "hub")
MAX_HOPS = 6
_MOST = 1000  # paths that anybody would read, and more
_CANDIDATES = 500  # paths among which the most telling are looked for
_LEAST_HUB = 20  # papers that a thing may have in any store and be no hub


@dataclass(frozen=True, slots=True)
class Path:
    """`edges[i]` joins `nodes[i]` and `nodes[i + 1]`, in either direction; each edge carries its claims."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def connections(
    store: Store,
    a: str,
    b: str,
    *,
    via: Sequence[str] = (),
    avoid: Sequence[str] = (),
    allow: Sequence[str] = (),
    max_hops: int = MAX_HOPS,
    k: int | None = 1,
    directed: bool = False,
    min_confidence: float | None = None,
) -> tuple[Path, ...]:
    """The k most telling paths between two things, in an order that never changes.

    A short path tells most, of two of about one length the one through things that have few edges, over edges that are
    sure. No path passes a metric, hardware, a result or a hub (a thing that many papers name) unless it is allowed to.

    Args:
        store: an open store.
        a: the IRI of one end.
        b: the IRI of the other.
        via: predicates; only such edges are walked.
        avoid: predicates that are not walked, or types of nodes that are not passed.
        allow: what may be passed although it joins anything with anything: some of `JOINS_ALL`.
        max_hops: the most edges of a path.
        k: the most paths; None for all of them.
        directed: walk edges from subject to object only.
        min_confidence: from 0 to 1; no hop is less sure. None is what the graph holds as plain edges.

    Raises:
        UnknownName: `via`, `avoid` or `allow` names what there is not.
        KgError: both ends are one, no path is that short, or there are too many.
    """
    _check(a, b, via, avoid, allow)
    predicates, types = ({thing.name for thing in things} for things in (ontology().predicates, ontology().types))
    passed_by, avoided = {*JOINS_ALL} - {*allow}, {*avoid} & types
    conditions = Conditions(
        tuple(name.removeprefix("kg:") for name in via),
        tuple(name for name in avoid if name in predicates),
        tuple(sorted(avoided | passed_by & types)),
        _most_papers(store) if "hub" in passed_by else None,
        directed,
        min_confidence,
    )
    ends = _number(store, a), _number(store, b)
    found = list(islice(_most_telling(store, Search(store.database, *ends, conditions), max_hops), k))
    if k is None and len(found) > _MOST:
        raise KgError(f"there are more than {_MOST} paths; lower --max-hops, or --avoid what joins too much")
    if not found:
        free = replace(conditions, not_types=tuple(sorted({*avoided, "result"})), most_papers=None)
        raise KgError(_none(store, (a, b), ends, conditions, free, max_hops))
    return tuple(found)


def _most_telling(store: Store, search: Search, max_hops: int) -> Iterator[Path]:
    """The paths that weigh least come first."""
    ways = list(islice(search.ways(max_hops), _MOST + 1))
    weights = {way: search.weight(way) for way in ways}
    ways.sort(key=lambda way: weights[way])
    weighed: list[tuple[float, int, Path]] = []
    for place, way in enumerate(ways[:_CANDIDATES]):
        # confidence adds to the weight: what weighs more than the lightest so far by its length alone may wait
        while weighed and weighed[0][0] <= weights[way]:
            yield weighed.pop(0)[2]
        path = _path(store, way, search.conditions)
        sure = [max(claim.confidence for claim in edge.claims) for edge in path.edges if edge.claims]
        doubt = -sum(math.log2(max(confidence, 0.01)) for confidence in sure)
        weighed.append((weights[way] + doubt, place, path))
        weighed.sort(key=lambda one: one[:2])
    yield from (path for *_, path in weighed)


def _path(store: Store, way: Sequence[int], conditions: Conditions) -> Path:
    iris = [store.database.execute("SELECT iri FROM nodes WHERE id = ?", (number,)).fetchone()[0] for number in way]
    nodes = [node for iri in iris if (node := node_of(store.graph, iri)) is not None]
    edges: list[Edge] = []
    for (start, end), (first, second) in zip(pairwise(iris), pairwise(way), strict=True):
        said = _edges(store, (start, end), (first, second), conditions)
        if not conditions.directed:
            said += _edges(store, (end, start), (second, first), conditions)
        edges.append(min(said, key=lambda edge: _order_of(edge, start)))
    return Path(tuple(nodes), tuple(edges))


def _edges(store: Store, iris: tuple[str, str], numbers: tuple[int, int], conditions: Conditions) -> list[Edge]:
    """The edges from one node to another that may be walked, each with what every paper says of it."""
    papers: dict[str, list[str]] = {}
    for predicate, paper in papers_of_edges(store.database, *numbers, conditions.least):
        walked = not conditions.predicates or predicate in conditions.predicates
        if walked and predicate not in conditions.not_predicates:
            papers.setdefault(predicate, []).append(paper)
    found: list[Edge] = []
    for predicate, by in papers.items():
        edge = iris[0], predicate, iris[1]
        claims = sorted(claim for paper in by for claim in claims_said(store.graph, paper, *edge))
        found.append(Edge(*edge, tuple(sorted(claims, key=lambda claim: -claim.confidence))))
    return found


def _order_of(edge: Edge, start: str) -> tuple[bool, float, int, str]:
    """Of parallel edges the surest comes first, then the one that most papers say, then the one ahead."""
    surest = max((claim.confidence for claim in edge.claims), default=0.0)
    return (
        edge.predicate == "comparesWith",
        -round(surest, 1),
        -len(edge.claims),
        f"{edge.subject != start}{edge.predicate}",
    )


def _most_papers(store: Store) -> int:
    """How many papers may name a thing that is no hub: the square root of all, but never fewer than twenty."""
    return max(_LEAST_HUB, math.isqrt(count_papers(store.database)))


def _number(store: Store, iri: str) -> int:
    number = number_of(store.database, iri)
    if not number:
        raise UnknownName("thing", iri, ())
    return number


def _none(
    store: Store, iris: tuple[str, str], ends: tuple[int, int], conditions: Conditions, free: Conditions, max_hops: int
) -> str:
    """What to say where there is no path, with what would have to be passed for one under freer conditions."""
    first, second = (label(store.graph, iri) for iri in iris)
    said = f"no path of at most {max_hops} hops between {first!r} and {second!r}"
    way = next(Search(store.database, *ends, free).ways(max_hops), None)
    if way is None or free == conditions:
        return f"{said}; try a larger --max-hops or fewer conditions"
    path = _path(store, way, free)
    passed = sorted({node.type for node in path.nodes[1:-1]} & {*conditions.not_types}) or ["hub"]
    names = ", ".join(repr(node.label) for node in path.nodes[1:-1])
    options = " ".join(f"--allow {name}" for name in passed)
    return f"{said} but through what joins anything with anything ({names}); {options} shows it"


def _check(a: str, b: str, via: Sequence[str], avoid: Sequence[str], allow: Sequence[str]) -> None:
    known = {thing.name for things in (ontology().predicates, ontology().types) for thing in things}
    for name in via:
        ontology().predicate(name)
    for name in avoid:
        if name not in known:
            raise UnknownName("predicate or type", name, known)
    for name in allow:
        if name not in JOINS_ALL:
            raise UnknownName("thing to allow", name, JOINS_ALL)
    if a == b:
        raise KgError("a path needs two different things; both names mean the same one")
