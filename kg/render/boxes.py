"""Where the regions of a map stand: in columns without overlap or holes, what is strongly tied side by side.

Only whole numbers are used, so that every machine finds the same places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import isqrt

Box = tuple[int, int, int, int]  # left, top, width, height
Ties = Mapping[tuple[int, int], int]

_ROUNDS = 30  # of exchanging boxes; two or three are enough for the few boxes there are


def columns(
    heights: Sequence[int], ties: Ties, *, width: int, gap: int, aspect: tuple[int, int], last: int = 0
) -> list[Box]:
    """Boxes of one width in columns of one height.

    Args:
        heights: what each box needs at least; in a column that is lower than the others boxes get more.
        ties: how strongly two boxes are tied, by their places in `heights`, the smaller first.
        width: of each box.
        gap: between two boxes.
        aspect: width and height that the whole is to have, as a ratio.
        last: so many boxes at the end stand at the end of the last column, whatever they are tied to.
    """
    if not heights:
        return []
    slots = _slots(heights, width, gap, aspect)
    order = _exchange(_begin(heights, slots, last), slots, ties, heights, last)
    return _stand(order, slots, heights, width, gap)


def _slots(heights: Sequence[int], width: int, gap: int, aspect: tuple[int, int]) -> list[tuple[int, int]]:
    """(column, row) of each place: as many columns as the aspect asks for, and one box more in some of them."""
    many = len(heights)
    area = sum(height + gap for height in heights) * (width + gap)
    across = max(1, min(many, (isqrt(area * aspect[0] // aspect[1]) + width // 2) // (width + gap)))
    rows, more = divmod(many, across)
    middle = across // 2
    # the longer columns stand in the middle, so that the whole looks round
    longer = set(sorted(range(across), key=lambda column: (abs(column - middle), column))[:more])
    return [(column, row) for column in range(across) for row in range(rows + (column in longer))]


def _begin(heights: Sequence[int], slots: Sequence[tuple[int, int]], last: int) -> list[int]:
    """A box for each slot: the highest in the middle, those that come last at the end."""
    free = len(heights) - last
    wide, high = max(column for column, _ in slots), max(row for _, row in slots)

    def out(slot: int) -> tuple[int, int]:
        column, row = slots[slot]
        return abs(2 * column - wide) * 2 + abs(2 * row - high), slot

    order = [-1] * len(slots)
    for box, slot in zip(
        sorted(range(free), key=lambda box: (-heights[box], box)), sorted(range(free), key=out), strict=True
    ):
        order[slot] = box
    order[free:] = range(free, len(heights))
    return order


def _exchange(
    order: list[int], slots: Sequence[tuple[int, int]], ties: Ties, heights: Sequence[int], last: int
) -> list[int]:
    """Exchange two boxes as long as that brings what is tied nearer together, and columns to one height."""
    most = max(ties.values(), default=1)
    weight = {pair: isqrt(10_000 * strength // most) for pair, strength in ties.items()}
    total = max(1, sum(heights) // (1 + max(column for column, _ in slots)))

    def cost(found: Sequence[int]) -> int:
        at = {box: slots[slot] for slot, box in enumerate(found)}
        far = sum(
            strength * ((at[a][0] - at[b][0]) ** 2 * 3 + (at[a][1] - at[b][1]) ** 2 * 2)
            for (a, b), strength in weight.items()
        )
        high: dict[int, int] = {}
        for box, (column, _) in at.items():
            high[column] = high.get(column, 0) + heights[box]
        return far + sum(abs(value - total) * 300 // total for value in high.values())

    best = cost(order)
    for _ in range(_ROUNDS):
        before = best
        for one, other in combinations(range(len(order) - last), 2):
            order[one], order[other] = order[other], order[one]
            found = cost(order)
            if found < best:
                best = found
            else:
                order[one], order[other] = order[other], order[one]
        if best == before:
            break
    return order


def _stand(
    order: Sequence[int], slots: Sequence[tuple[int, int]], heights: Sequence[int], width: int, gap: int
) -> list[Box]:
    """The boxes where they stand; what a column lacks to the highest is shared out among its boxes by their height."""
    held: dict[int, list[int]] = {}
    for slot, box in enumerate(order):
        held.setdefault(slots[slot][0], []).append(box)
    most = max(sum(heights[box] for box in boxes) + gap * (len(boxes) - 1) for boxes in held.values())
    found: list[Box] = [(0, 0, 0, 0)] * len(heights)
    for column, boxes in held.items():
        own = sum(heights[box] for box in boxes)
        room = most - gap * (len(boxes) - 1)
        top = 0
        for place, box in enumerate(boxes):
            height = heights[box] * room // own
            if place == len(boxes) - 1:
                height = most - top
            found[box] = (column * (width + gap), top, width, height)
            top += height + gap
    return found
