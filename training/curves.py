"""Scores into confidences that mean what they say: isotonic regression (pool adjacent violators) of right on score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from benchmarks.scoring.facts import Fact
from kg.extract.calibration import Curve

FEWEST = 100  # facts of a type, predicate or kind for a curve of its own; others share that of their kind of fact
SUREST = 0.99  # no confidence is stated above it, or below one less it: the set is too small to know


def curves(found: Iterable[Fact]) -> dict[str, Curve]:
    """The curve by "entity method" and its like, and by "entity" for the types with few facts."""
    groups: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for fact in found:
        groups[fact.fact].append((fact.confidence, fact.right))
        groups[f"{fact.fact} {fact.key}"].append((fact.confidence, fact.right))
    return {name: isotonic(pairs) for name, pairs in sorted(groups.items()) if " " not in name or len(pairs) >= FEWEST}


def isotonic(pairs: Iterable[tuple[float, bool]]) -> Curve:
    """The rising curve nearest to the pairs of score and right: a point for each pool, at its mean score."""
    by_score: dict[float, list[bool]] = defaultdict(list)
    for score, right in pairs:
        by_score[score].append(right)
    pools: list[tuple[float, float, int]] = []  # sum of scores, of right, how many
    for score in sorted(by_score):
        pool = (score * len(by_score[score]), float(sum(by_score[score])), len(by_score[score]))
        while pools and pools[-1][1] / pools[-1][2] >= pool[1] / pool[2]:
            last = pools.pop()
            pool = (last[0] + pool[0], last[1] + pool[1], last[2] + pool[2])
        pools.append(pool)
    return tuple(
        (round(scores / count, 4), round(min(max(right / count, 1 - SUREST), SUREST), 4))
        for scores, right, count in pools
    )
