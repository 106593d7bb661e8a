"""Ways through the graph, found from both ends by look-ups in the table of edges."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.store.edges import edge_table

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class Conditions:
    """Which edges may be walked.

    Args:
        predicates: only these, where there are any.
        not_predicates: none of these.
        not_types: types of nodes that no path passes; its ends may be of them.
        most_papers: no path passes a thing that more papers name; None for no limit. Papers themselves may be passed.
        directed: from subject to object only.
        least: the confidence that edges must have, from 0 to 1; None for the one that the default graph asks for.
    """

    predicates: tuple[str, ...] = ()
    not_predicates: tuple[str, ...] = ()
    not_types: tuple[str, ...] = ()
    most_papers: int | None = None
    directed: bool = False
    least: float | None = None


class Search:
    """Ways between two nodes, given and found by their numbers.

    Args:
        database: the tables of a store.
        start: one end.
        end: the other.
        conditions: which edges may be walked.
    """

    def __init__(self, database: sqlite3.Connection, start: int, end: int, conditions: Conditions) -> None:
        self._database = database
        self._ends = start, end
        self.conditions = conditions
        self._next: tuple[dict[int, list[int]], dict[int, list[int]]] = {}, {}
        # how far a node is from each end, and how far out all nodes are known
        self._distance = {start: 0}, {end: 0}
        self._frontier = [start], [end]
        self._radius = [0, 0]

    def ways(self, max_hops: int) -> Iterator[tuple[int, ...]]:
        """All ways without a node twice, shortest first; of one length, in the order of the nodes' IRIs."""
        shortest = self._meet(max_hops)
        if shortest is None:
            return
        for hops in range(shortest, max_hops + 1):
            while sum(self._radius) < hops and any(self._frontier):
                self._grow()
            yield from self._extend((self._ends[0],), hops)

    def weight(self, way: Sequence[int]) -> float:
        """The length of a way, more for each inner node that says little of what it joins.

        That is a node with many edges; and a task or dataset, as two methods that are tried on one need not be related.
        """
        return len(way) - 1 + sum(self._weight_of(node) for node in way[1:-1])

    def _weight_of(self, node: int) -> float:
        (type_,) = self._database.execute("SELECT type FROM nodes WHERE id = ?", (node,)).fetchone()
        return 0.5 * math.log2(len(self._neighbours(node, 0))) + (type_ in ("task", "dataset"))

    def _meet(self, max_hops: int) -> int | None:
        """The length of the shortest way, or None; grown from whichever end has fewer nodes to go on from."""
        while sum(self._radius) < max_hops and all(self._frontier):
            side = self._grow()
            ours, theirs = self._distance[side], self._distance[1 - side]
            met = [ours[node] + theirs[node] for node in self._frontier[side] if node in theirs]
            if met:
                return min(met)
        return None

    def _grow(self) -> int:
        """Go one hop further out from one end; which one it was."""
        side = int(
            not self._frontier[0] or (bool(self._frontier[1]) and len(self._frontier[1]) < len(self._frontier[0]))
        )
        distance, radius = self._distance[side], self._radius[side] + 1
        reached = []
        for node in self._frontier[side]:
            for other in self._neighbours(node, side):
                if other not in distance:
                    distance[other] = radius
                    reached.append(other)
        self._frontier[side][:] = reached
        self._radius[side] = radius
        return side

    def _extend(self, way: tuple[int, ...], hops: int) -> Iterator[tuple[int, ...]]:
        """The ways of exactly so many hops that begin so."""
        left = hops - len(way) + 1
        if left == 0:
            if way[-1] == self._ends[1]:
                yield way
            return
        candidates = [
            node
            for node in self._neighbours(way[-1], 0)
            if node not in way and (node == self._ends[1]) == (left == 1) and self._may_arrive(node, left - 1)
        ]
        for node in self._in_order(candidates):
            yield from self._extend((*way, node), hops)

    def _may_arrive(self, node: int, hops: int) -> bool:
        """Whether the other end can be that near; where it is not known how far it is, whether it may be."""
        distance = self._distance[1].get(node)
        if distance is not None:
            return distance <= hops
        if hops <= self._radius[1] or not self._frontier[1]:
            return False
        return any(self._may_arrive(other, hops - 1) for other in self._neighbours(node, 0))

    def _in_order(self, nodes: list[int]) -> list[int]:
        if len(nodes) < 2:
            return nodes
        iris = {
            node: self._database.execute("SELECT iri FROM nodes WHERE id = ?", (node,)).fetchone()[0] for node in nodes
        }
        return sorted(nodes, key=iris.__getitem__)

    def _neighbours(self, node: int, side: int) -> list[int]:
        """What one hop leads to, seen from this end: against the direction of edges from the far one."""
        known = self._next[side if self.conditions.directed else 0]
        found = known.get(node)
        if found is None:
            if self.conditions.directed:
                found = self._ahead(node, "subject", "object") if side == 0 else self._ahead(node, "object", "subject")
            else:
                both = *self._ahead(node, "subject", "object"), *self._ahead(node, "object", "subject")
                found = list(dict.fromkeys(both))
            known[node] = found
        return found

    def _ahead(self, node: int, here: str, there: str) -> list[int]:
        wanted = self.conditions
        query, values = f"SELECT DISTINCT {there} FROM {edge_table(wanted.least)} WHERE {here} = ?", [node]  # noqa: S608 - names of ours
        for names, negation in ((wanted.predicates, ""), (wanted.not_predicates, "NOT ")):
            if names:
                query += f" AND predicate {negation}IN ({','.join('?' * len(names))})"
                values += names  # type: ignore[arg-type]  # a query takes values of several types
        tests: list[str] = []
        if wanted.not_types:
            tests.append(f"type NOT IN ({','.join('?' * len(wanted.not_types))})")
            values += wanted.not_types  # type: ignore[arg-type]
        if wanted.most_papers is not None:
            tests.append("papers <= ?")
            values.append(wanted.most_papers)
        if tests:
            query = f"SELECT id FROM ({query}) JOIN nodes ON id = {there} WHERE {' AND '.join(tests)} OR id IN (?, ?)"  # noqa: S608
            values += self._ends
        return [number for (number,) in self._database.execute(query, values)]
