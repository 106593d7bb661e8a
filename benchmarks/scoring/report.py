"""All figures of an extractor on an annotated file, as values, as JSON and as a table for people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from benchmarks.scoring.bootstrap import Interval, intervals
from benchmarks.scoring.evidence import checks
from benchmarks.scoring.facts import FACTS, Band, Fact, coverage, facts, reliability
from benchmarks.scoring.papers import Paper, joined
from benchmarks.scoring.tally import WHOLE, Count, Figure, Tally, added, tally

PRECISION = 0.95  # at which the share of facts kept is measured
NOTHING = Paper("", "")  # what was said of a paper that was not read


@dataclass(frozen=True, slots=True)
class Report:
    """The figures. `kept` and `reliability` are by kind of fact, `evidence` by what was checked."""

    papers: int
    unread: int
    counts: Tally
    intervals: dict[Figure, Interval]
    evidence: dict[str, tuple[int, int]]
    facts: tuple[Fact, ...]
    kept: dict[str, float]
    reliability: dict[str, list[Band]]


def report(gold: Sequence[Paper], said: Sequence[Paper], *, samples: int = 1000, seed: int = 1) -> Report:
    """Score what was said against what is annotated; see `benchmarks.scoring.bootstrap` for samples and seed."""
    pairs = [(wanted, found or NOTHING) for wanted, found in joined(gold, said)]
    tallies = [tally(wanted, found) for wanted, found in pairs]
    every = tuple(fact for wanted, found in pairs for fact in facts(wanted, found))
    shown: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for wanted, found in pairs:
        for check in checks(wanted, found):
            passed, all_ = shown[check.name]
            shown[check.name] = passed + check.passed, all_ + 1
    by_fact = {name: [fact for fact in every if fact.fact == name] for name in FACTS}
    return Report(
        len(pairs),
        sum(found is NOTHING for _, found in pairs),
        added(tallies),
        intervals(tallies, samples=samples, seed=seed),
        dict(shown),
        every,
        {name: coverage(found, PRECISION) for name, found in by_fact.items()},
        {name: reliability(found) for name, found in by_fact.items()},
    )


def as_json(made: Report) -> dict[str, Any]:
    """The report as JSON: figures by name, parts as "entities method"."""

    def figure(key: Figure, count: Count) -> dict[str, Any]:
        low, high = made.intervals.get(key, (0.0, 0.0))
        scores = {"p": count.precision, "r": count.recall, "f1": count.f1, "low": low, "high": high}
        return {**scores, "tp": count.right, "fp": count.wrong, "fn": count.missed}

    return {
        "papers": made.papers,
        "unread": made.unread,
        "figures": {" ".join(filter(None, key)): figure(key, made.counts[key]) for key in _ordered(made.counts)},
        "evidence": {name: {"passed": passed, "of": all_} for name, (passed, all_) in made.evidence.items()},
        f"kept at {PRECISION} precision": made.kept,
        "reliability": {name: [asdict(band) for band in bands] for name, bands in made.reliability.items()},
    }


def _ordered(counts: Tally) -> list[Figure]:
    names = (*WHOLE, "slots")
    return sorted((key for key in counts if key[0] in names), key=lambda key: (names.index(key[0]), key[1]))


def as_text(made: Report) -> Iterator[str]:
    """The report as lines of a table."""
    yield f"{made.papers} papers, {made.unread} of them not read"
    yield f"{'':24}{'precision':>9}{'recall':>8}{'F1':>7}  {'95 % interval':15}{'right':>6}{'wrong':>7}{'missed':>7}"
    for name, parts in groupby(_ordered(made.counts), key=itemgetter(0)):
        if name == "slots":
            yield "slots of numbers found"
        for key in parts:
            yield _line(key, made.counts[key], made.intervals.get(key))
    yield ""
    for name, (passed, all_) in made.evidence.items():
        yield f"{name}: {passed / all_:.3f} ({passed} of {all_})"
    yield ""
    for name, share in made.kept.items():
        yield f"kept at {PRECISION:.0%} precision, {name}: {share:.2f}"
    for name, bands in made.reliability.items():
        yield ""
        yield f"{name:9}{'confidence':>12}{'stated':>8}{'right':>7}{'facts':>7}"
        for band in bands:
            place = f"{band.low:.2f}-{band.high:.2f}"
            yield f"{'':9}{place:>12}{band.stated:8.2f}{band.right:7.2f}{band.facts:7}"


def _line(key: Figure, count: Count, interval: Interval | None) -> str:
    name, part = key
    label = f"  {part}" if part else name
    if name == "kind":  # of the numbers found: there is no recall
        return f"{label:24}{count.precision:9.3f}{'':32}{count.right:6}{count.wrong:7}"
    low, high = interval or (0.0, 0.0)
    scores = f"{count.precision:9.3f}{count.recall:8.3f}{count.f1:7.3f}  {f'{low:.3f}-{high:.3f}':15}"
    return f"{label:24}{scores}{count.right:6}{count.wrong:7}{count.missed:7}"
