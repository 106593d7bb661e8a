"""How far a figure would move with other papers: percentile bootstrap over papers (Efron 1979)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from benchmarks.scoring.tally import Figure, Tally

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

Interval = tuple[float, float]


def intervals(tallies: Sequence[Tally], *, samples: int, seed: int, level: float = 0.95) -> dict[Figure, Interval]:
    """The interval of each figure's F1, from as many papers drawn with replacement, so many times.

    Args:
        tallies: the figures of each paper.
        samples: how often papers are drawn.
        seed: of the draws; the same seed gives the same intervals.
        level: the share of draws that lie within the interval.
    """
    import numpy

    if not tallies:
        return {}
    figures = sorted({figure for one in tallies for figure in one})
    table = numpy.zeros((len(tallies), len(figures), 3))
    for k, one in enumerate(tallies):
        for j, figure in enumerate(figures):
            if figure in one:
                table[k, j] = one[figure].right, one[figure].wrong, one[figure].missed
    draws = numpy.random.default_rng(seed).multinomial(len(tallies), [1 / len(tallies)] * len(tallies), samples)
    scores = _f1(numpy.tensordot(draws.astype(float), table, axes=1))
    low, high = numpy.quantile(scores, ((1 - level) / 2, (1 + level) / 2), axis=0)
    return {figure: (float(low[j]), float(high[j])) for j, figure in enumerate(figures)}


def _f1(counts: NDArray[numpy.float64]) -> NDArray[numpy.float64]:
    """F1 is twice what is right over twice that, what is wrong and what is missed."""
    import numpy

    right, wrong, missed = (counts[..., k] for k in range(3))
    whole = 2 * right + wrong + missed
    return numpy.divide(2 * right, whole, out=numpy.zeros_like(whole), where=whole > 0)
