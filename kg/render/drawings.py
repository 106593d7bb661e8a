"""What a page is to hold for each picture: the part of the graph that it shows, and some of what surrounds that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.model import Edge, Node
from kg.ontology import KG, ontology
from kg.render.start import Start, View

if TYPE_CHECKING:
    import networkx as nx

    from kg.query.sparql import Answer
    from kg.store import Store

_WAYS = 3  # the shortest paths drawn side by side


@dataclass(frozen=True, slots=True)
class Drawing:
    """The arguments of `kg.render.page`: a network, its heading, what to open with, and how many nodes there are."""

    network: nx.MultiDiGraph[Any]
    title: str
    start: Start
    total: int


def whole(store: Store) -> Drawing:
    """The map of the whole graph."""
    network = store.network()
    return Drawing(network, "Knowledge graph", Start(), len(network))


def of_things(store: Store, things: Sequence[Node], view: View | None = None, hops: int = 2) -> Drawing:
    """A picture of one thing or several.

    Args:
        store: an open store.
        things: one for its surroundings or its lineage, two for a path, two or more for a comparison.
        view: which of these; without it one thing's surroundings, the path between two, a comparison of more.
        hops: how far around one thing the page reaches.

    Raises:
        KgError: so many things do not go with the view, or nothing joins the ends of a path.
    """
    chosen: View = view or ("around" if len(things) == 1 else "path" if len(things) == 2 else "compare")
    _check(chosen, len(things))
    title = ", ".join(node.label for node in things)
    start = Start(chosen, tuple(node.iri for node in things))
    if chosen == "path":
        network, start = _path(store, things)
        title = f"From {things[0].label} to {things[1].label}"
    elif chosen == "lineage":
        network = _lineage(store, things[0])
        title = f"Lineage of {title}"
    elif chosen == "compare":
        network = _joined(store, (node.iri for node in things), 2)
        title = f"Comparison of {title}"
    else:
        from kg.query.around import around

        network, total = around(store, things[0].iri, hops)
        return Drawing(network, title, start, total)
    return Drawing(network, title, start, len(network))


def of_answer(store: Store, answer: Answer) -> Drawing:
    """What a CONSTRUCT made, as a graph: edges between things under the ontology's predicates.

    Edges that papers say bring their sentences with them; all others say that a query made them.

    Raises:
        KgError: the answer is no graph, or holds no edge between things.
    """
    if not answer.graph:
        raise KgError("only a CONSTRUCT or DESCRIBE can be drawn; a SELECT gives a table: kg query")
    known = {predicate.name for predicate in ontology().predicates}
    triples = {(str(s), str(p).removeprefix(KG), str(o)) for s, p, o in answer.rows}
    edges = sorted(triple for triple in triples if triple[1] in known)
    network = _of_edges(store, edges)
    if not network.number_of_edges():
        raise KgError(
            "the answer holds no edge between things of the graph; "
            "construct some, such as CONSTRUCT { ?a kg:uses ?b } WHERE { ?a kg:uses ?b }"
        )
    large = len(network) > 80  # in columns by type no more can be read
    return Drawing(network, "Answer of a query", Start("map" if large else "flow"), len(network))


_NEEDS: dict[View, tuple[int, int, str]] = {
    "around": (1, 1, "one thing"),
    "lineage": (1, 1, "one method"),
    "path": (2, 2, "two things"),
    "compare": (2, 9, "two to nine things"),
}


def _check(view: View, many: int) -> None:
    least, most, words = _NEEDS.get(view, (1, 1, "one thing"))
    if not least <= many <= most:
        raise KgError(f"the view {view!r} is of {words}, but {many} are named")


def _path(store: Store, ends: Sequence[Node]) -> tuple[nx.MultiDiGraph[Any], Start]:
    import networkx as nx

    from kg.query.paths import connections

    ways = connections(store, ends[0].iri, ends[1].iri, k=_WAYS, max_hops=6, avoid=("metric", "hardware", "result"))
    edges = [(edge.subject, edge.predicate, edge.object) for way in ways for edge in way.edges]
    network = nx.compose(_joined(store, (node.iri for node in ends), 1), _of_edges(store, edges))
    return network, Start("path", tuple(node.iri for node in ends))


def _lineage(store: Store, node: Node) -> nx.MultiDiGraph[Any]:
    import networkx as nx

    from kg.query.lineage import lineage

    return nx.compose(_joined(store, [node.iri], 1), _of_edges(store, lineage(store, node).edges()))


def _joined(store: Store, iris: Iterable[str], hops: int) -> nx.MultiDiGraph[Any]:
    """What surrounds any of some things."""
    import networkx as nx

    from kg.query.around import around

    return nx.compose_all([around(store, iri, hops)[0] for iri in iris])


def _of_edges(store: Store, edges: Sequence[tuple[str, str, str]]) -> nx.MultiDiGraph[Any]:
    """Some edges with their ends, their claims, and the papers that say them; those that nobody says without claims."""
    from kg.query.part import cut
    from kg.store.lookup import node as node_of

    network = cut(store, edges).network()
    for subject, predicate, object_ in edges:
        if network.has_edge(subject, object_, predicate):
            continue
        ends = [node_of(store.graph, iri) for iri in (subject, object_)]
        if None in ends:
            continue  # something that is no thing of this graph
        for node in ends:
            if node is not None and node.iri not in network:
                network.add_node(node.iri, fact=node)
        network.add_edge(subject, object_, key=predicate, fact=Edge(subject, predicate, object_, ()))
    return network
