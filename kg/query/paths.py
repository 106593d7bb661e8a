"""How two things hang together: whole typed paths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from kg.errors import KgError, UnknownName
from kg.model import Edge, Node
from kg.ontology import ontology
from kg.store.lookup import claims_said, label
from kg.store.lookup import node as node_of

if TYPE_CHECKING:
    import networkx as nx

    from kg.query.search import Conditions
    from kg.store import Store

_MOST = 1000  # paths that anybody would read, and more
_CANDIDATES = 2000  # shortest paths among which those around hubs are looked for
_NONE = "no path of at most {} hops between {!r} and {!r}; try a larger --max-hops or fewer conditions"


@dataclass(frozen=True, slots=True)
class Path:
    """`edges[i]` joins `nodes[i]` and `nodes[i + 1]`, in either direction; each edge carries its claims."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def paths(
    network: nx.MultiDiGraph,
    a: str,
    b: str,
    *,
    via: Sequence[str] = (),
    avoid: Sequence[str] = (),
    max_hops: int = 4,
    k: int = 1,
    directed: bool = False,
) -> tuple[Path, ...]:
    """The k shortest paths between two nodes, shortest first, in an order that never changes.

    Args:
        network: the graph of `kg.store.network`.
        a: the IRI of one end.
        b: the IRI of the other.
        via: predicates; only such edges are walked.
        avoid: predicates that are not walked, or types of nodes that are not passed.
        max_hops: the most edges of a path.
        k: the most paths.
        directed: walk edges from subject to object only.

    Raises:
        UnknownName: `via` or `avoid` names no predicate (nor type).
        KgError: both ends are one, or no path is that short.
    """
    import networkx as nx

    _check(a, b, via, avoid)
    simple = nx.DiGraph() if directed else nx.Graph()
    for subject, object_, predicate in network.edges(keys=True):
        if (via and predicate not in via) or predicate in avoid:
            continue
        if any(end not in (a, b) and network.nodes[end]["fact"].type in avoid for end in (subject, object_)):
            continue
        simple.add_edge(subject, object_)
    missing = KgError(_NONE.format(max_hops, _label(network, a), _label(network, b)))
    if a not in simple or b not in simple:
        raise missing
    try:
        found = [way for way in islice(nx.shortest_simple_paths(simple, a, b), k) if len(way) <= max_hops + 1]
    except nx.NetworkXNoPath as error:
        raise missing from error
    if not found:
        raise missing
    return tuple(_path(network, way, via, avoid, directed) for way in found)


def connections(
    store: Store,
    a: str,
    b: str,
    *,
    via: Sequence[str] = (),
    avoid: Sequence[str] = (),
    max_hops: int = 4,
    k: int | None = 1,
    directed: bool = False,
    avoid_hubs: bool = False,
) -> tuple[Path, ...]:
    """As `paths`, but found on disk, by look-ups around both ends.

    Args:
        store: an open store.
        a: the IRI of one end.
        b: the IRI of the other.
        via: predicates; only such edges are walked.
        avoid: predicates that are not walked, or types of nodes that are not passed.
        max_hops: the most edges of a path.
        k: the most paths; None for all of them.
        directed: walk edges from subject to object only.
        avoid_hubs: rather a hop more than through a thing that many papers mention.

    Raises:
        UnknownName: `via` or `avoid` names no predicate (nor type).
        KgError: both ends are one, no path is that short, or there are too many.
    """
    from kg.query.search import Conditions, Search

    predicates, types = _check(a, b, via, avoid)
    numbers = []
    for iri in (a, b):
        row = store.database.execute("SELECT id FROM nodes WHERE iri = ?", (iri,)).fetchone()
        if row is None:
            raise UnknownName("thing", iri, ())
        numbers.append(int(row[0]))
    conditions = Conditions(
        tuple(name.removeprefix("kg:") for name in via),
        tuple(name for name in avoid if name in predicates),
        tuple(name for name in avoid if name in types),
        directed,
    )
    search = Search(store.database, numbers[0], numbers[1], conditions)
    ways = search.ways(max_hops)
    if avoid_hubs:
        ways = iter(sorted(islice(ways, _CANDIDATES), key=search.weight))
    found = list(islice(ways, _MOST + 1 if k is None else k))
    if len(found) > _MOST:
        raise KgError(f"there are more than {_MOST} paths; lower --max-hops, or --avoid what joins too much")
    if not found:
        raise KgError(_NONE.format(max_hops, label(store.graph, a), label(store.graph, b)))
    return tuple(_connection(store, way, conditions) for way in found)


