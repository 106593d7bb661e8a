"""How two things hang together: whole typed paths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from kg.errors import KgError, UnknownName
from kg.model import Edge, Node
from kg.ontology import ontology

if TYPE_CHECKING:
    import networkx as nx


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

    predicates = {p.name for p in ontology().predicates}
    types = {t.name for t in ontology().types}
    for name in via:
        ontology().predicate(name)
    for name in avoid:
        if name not in predicates | types:
            raise UnknownName("predicate or type", name, predicates | types)
    if a == b:
        raise KgError("a path needs two different things; both names mean the same one")
    simple = nx.DiGraph() if directed else nx.Graph()
    for subject, object_, predicate in network.edges(keys=True):
        if (via and predicate not in via) or predicate in avoid:
            continue
        if any(end not in (a, b) and network.nodes[end]["fact"].type in avoid for end in (subject, object_)):
            continue
        simple.add_edge(subject, object_)
    missing = KgError(
        f"no path of at most {max_hops} hops between {_label(network, a)!r} and {_label(network, b)!r}; "
        "try a larger --max-hops or fewer conditions"
    )
    if a not in simple or b not in simple:
        raise missing
    try:
        found = [way for way in islice(nx.shortest_simple_paths(simple, a, b), k) if len(way) <= max_hops + 1]
    except nx.NetworkXNoPath as error:
        raise missing from error
    if not found:
        raise missing
    return tuple(_path(network, way, via, avoid, directed) for way in found)


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
        # of parallel edges the one that says most: not merely "compares with" where it "outperforms"
        edges.append(min(usable, key=lambda e: (e.subject != start, -len(e.claims), e.predicate)))
    return Path(tuple(network.nodes[iri]["fact"] for iri in way), tuple(edges))
