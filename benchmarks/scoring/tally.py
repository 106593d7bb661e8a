"""Right, wrong and missed facts, figure by figure: what of one paper adds up over all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.scoring import entities, numbers
from benchmarks.scoring.edges import edges
from benchmarks.scoring.numbers import Pair, Right
from benchmarks.scoring.papers import SLOTS, Paper

# what a figure is of, and the part of it: a type, predicate, slot or kind of number; "" for the whole
Figure = tuple[str, str]
NO_KIND = "no kind"  # the part of numbers of which nobody says what kind they are
WHOLE = (
    "entities",
    "entities (overlap)",
    "relations",
    "relations (exact)",
    "results",
    "results (full)",
    "results (every slot)",
    "kind",
)


@dataclass(slots=True)
class Count:
    """How many facts are right, wrong and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __iadd__(self, other: Count) -> Count:
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed
        return self

    @property
    def precision(self) -> float:
        """The share of what was said that is right; 0 where nothing was."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """The share of what should be found that was; 0 where there is nothing."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


Tally = defaultdict[Figure, Count]


def tally(gold: Paper, said: Paper) -> Tally:
    """All figures of one paper."""
    counts: Tally = defaultdict(Count)
    _entities(counts, gold, said)
    _edges(counts, gold, said)
    _numbers(counts, gold, said)
    return counts


def added(tallies: Iterable[Tally]) -> Tally:
    """The figures of several papers together; those of WHOLE are there even where nothing was counted."""
    total: Tally = defaultdict(Count, {(name, ""): Count() for name in WHOLE})
    for one in tallies:
        for figure, count in one.items():
            total[figure] += count
    return total


def _entities(counts: Tally, gold: Paper, said: Paper) -> None:
    for name, tests, by_type in (
        ("entities", (entities.strict,), True),
        ("entities (overlap)", (entities.strict, entities.loose), False),
    ):
        pairs = entities.matches(gold, said, *tests)
        found = set(pairs.values())
        for entity in said.entities:
            wanted = gold.by_id.get(pairs.get(entity.id, ""))
            if wanted is None or not wanted.optional:
                count = Count(right=int(wanted is not None), wrong=int(wanted is None))
                _count(counts, name, entity.type if by_type else "", count)
        for entity in gold.entities:
            if not entity.optional and entity.id not in found:
                _count(counts, name, entity.type if by_type else "", Count(missed=1))


def _edges(counts: Tally, gold: Paper, said: Paper) -> None:
    for name, exact in (("relations", False), ("relations (exact)", True)):
        compared = edges(gold, said, exact=exact)
        for triples, count in (
            (compared.right(), Count(right=1)),
            (compared.wrong(), Count(wrong=1)),
            (compared.missed(), Count(missed=1)),
        ):
            for _, predicate, _ in triples:
                _count(counts, name, predicate if exact else "", count)


def _numbers(counts: Tally, gold: Paper, said: Paper) -> None:
    found = numbers.matches(gold, said)
    for name, least in (
        ("results", Right.FOUND),
        ("results (full)", Right.FULL),
        ("results (every slot)", Right.EVERY_SLOT),
    ):
        by_kind = [match for match in found if match.right >= least]
        for match in by_kind:
            _count(counts, name, match.wanted.kind or NO_KIND, Count(right=1))
        right = {id(match.wanted) for match in by_kind} | {id(match.said) for match in by_kind}
        for result in gold.results:
            if id(result) not in right:
                _count(counts, name, result.kind or NO_KIND, Count(missed=1))
        for result in said.results:
            if id(result) not in right:
                _count(counts, name, result.kind or NO_KIND, Count(wrong=1))
    for match in found:
        if match.wanted.kind:
            same = numbers.same_kind(match)
            _count(counts, "kind", match.wanted.kind, Count(right=int(same), wrong=int(not same)))
        for slot in SLOTS:
            if slot != "metric":  # that of a number found is right
                counts["slots", slot] += _slot(Pair(gold, match.wanted, said, match.said), slot)


def _slot(pair: Pair, slot: str) -> Count:
    wanted, said = bool(pair.wanted.slots.get(slot)), bool(pair.said.slots.get(slot))
    same = pair.same_method() if slot == "method" else pair.same_filler(slot)
    right = wanted and said and same
    return Count(int(right), int(said and not right), int(wanted and not right))


def _count(counts: Tally, name: str, part: str, count: Count) -> None:
    counts[name, ""] += count
    if part:
        counts[name, part] += count
