"""Positions to start from: what is joined stands near, in the same places for the same graph."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin, sqrt

_STEP = 100.0  # between a node and what hangs on it
_GOLDEN = pi * (3 - sqrt(5))  # turns a spiral of points into an even spread


def radial(count: int, edges: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
    """A position for each node, in steps of 0.1.

    Each connected part is drawn as a tree from its best-connected node outwards, every branch in a sector as wide as
    it has nodes; the parts are spread over a spiral, the largest in the middle.

    Args:
        count: how many nodes there are; they are named by their index.
        edges: pairs of nodes.
    """
    near: list[list[int]] = [[] for _ in range(count)]
    for one, other in edges:
        if one != other:
            near[one].append(other)
            near[other].append(one)
    places = [(0.0, 0.0)] * count
    seen = [False] * count
    trees = []
    for root in sorted(range(count), key=lambda node: (-len(near[node]), node)):
        if not seen[root]:
            trees.append(_tree(root, near, seen))
    area = 0.0
    for k, (order, parents) in enumerate(sorted(trees, key=lambda tree: -len(tree[0]))):
        drawn = _draw(order, parents)
        radius = max(sqrt(x * x + y * y) for x, y in drawn.values()) + _STEP
        # parts of falling size, each beside the disc that those before it fill
        distance = 0.0 if k == 0 else sqrt(area) + radius
        area += radius * radius * 1.6
        middle = distance * cos(k * _GOLDEN), distance * sin(k * _GOLDEN)
        for node, (x, y) in drawn.items():
            places[node] = round(middle[0] + x, 1) + 0.0, round(middle[1] + y, 1) + 0.0  # no negative zero
    return places


def _tree(root: int, near: list[list[int]], seen: list[bool]) -> tuple[list[int], dict[int, int]]:
    """The nodes that hang together with `root`, nearest first, and the parent of each but the root."""
    seen[root] = True
    order, parents = [root], dict[int, int]()
    for node in order:
        for other in sorted(near[node]):
            if not seen[other]:
                seen[other] = True
                parents[other] = node
                order.append(other)
    return order, parents


def _draw(order: list[int], parents: dict[int, int]) -> dict[int, tuple[float, float]]:
    """Positions around the root of one tree."""
    leaves = dict.fromkeys(order, 0)
    for node in reversed(order):
        leaves[node] = leaves[node] or 1
        if node in parents:
            leaves[parents[node]] += leaves[node]
    root = order[0]
    start, depth = {root: 0.0}, {root: 0}
    used = dict.fromkeys(order, 0.0)
    width = {root: 2 * pi}
    places = {root: (0.0, 0.0)}
    # far enough out that the leaves of one ring do not crowd
    step = max(_STEP, leaves[root] * _STEP / (12 * pi))
    for node in order[1:]:
        parent = parents[node]
        width[node] = width[parent] * leaves[node] / max(1, leaves[parent])
        start[node] = start[parent] + used[parent]
        used[parent] += width[node]
        depth[node] = depth[parent] + 1
        angle, radius = start[node] + width[node] / 2, depth[node] * step
        places[node] = radius * cos(angle), radius * sin(angle)
    return places
