"""Thresholds with a guarantee: Learn then Test (Angelopoulos, Bates, Candès, Jordan, Lei 2021) for one kind of fact.

A threshold keeps the facts that are at least so sure. Facts of one paper are not independent, so papers are what is
counted: the error of a threshold is the share of wrong facts among those kept of a paper, on average over the papers
that keep any. For each threshold, from the surest down, a p-value tests that its error is above what is allowed;
testing stops at the first that is not rejected (fixed-sequence testing), and the last one rejected is chosen. Then
with probability 1 - delta over the draw of papers the error of the chosen one is within what is allowed.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

Judged = tuple[str, float, bool]  # paper, confidence, right
STEPS = tuple(k / 100 for k in range(100, -1, -1))  # the thresholds that are tried: confidences have two digits


@dataclass(frozen=True, slots=True)
class Kept:
    """What a threshold keeps: from how many papers, how many facts, how many wrong, and the mean error of a paper."""

    threshold: float
    papers: int
    facts: int
    wrong: int
    error: float


def kept(found: Iterable[Judged], threshold: float) -> Kept:
    """Count what a threshold keeps."""
    return _counted(threshold, (fact for fact in found if fact[1] >= threshold))


def _counted(threshold: float, found: Iterable[Judged]) -> Kept:
    by_paper: dict[str, list[bool]] = defaultdict(list)
    for paper, _, right in found:
        by_paper[paper].append(right)
    facts = sum(len(one) for one in by_paper.values())
    correct = sum(sum(one) for one in by_paper.values())
    error = math.fsum(1 - sum(one) / len(one) for one in by_paper.values()) / max(1, len(by_paper))
    return Kept(threshold, len(by_paper), facts, facts - correct, error)


def choose(found: Iterable[Judged], max_error: float, delta: float) -> Kept | None:
    """The lowest threshold that the guarantee holds for, or None where there is none.

    Args:
        found: facts of one kind with their papers.
        max_error: the largest error that is allowed, between 0 and 1.
        delta: how probable it may be that the error is larger.
    """
    ordered = sorted(found, key=lambda fact: -fact[1])
    steps = list(_steps(ordered))
    # where testing starts may depend on how many papers are kept, never on what is right: it is the first threshold
    # that passes in spite of one wrong paper, or where there are too few papers, the first that can pass at all
    start = min((_first(steps, wrong, max_error, delta) for wrong in (0, 1)), key=lambda k: (k == len(steps), -k))
    chosen = None
    for threshold, facts, _ in steps[start:]:
        one = _counted(threshold, ordered[:facts])
        if p_value(one, max_error) > delta:
            break
        chosen = one
    return chosen


def _steps(ordered: Sequence[Judged]) -> Iterator[tuple[float, int, int]]:
    """The thresholds that are tried, with how many facts, and of how many papers, each keeps."""
    papers: set[str] = set()
    place = 0
    for threshold in STEPS:
        before = place
        while place < len(ordered) and ordered[place][1] >= threshold:
            papers.add(ordered[place][0])
            place += 1
        if place > before:
            yield threshold, place, len(papers)


def _first(steps: Sequence[tuple[float, int, int]], wrong: int, max_error: float, delta: float) -> int:
    passing = (
        k for k, (_, _, papers) in enumerate(steps) if hoeffding_bentkus(wrong / papers, papers, max_error) <= delta
    )
    return next(passing, len(steps))


def p_value(one: Kept, max_error: float) -> float:
    """How probable what was kept would at most be, were the error of a paper, or of a fact, above what is allowed.

    The first is the guarantee; the second, which takes facts as independent, keeps papers with many facts in check.
    """
    by_paper = hoeffding_bentkus(one.error, one.papers, max_error)
    return max(by_paper, binomial_below(one.wrong, one.facts, max_error))


def hoeffding_bentkus(mean: float, count: int, allowed: float) -> float:
    """The p-value for independent losses from 0 to 1 of this mean: is their expectation above `allowed`?

    Bates, Angelopoulos, Lei, Malik, Jordan 2021: the smaller of Hoeffding's and Bentkus's bound.
    """
    if not count or mean >= allowed:
        return 1.0
    losses = math.ceil(count * mean - 1e-9)  # a sum that rounding put above a whole number counts as that
    return min(math.exp(-count * _divergence(mean, allowed)), math.e * binomial_below(losses, count, allowed))


def _divergence(a: float, b: float) -> float:
    """Kullback-Leibler divergence between two Bernoulli variables."""
    first = a * math.log(a / b) if a > 0 else 0.0
    return first + (1 - a) * math.log((1 - a) / (1 - b))


def binomial_below(wrong: int, count: int, share: float) -> float:
    """The probability of at most so many wrong of so many, each wrong with probability `share` on its own."""
    if wrong >= count:
        return 1.0
    ways = (
        math.lgamma(count + 1)
        - math.lgamma(k + 1)
        - math.lgamma(count - k + 1)
        + k * math.log(share)
        + (count - k) * math.log1p(-share)
        for k in range(wrong + 1)
    )
    return min(1.0, math.fsum(map(math.exp, ways)))
