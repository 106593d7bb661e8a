"""A threshold for each predicate and kind of number, and how such thresholds keep their promise on other papers."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.scoring.facts import Fact
from kg.extract.calibration import Curve, calibrated
from training.risk import STEPS, Judged, Kept, choose, kept

NAMES = {"relation": "all edges", "result": "all numbers"}


def by_key(found: Iterable[Fact]) -> dict[str, list[Judged]]:
    """Edges by predicate and numbers by kind, in order of name."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for fact in found:
        if fact.fact in NAMES:
            groups[fact.key].append((fact.paper, fact.confidence, fact.right))
    return dict(sorted(groups.items()))


def fitted(
    found: Sequence[Fact], level: float, delta: float, *, together: bool, lines: Mapping[str, Curve]
) -> dict[str, float | None]:
    """The threshold of each key, None where none can promise the level.

    Args:
        found: facts with confidences as they are given out.
        level: the largest share of wrong facts.
        delta: how probable it may be that the share is larger.
        together: promise it of all edges, and of all numbers; else of each key on its own.
        lines: curves that make confidences of several keys comparable, fitted on other papers (`training.curves`).
            Together, all keys are cut where facts are equally probable to be right.
    """
    if not together:
        return {key: _threshold(group, level, delta) for key, group in by_key(found).items()}
    groups: dict[str, list[Judged]] = {fact: [] for fact in NAMES}
    for one in found:
        if one.fact in NAMES:
            sure = calibrated(lines, one.fact, one.key, one.confidence)
            groups[one.fact].append((one.paper, sure, one.right))
    least = {fact: _threshold(group, level, delta) for fact, group in groups.items()}
    keys = sorted({(one.key, one.fact) for one in found if one.fact in NAMES})
    return {key: _stated(lines, fact, key, least[fact]) for key, fact in keys}


def _threshold(group: Sequence[Judged], level: float, delta: float) -> float | None:
    chosen = choose(group, level, delta)
    return chosen.threshold if chosen else None


def _stated(lines: Mapping[str, Curve], fact: str, key: str, least: float | None) -> float | None:
    """The least confidence as it is given out that the curve puts at so much; None where it does at none."""
    rising = reversed(STEPS)
    reached = (step for step in rising if least is not None and calibrated(lines, fact, key, step) >= least)
    return next(reached, None)


def shares(found: Sequence[Fact], least: Mapping[str, float | None]) -> dict[str, float]:
    """The share of the facts of each key that thresholds keep."""
    made = {}
    for key, group in by_key(found).items():
        threshold = least.get(key)
        made[key] = 0.0 if threshold is None else round(kept(group, threshold).facts / len(group), 3)
    return made


@dataclass(slots=True)
class Trial:
    """What the splits gave for a key, or all edges or numbers.

    `kept_any` counts the splits in which anything was kept, `above` those in which more of it was wrong than the level
    allows; `share` adds up the shares of facts kept.
    """

    kept_any: int = 0
    above: int = 0
    share: float = 0.0

    def count(self, kept_: Sequence[Kept], every: int, level: float) -> None:
        """Add what one split kept of so many facts."""
        facts = sum(one.facts for one in kept_)
        if facts:
            self.kept_any += 1
            self.above += sum(one.wrong for one in kept_) > level * facts
            self.share += facts / every


def resampled(
    found: Sequence[Fact],
    level: float,
    delta: float,
    *,
    together: bool,
    lines: Mapping[str, Curve],
    splits: int,
    seed: int,
) -> dict[str, Trial]:
    """Fit thresholds on a random half of the papers and try them on the other, so many times."""
    papers = sorted({fact.paper for fact in found})
    order = random.Random(seed)  # noqa: S311 - draws, not secrets
    keys = {name: sorted({f.key for f in found if f.fact == fact}) for fact, name in NAMES.items()}
    trials = {key: Trial() for key in (*by_key(found), *keys)}
    for _ in range(splits):
        half = set(order.sample(papers, len(papers) // 2))
        least = fitted([fact for fact in found if fact.paper in half], level, delta, together=together, lines=lines)
        other = by_key(fact for fact in found if fact.paper not in half)
        tried = {
            key: kept(group, threshold) for key, group in other.items() if (threshold := least.get(key)) is not None
        }
        for key, one in tried.items():
            trials[key].count([one], len(other[key]), level)
        for name, members in keys.items():
            every = sum(len(other.get(key, ())) for key in members)
            trials[name].count([tried[key] for key in members if key in tried], every, level)
    return trials
