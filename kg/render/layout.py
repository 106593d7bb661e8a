"""Where the nodes stand: the same places for the same graph, on every machine.

Only additions, multiplications, divisions and square roots are used, which IEEE 754 rounds the same everywhere; a
layout amplifies the last bit of a sine or of a vectorised sum into another picture.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from math import floor, sqrt

# the golden angle as a rotation: points of a sunflower, evenly spread without a direction that stands out
_TURN = complex(-0.7373688780783197, 0.6754902942615238)
_PAIRS = 1_500_000  # how many pairs of neighbours may be looked at in all; bounds the time to a few seconds


@dataclass(frozen=True, slots=True)
class Box:
    """The room a node and its label need, in the units of the picture."""

    width: float
    height: float


@dataclass(slots=True)
class _Body:
    x: float
    y: float
    box: Box
    dx: float = 0.0
    dy: float = 0.0


def place(boxes: Sequence[Box], edges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """A position for each node: what is joined stands near, no two boxes overlap, components are packed side by side.

    Args:
        boxes: the room each node needs; nodes are named by their index.
        edges: pairs of nodes, in any order and direction.
    """
    near: list[set[int]] = [set() for _ in boxes]
    for one, other in edges:
        if one != other:
            near[one].add(other)
            near[other].add(one)
    links = [sorted(others) for others in near]
    placed: list[tuple[int, int]] = [(0, 0)] * len(boxes)
    pieces = [(members, _settle(members, boxes, links)) for members in _components(links)]
    for (members, bodies), (left, top) in zip(pieces, _pack([_extent(b) for _, b in pieces]), strict=True):
        west, north, _, _ = _extent(bodies)
        for member, body in zip(members, bodies, strict=True):
            placed[member] = (round(body.x - west + left), round(body.y - north + top))
    return placed


def attach(
    placed: Sequence[tuple[int, int]], boxes: Sequence[Box], edges: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Positions for nodes that join a picture later: each in the nearest free room beside a neighbour.

    Args:
        placed: where the first nodes stand; they stay there.
        boxes: the room each node needs, of the placed ones and then of those to come.
        edges: pairs of nodes.
    """
    if len(placed) == len(boxes):
        return list(placed)
    width, height = max(box.width for box in boxes), max(box.height for box in boxes)
    near: defaultdict[int, list[int]] = defaultdict(list)
    for one, other in edges:
        near[one].append(other)
        near[other].append(one)
    spots = dict(enumerate(placed))
    # a box seldom stands in the middle of a cell: it takes every cell it reaches into
    taken = {
        (floor(x / width + right), floor(y / height + below)) for x, y in placed for right in (0, 1) for below in (0, 1)
    }
    bottom = max((row for _, row in taken), default=0) + 2
    rings: defaultdict[tuple[int, int], Iterator[tuple[int, int]]] = defaultdict(_around)
    queue = list(range(len(placed)))
    pending = set(range(len(placed), len(boxes)))
    position = 0
    while pending:
        if position == len(queue):
            start = min(pending)
            pending.remove(start)
            spots[start] = _free((0, bottom), taken, rings, width, height)
            queue.append(start)
        node = queue[position]
        position += 1
        x, y = spots[node]
        for other in sorted(near[node]):
            if other in pending:
                pending.remove(other)
                spots[other] = _free((round(x / width), round(y / height)), taken, rings, width, height)
                queue.append(other)
    return [spots[node] for node in range(len(boxes))]


def _free(
    cell: tuple[int, int],
    taken: set[tuple[int, int]],
    rings: defaultdict[tuple[int, int], Iterator[tuple[int, int]]],
    width: float,
    height: float,
) -> tuple[int, int]:
    """The nearest cell that nothing stands in; the search goes on where the last one from the same cell ended."""
    for across, down in rings[cell]:
        found = (cell[0] + across, cell[1] + down)
        if found not in taken:
            taken.add(found)
            return round(found[0] * width), round(found[1] * height)
    raise AssertionError("the plane has no end")


def _around() -> Iterator[tuple[int, int]]:
    for ring in count(1):
        for step in range(-ring, ring + 1):
            yield from ((step, -ring), (step, ring))
        for step in range(1 - ring, ring):
            yield from ((-ring, step), (ring, step))


def _components(links: Sequence[Sequence[int]]) -> list[list[int]]:
    """Breadth first from the best connected node, the largest component first."""
    seen = [False] * len(links)
    found = []
    for start in sorted(range(len(links)), key=lambda node: (-len(links[node]), node)):
        if seen[start]:
            continue
        seen[start] = True
        members = [start]
        for node in members:
            for other in links[node]:
                if not seen[other]:
                    seen[other] = True
                    members.append(other)
        found.append(members)
    return sorted(found, key=lambda members: (-len(members), members[0]))


