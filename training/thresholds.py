"""A threshold for each predicate and kind of number, and how such thresholds keep their promise on other papers."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.scoring.facts import Fact
from training.risk import Judged, Kept, choose, kept

Groups = Mapping[str, Sequence[Judged]]
NAMES = {"relation": "all edges", "result": "all numbers"}


def by_key(found: Iterable[Fact]) -> dict[str, list[Judged]]:
    """Edges by predicate and numbers by kind, in order of name."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for fact in found:
        if fact.fact in NAMES:
            groups[fact.key].append((fact.paper, fact.confidence, fact.right))
    return dict(sorted(groups.items()))


def by_fact(found: Iterable[Fact]) -> dict[str, list[Judged]]:
    """All edges and all numbers."""
    groups: dict[str, list[Judged]] = {name: [] for name in NAMES.values()}
    for fact in found:
        if fact.fact in NAMES:
            groups[NAMES[fact.fact]].append((fact.paper, fact.confidence, fact.right))
    return groups


def fitted(found: Sequence[Fact], level: float, delta: float, *, together: bool) -> dict[str, float | None]:
    """The threshold of each key, None where none can promise the level.

    Args:
        found: facts with confidences as they are given out.
        level: the largest share of wrong facts.
        delta: how probable it may be that the share is larger.
        together: promise it of all edges, and of all numbers, by one threshold each; else of each key on its own.
    """
    if not together:
        return {key: _threshold(group, level, delta) for key, group in by_key(found).items()}
    chosen = {name: _threshold(group, level, delta) for name, group in by_fact(found).items()}
    names = {fact.key: NAMES[fact.fact] for fact in found if fact.fact in NAMES}
    return {key: chosen[name] for key, name in sorted(names.items())}


def _threshold(group: Sequence[Judged], level: float, delta: float) -> float | None:
    chosen = choose(group, level, delta)
    return chosen.threshold if chosen else None


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
    found: Sequence[Fact], level: float, delta: float, *, together: bool, splits: int, seed: int
) -> dict[str, Trial]:
    """Fit thresholds on a random half of the papers and try them on the other, so many times."""
    papers = sorted({fact.paper for fact in found})
    order = random.Random(seed)  # noqa: S311 - draws, not secrets
    keys = {name: sorted({f.key for f in found if f.fact == fact}) for fact, name in NAMES.items()}
    trials = {key: Trial() for key in (*by_key(found), *keys)}
    for _ in range(splits):
        half = set(order.sample(papers, len(papers) // 2))
        least = fitted([fact for fact in found if fact.paper in half], level, delta, together=together)
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
