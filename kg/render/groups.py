"""The regions of the map: communities, split again until one fits a picture, each with its most telling names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model import Edge, Node

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAF = 60  # a region of no more members is drawn node by node
MOST = 14  # regions drawn side by side; the smaller ones stand together in one more
SMALLEST = 3  # members; what is smaller is no region of its own
_DEPTH = 8  # more levels than anybody would open


@dataclass(slots=True)
class Group:
    """A region. `parent` is its place in the list of groups, -1 for the root.

    `kind` is "group", or "rest" for the smaller regions put together, or "apart" for what is tied to nothing.
    `names` are the nodes that name it. A leaf holds its nodes itself, any other group holds its `children`.
    """

    parent: int
    kind: str = "group"
    names: tuple[int, ...] = ()
    children: list[int] = field(default_factory=list)
    members: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Grouping:
    """`groups[0]` is the root; `leaf[i]` the group that holds node i, -1 where several share it (a hub) or none does;
    `score[i]` says how telling node i is for its group."""

    groups: tuple[Group, ...]
    leaf: tuple[int, ...]
    score: tuple[float, ...]


def group(nodes: Sequence[Node], edges: Sequence[Edge]) -> Grouping:
    """Split nodes into a tree of groups; the same nodes and edges always split the same.

    Args:
        nodes: sorted by IRI.
        edges: between them; `kg.query.communities.PREDICATES` tie, all others only show where a node belongs.
    """
    import numpy as np

    from kg.query.communities import PREDICATES

    number = {node.iri: index for index, node in enumerate(nodes)}
    ties = sorted(
        {
            (min(pair), max(pair))
            for edge in edges
            if edge.predicate in PREDICATES and edge.subject != edge.object
            for pair in [(number[edge.subject], number[edge.object])]
        }
    )
    pairs = np.array(ties, np.int64).reshape(-1, 2)
    tree = _Tree(len(nodes), pairs)
    tied = sorted(set(pairs.ravel().tolist()))
    if tied:
        tree.split(0, tied, 0)
    _attach(tree, [(number[edge.subject], number[edge.object]) for edge in edges], len(nodes))
    scores = _scores(tree, pairs, nodes, edges, number)
    lonely = [index for index, leaf in enumerate(tree.leaf) if leaf == NOWHERE]
    if lonely:
        tree.add(0, "apart", lonely)
    _name(tree, nodes, scores)
    return Grouping(tuple(tree.groups), tuple(max(leaf, -1) for leaf in tree.leaf), tuple(scores))


NOWHERE = -2


class _Tree:
    def __init__(self, count: int, pairs: NDArray[np.int64]) -> None:
        self.groups = [Group(-1)]
        self.leaf = [NOWHERE] * count
        self._pairs = pairs
        self._of: NDArray[np.int64] | None = None

    def add(self, parent: int, kind: str, members: list[int]) -> int:
        """A new group that holds these nodes itself, if any; its place in the list."""
        place = len(self.groups)
        self.groups.append(Group(parent, kind, members=members))
        self.groups[parent].children.append(place)
        for member in members:
            self.leaf[member] = place
        return place

    def split(self, parent: int, members: list[int], depth: int) -> None:
        """Put groups of these nodes under a group, and groups of theirs under each that is large."""
        parts = self._communities(members)
        kept = [part for part in parts if len(part) >= SMALLEST]
        crumbs = [part for part in parts if len(part) < SMALLEST]
        if len(kept) + bool(crumbs) < 2 and depth:
            self.groups[parent].members = members
            for member in members:
                self.leaf[member] = parent
            return
        self._spread(parent, kept, crumbs, depth)

    def _spread(self, parent: int, kept: list[list[int]], crumbs: list[list[int]], depth: int) -> None:
        """The largest as groups of their own, the smaller in a group "rest", and so on within that."""
        room = MOST if len(kept) > MOST + 1 else len(kept)
        for part in kept[:room]:
            place = self.add(parent, "group", part if len(part) <= LEAF else [])
            if len(part) > LEAF:
                if depth < _DEPTH:
                    self.split(place, part, depth + 1)
                else:
                    self.groups[place].members = part
                    for member in part:
                        self.leaf[member] = place
        if kept[room:]:
            self._spread(self.add(parent, "rest", []), kept[room:], crumbs, depth)
        elif crumbs:
            self.add(parent, "rest", sorted(member for part in crumbs for member in part))

    def _communities(self, members: list[int]) -> list[list[int]]:
        """Groups of the nodes by the ties among them, the largest first."""
        import numpy as np

        from kg.query.communities import split

        place = np.full(len(self.leaf), -1, np.int64)
        place[members] = np.arange(len(members))
        inner = place[self._pairs]
        inner = inner[(inner >= 0).all(axis=1)]
        parts: dict[int, list[int]] = defaultdict(list)
        for member, part in zip(members, split(len(members), inner), strict=True):
            parts[part].append(member)
        return sorted(parts.values(), key=lambda part: (-len(part), part))


def _attach(tree: _Tree, pairs: list[tuple[int, int]], count: int) -> None:
    """Results, metrics and hardware stand in the region that most of their edges lead to.

    A second round reaches what hangs on results only.
    """
    near: list[list[int]] = [[] for _ in range(count)]
    for one, other in pairs:
        near[one].append(other)
        near[other].append(one)
    for _ in range(2):
        open_ = [index for index in range(count) if tree.leaf[index] == NOWHERE]
        found = {}
        for index in open_:
            counted = Counter(tree.leaf[other] for other in near[index] if tree.leaf[other] != NOWHERE)
            if counted:
                found[index] = min(counted, key=lambda leaf: (-counted[leaf], leaf))
        for index, leaf in found.items():
            tree.leaf[index] = leaf
            tree.groups[leaf].members.append(index)


def _scores(
    tree: _Tree, pairs: NDArray[np.int64], nodes: Sequence[Node], edges: Sequence[Edge], number: dict[str, int]
) -> list[float]:
    """How telling a node is: ties within its region and papers that name it count for it, ties out of it against it."""
    ties, inner = [0] * len(nodes), [0] * len(nodes)
    for one, other in pairs.tolist():
        same = tree.leaf[one] == tree.leaf[other]
        for end in (one, other):
            ties[end] += 1
            inner[end] += same
    papers: list[set[str]] = [set() for _ in nodes]
    for edge in edges:
        for end in (edge.subject, edge.object):
            papers[number[end]].update(claim.paper for claim in edge.claims)
    return [
        inner[index] * inner[index] * (1 + len(papers[index])) / (1 + ties[index]) + ties[index] / 1000
        for index in range(len(nodes))
    ]


def _name(tree: _Tree, nodes: Sequence[Node], scores: Sequence[float]) -> None:
    """Give each group its three most telling names: things, not all of them methods where there is anything else."""
    best: list[list[int]] = [[] for _ in tree.groups]
    for index in sorted(range(len(nodes)), key=lambda i: (nodes[i].type in _SAID_BY, -scores[i], nodes[i].iri)):
        for place in ancestors(tree.groups, tree.leaf[index]):
            if len(best[place]) < 40:
                best[place].append(index)
    for one, candidates in zip(tree.groups, best, strict=True):
        chosen = candidates[:3]
        others = [index for index in candidates if nodes[index].type in ("task", "dataset")]
        if len(chosen) == 3 and others and all(nodes[index].type == "method" for index in chosen):
            chosen[2] = others[0]
        one.names = tuple(chosen)


_SAID_BY = ("paper", "metric", "hardware", "result")  # do not name a region while anything else can


def ancestors(groups: Sequence[Group], place: int) -> Iterator[int]:
    """The group itself, the one it lies in, and so on up to the root."""
    while place >= 0:
        yield place
        place = groups[place].parent