def _settle(members: list[int], boxes: Sequence[Box], links: Sequence[Sequence[int]]) -> list[_Body]:
    """Springs along the edges and repulsion between neighbours in space, cooled; then overlaps are pushed apart."""
    index = {node: position for position, node in enumerate(members)}
    length = sum(sqrt(boxes[node].width * boxes[node].height) for node in members) / len(members) * 1.4
    bodies = []
    turn = complex(1, 0)
    for position, node in enumerate(members):
        reach = length * sqrt(position)
        bodies.append(_Body(turn.real * reach * 1.3, turn.imag * reach * 0.9, boxes[node]))
        turn *= _TURN
    springs = [(index[a], index[b]) for a in members for b in links[a] if a < b]
    degree = [len(links[node]) for node in members]
    many = len(bodies)
    rounds = max(15, min(220, _PAIRS // max(1, min(many * many // 2, many * 45))))
    for step in range(rounds if many > 2 else 0):
        heat = length * 1.6 * (1 - step / rounds) + 1
        _repel(bodies, length)
        for a, b in springs:
            one, other = bodies[a], bodies[b]
            x, y = other.x - one.x, other.y - one.y
            # a hub's many springs pull less each, or everything it touches falls into one heap
            pull = sqrt(x * x + y * y) / length / sqrt(min(degree[a], degree[b]))
            one.dx += x * pull
            one.dy += y * pull
            other.dx -= x * pull
            other.dy -= y * pull
        for body in bodies:
            body.dx -= body.x * 0.012
            body.dy -= body.y * 0.030
            move = sqrt(body.dx * body.dx + body.dy * body.dy)
            if move > 0:
                share = min(move, heat) / move
                body.x += body.dx * share
                body.y += body.dy * share
            body.dx = body.dy = 0.0
    _widen(bodies)
    _separate(bodies)
    return bodies


def _widen(bodies: list[_Body]) -> None:
    """Screens are wide and so are labels: stretch sideways what came out narrow."""
    west, north, east, south = _extent(bodies)
    stretch = max(1.0, min(2.0, 1.6 * (south - north) / (east - west)))
    for body in bodies if len(bodies) > 8 else ():
        body.x *= stretch


def _repel(bodies: list[_Body], length: float) -> None:
    strength = length * length
    far = (length * 3.2) ** 2

    def push(one: _Body, other: _Body) -> None:
        x, y = one.x - other.x, one.y - other.y
        squared = x * x + y * y + 0.01
        if squared < far:
            force = strength / squared
            one.dx += x * force
            one.dy += y * force
            other.dx -= x * force
            other.dy -= y * force

    _each_pair(bodies, length * 3.2, push)


def _separate(bodies: list[_Body]) -> None:
    """Push overlapping boxes apart along the shorter way until none overlap (or it has gone on for long)."""
    size = max(max(body.box.width, body.box.height) for body in bodies)
    for _ in range(120 if len(bodies) < 2500 else 40):
        moved = False

        def push(one: _Body, other: _Body) -> None:
            nonlocal moved
            x, y = other.x - one.x, other.y - one.y
            wide = (one.box.width + other.box.width) / 2 - abs(x)
            high = (one.box.height + other.box.height) / 2 - abs(y)
            if wide <= 0.5 or high <= 0.5:
                return
            moved = True
            if wide < high:
                shift = wide * 0.52 * (1 if x >= 0 else -1)
                one.x -= shift
                other.x += shift
            else:
                shift = high * 0.52 * (1 if y >= 0 else -1)
                one.y -= shift
                other.y += shift

        _each_pair(bodies, size, push)
        if not moved:
            return


def _each_pair(bodies: list[_Body], size: float, act: Callable[[_Body, _Body], None]) -> None:
    """Call `act` for every two bodies in the same or in touching cells of a grid."""
    cells: defaultdict[tuple[int, int], list[_Body]] = defaultdict(list)
    for body in bodies:
        cells[int(body.x // size), int(body.y // size)].append(body)
    for (column, row), here in cells.items():
        for position, one in enumerate(here):
            for other in here[position + 1 :]:
                act(one, other)
        for beside in ((1, 0), (-1, 1), (0, 1), (1, 1)):
            for other in cells.get((column + beside[0], row + beside[1]), ()):
                for one in here:
                    act(one, other)


def _extent(bodies: Sequence[_Body]) -> tuple[float, float, float, float]:
    return (
        min(body.x - body.box.width / 2 for body in bodies),
        min(body.y - body.box.height / 2 for body in bodies),
        max(body.x + body.box.width / 2 for body in bodies),
        max(body.y + body.box.height / 2 for body in bodies),
    )


def _pack(extents: Sequence[tuple[float, float, float, float]]) -> Iterator[tuple[float, float]]:
    """Left upper corners, in the order given: in shelves of about the width of a screen, and in columns within them."""
    gap = 40.0
    sizes = [(east - west + gap, south - north + gap) for west, north, east, south in extents]
    area = sum(width * height for width, height in sizes)
    limit = max([sqrt(area * 1.8), *(width for width, _ in sizes)]) * 1.05
    top = shelf = left = column = down = 0.0
    for width, height in sizes:
        if down + height > shelf or (width > column and left + width > limit):
            left, column, down = left + column, 0.0, 0.0
        if left and left + width > limit:
            top, left, shelf = top + shelf, 0.0, 0.0
        yield left, top + down
        column, shelf, down = max(column, width), max(shelf, down + height), down + height
