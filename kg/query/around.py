"""What surrounds one thing: looked up hop by hop, so that a small part of a large graph costs no more than it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.query.part import cut
from kg.store.lookup import node as node_of
from kg.store.network import node_attributes

if TYPE_CHECKING:
    import sqlite3

    import networkx as nx

    from kg.store import Store

MOST = 2000  # what nobody looks through; a hub has tens of thousands of neighbours
_AT_ONCE = 500  # numbers asked about in one statement


def around(store: Store, iri: str, hops: int, most: int = MOST) -> tuple[nx.MultiDiGraph, int]:
    """The nodes within some hops of one, over edges in either direction, with every edge among them.

    Args:
        store: an open store.
        iri: the node in the middle.
        hops: how many edges away a node may be.
        most: the most nodes given; of more, the nearest, and of those equally near the ones that most papers name.

    Returns:
        the nodes and edges as `kg.store.network` gives them, and how many nodes were met within those hops; hops
        beyond the one that made them too many were not looked at.
    """
    (middle,) = store.database.execute("SELECT id FROM nodes WHERE iri = ?", (iri,)).fetchone()
    distance = {middle: 0}
    frontier = [middle]
    for hop in range(1, hops + 1):
        if len(distance) > most:
            break
        frontier = [node for node in _neighbours(store.database, frontier) if node not in distance]
        distance.update(dict.fromkeys(frontier, hop))
    known = _nodes(store.database, list(distance))
    ranked = sorted(known, key=lambda node: (distance[node], -known[node][1], known[node][0]))
    chosen = {node: known[node][0] for node in ranked[:most]}
    edges = [
        (chosen[subject], predicate, chosen[object_])
        for subject, predicate, object_ in _edges(store.database, sorted(chosen))
        if object_ in chosen
    ]
    network = cut(store, edges).network()
    # a claim's paper comes with it, and may itself be further away
    network.remove_nodes_from(set(network) - set(chosen.values()))
    if iri not in network:
        alone = node_of(store.graph, iri)
        network.add_node(iri, fact=alone, **(node_attributes(alone) if alone else {}))
    return network, len(distance)


def _neighbours(database: sqlite3.Connection, nodes: list[int]) -> list[int]:
    found: dict[int, None] = {}
    for some, marks in _batches(nodes):
        for here, there in (("subject", "object"), ("object", "subject")):
            rows = database.execute(f"SELECT DISTINCT {there} FROM edges WHERE {here} IN ({marks})", some)  # noqa: S608 - names of ours
            found.update((number, None) for (number,) in rows)
    return list(found)


def _nodes(database: sqlite3.Connection, nodes: list[int]) -> dict[int, tuple[str, int]]:
    """Number -> IRI, how many papers name it."""
    return {
        number: (iri, papers)
        for some, marks in _batches(nodes)
        for number, iri, papers in database.execute(f"SELECT id, iri, papers FROM nodes WHERE id IN ({marks})", some)  # noqa: S608 - marks
    }


def _edges(database: sqlite3.Connection, subjects: list[int]) -> list[tuple[int, str, int]]:
    return [
        row
        for some, marks in _batches(subjects)
        for row in database.execute(
            f"SELECT DISTINCT subject, predicate, object FROM edges WHERE subject IN ({marks})",  # noqa: S608 - marks
            some,
        )
    ]


def _batches(numbers: list[int]) -> list[tuple[list[int], str]]:
    """The numbers in parts, each with as many question marks."""
    parts = [numbers[k : k + _AT_ONCE] for k in range(0, len(numbers), _AT_ONCE)]
    return [(part, ",".join("?" * len(part))) for part in parts]
