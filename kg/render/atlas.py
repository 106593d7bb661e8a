"""The tree of regions as records of the page, with the box of each in the map of the region it lies in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import isqrt
from typing import Any

from kg.model import Edge, Node
from kg.query.communities import PREDICATES
from kg.render.boxes import columns
from kg.render.groups import Group, Grouping, ancestors

Record = dict[str, Any]

Spot = tuple[int, int]

_WIDE = 256  # the width of a box in a map wider than high
_ASPECT = (3, 2)
_CELL = (150, 46)  # the room of a node with its label where all are drawn
_HEAD = 54  # the room for a region's names above its nodes
_COLUMN = 300  # the width of a box where the map is one column, as on a phone


def atlas(nodes: Sequence[Node], edges: Sequence[Edge], grouping: Grouping) -> list[Record]:
    """A record for each group: its kind, parent, children, names, number of members, and boxes [x, y, width, height].

    `wide` is the box in a map wider than high, `tall` the one in a single column.

    Args:
        nodes: in the order that `grouping` counts them in.
        edges: between them.
        grouping: the tree of groups.
    """
    groups = grouping.groups
    sizes = _sizes(grouping)
    ties = _ties(nodes, edges, grouping)
    records: list[Record] = [
        {"parent": one.parent, "kind": one.kind, "names": list(one.names), "children": one.children, "size": size}
        for one, size in zip(groups, sizes, strict=True)
    ]
    for one in groups:
        most = max((sizes[child] for child in one.children if groups[child].kind == "group"), default=1)
        heights = [_height(groups[child], sizes[child], most) for child in one.children]
        last = sum(groups[child].kind != "group" for child in one.children)
        boxes = columns(heights, _between(one, ties), width=_WIDE, gap=36, aspect=_ASPECT, last=last)
        top = 0
        for child, box, height in zip(one.children, boxes, heights, strict=True):
            records[child]["wide"] = list(box)
            records[child]["tall"] = [0, top, _COLUMN, height]
            top += height + 22
    return records


def spots(nodes: Sequence[Node], order: Sequence[int], edges: Sequence[Edge], grouping: Grouping) -> dict[int, Spot]:
    """A place for each node in a picture of all of them: regions stand apart, nodes in rows within them, by type.

    Args:
        nodes: as in `atlas`.
        order: the nodes to place, the most telling first.
        edges: as in `atlas`.
        grouping: the tree of groups.
    """
    root = grouping.groups[0]
    region = {}
    for index in order:
        chain = list(ancestors(grouping.groups, grouping.leaf[index]))
        region[index] = chain[-2] if len(chain) > 1 else -1
    held: dict[int, list[int]] = {child: [] for child in [*root.children, -1]}
    for index in order:
        held[region[index]].append(index)
    shown = [child for child in held if held[child]]
    across = max(2, isqrt(len(order) * _CELL[1] * 3 // (_CELL[0] * 2)) // 3)
    heights = [-(-len(held[child]) // across) * _CELL[1] + _HEAD for child in shown]
    place = {child: position for position, child in enumerate(shown)}
    inner = {
        (place[root.children[a]], place[root.children[b]]): count
        for (a, b), count in _between(root, _ties(nodes, edges, grouping)).items()
        if root.children[a] in place and root.children[b] in place
    }
    boxes = columns(heights, inner, width=across * _CELL[0], gap=70, aspect=_ASPECT)
    found: dict[int, Spot] = {}
    for child, (left, top, _, height) in zip(shown, boxes, strict=True):
        rows = sorted(held[child], key=lambda index: _TYPE_ORDER.index(nodes[index].type))
        step = min(2 * _CELL[1], (height - _HEAD) // -(-len(rows) // across))
        for position, index in enumerate(rows):
            down, column = divmod(position, across)
            found[index] = (left + column * _CELL[0] + _CELL[0] // 2, top + _HEAD + down * step + 12)
    return found


_TYPE_ORDER = ("paper", "method", "task", "dataset", "metric", "hardware", "result", "claim")


def _sizes(grouping: Grouping) -> list[int]:
    sizes = [0] * len(grouping.groups)
    for leaf in grouping.leaf:
        for place in ancestors(grouping.groups, leaf):
            sizes[place] += 1
    return sizes


def _ties(nodes: Sequence[Node], edges: Sequence[Edge], grouping: Grouping) -> Counter[tuple[int, int]]:
    """Edges between groups that lie in the same group: (group, other group) with the smaller first -> how many."""
    number = {node.iri: index for index, node in enumerate(nodes)}
    chains = {leaf: list(ancestors(grouping.groups, leaf))[::-1] for leaf in set(grouping.leaf)}
    counted: Counter[tuple[int, int]] = Counter()
    for edge in edges:
        one, other = (grouping.leaf[number[end]] for end in (edge.subject, edge.object))
        if one == other or edge.predicate not in PREDICATES:
            continue
        for a, b in zip(chains[one], chains[other], strict=False):
            if a != b:
                counted[min(a, b), max(a, b)] += 1
                break
    return counted


def _between(parent: Group, ties: Counter[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """The ties among the children of a group, by their places in its list."""
    place = {child: position for position, child in enumerate(parent.children)}
    found = {}
    for (one, other), count in ties.items():
        if one in place and other in place:
            pair = sorted((place[one], place[other]))
            found[pair[0], pair[1]] = count
    return found


def _height(one: Group, size: int, most: int) -> int:
    """Higher the more a region holds, as it lists more names."""
    if one.kind != "group":
        return 124
    share = isqrt(10_000 * min(size, most) // most)  # of the largest, from 0 to 100
    return 92 + 17 * (1 + share // 18)