def _connection(store: Store, way: Sequence[int], conditions: Conditions) -> Path:
    iris = [store.database.execute("SELECT iri FROM nodes WHERE id = ?", (number,)).fetchone()[0] for number in way]
    nodes = [node for iri in iris if (node := node_of(store.graph, iri)) is not None]
    edges: list[Edge] = []
    for (start, end), (first, second) in zip(pairwise(iris), pairwise(way), strict=True):
        said = _edges(store, (start, end), (first, second), conditions)
        if not conditions.directed:
            said += _edges(store, (end, start), (second, first), conditions)
        edges.append(_plainest(said, start))
    return Path(tuple(nodes), tuple(edges))


def _edges(store: Store, iris: tuple[str, str], numbers: tuple[int, int], conditions: Conditions) -> list[Edge]:
    """The edges from one node to another that may be walked, each with what every paper says of it."""
    papers: dict[str, list[str]] = {}
    query = (
        "SELECT predicate, iri FROM edges JOIN papers ON papers.id = edges.paper WHERE subject = ? AND object = ? "
        "ORDER BY predicate, iri"
    )
    for predicate, paper in store.database.execute(query, numbers).fetchall():
        walked = not conditions.predicates or predicate in conditions.predicates
        if walked and predicate not in conditions.not_predicates:
            papers.setdefault(predicate, []).append(paper)
    found: list[Edge] = []
    for predicate, by in papers.items():
        edge = iris[0], predicate, iris[1]
        claims = sorted(claim for paper in by for claim in claims_said(store.graph, paper, *edge))
        found.append(Edge(*edge, tuple(claims)))
    return found


def _plainest(edges: Iterable[Edge], start: str) -> Edge:
    """Of parallel edges the one that says most: not merely "compares with" where it "outperforms"."""
    return min(edges, key=lambda e: (e.subject != start, -len(e.claims), e.predicate))


def _check(a: str, b: str, via: Sequence[str], avoid: Sequence[str]) -> tuple[set[str], set[str]]:
    """The names of predicates and of types. Raises UnknownName and KgError."""
    predicates = {p.name for p in ontology().predicates}
    types = {t.name for t in ontology().types}
    for name in via:
        ontology().predicate(name)
    for name in avoid:
        if name not in predicates | types:
            raise UnknownName("predicate or type", name, predicates | types)
    if a == b:
        raise KgError("a path needs two different things; both names mean the same one")
    return predicates, types


def _label(network: nx.MultiDiGraph, iri: str) -> str:
    node: Node = network.nodes[iri]["fact"]
    return node.label


def _path(network: nx.MultiDiGraph, way: list[str], via: Sequence[str], avoid: Sequence[str], directed: bool) -> Path:
    edges: list[Edge] = []
    for start, end in pairwise(way):
        between = [*(network.get_edge_data(start, end) or {}).values()]
        if not directed:
            between += (network.get_edge_data(end, start) or {}).values()
        facts: list[Edge] = [data["fact"] for data in between]
        usable = [e for e in facts if (not via or e.predicate in via) and e.predicate not in avoid]
        edges.append(_plainest(usable, start))
    return Path(tuple(network.nodes[iri]["fact"] for iri in way), tuple(edges))
