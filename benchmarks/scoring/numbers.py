"""When a number is right: value, unit and metric are. How much more of it is right has degrees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from benchmarks.scoring.names import alike, number_key, same_name, unit_key, words
from benchmarks.scoring.papers import Paper, Result

MEASURED = ("dataset", "baseline", "hardware")
# metrics that a text leaves unnamed may be called by any of these
SYNONYMS = (
    frozenset(
        ("speedup", "speed-up", "acceleration", "faster", "speed", "throughput", "latency", "runtime", "time",
         "latency reduction", "inference speed", "training speed", "relative speedup")
    ),
    frozenset(("accuracy", "performance", "improvement", "score", "points", "accuracy gain", "relative improvement")),
    frozenset(("memory", "memory usage", "memory footprint", "memory consumption", "memory reduction")),
    frozenset(("cost", "training cost", "compute", "flops")),
    frozenset(("parameters", "model size", "size", "scale")),
)  # fmt: skip
ALIKE = 0.34  # the share of words that two fillers of a slot must share


class Right(IntEnum):
    """How much of a number is right, each with what stands before it."""

    FOUND = 0  # value, unit and metric
    FULL = 1  # dataset, baseline and hardware where the annotator has them
    EVERY_SLOT = 2  # the method too, and no dataset, baseline or hardware where the annotator has none


@dataclass(frozen=True, slots=True)
class Match:
    """A number of the annotator's, the one said that is it, and how much of that is right."""

    wanted: Result
    said: Result
    right: Right


@dataclass(frozen=True, slots=True)
class Pair:
    """A number of the annotator's beside one that was said, each with its paper."""

    gold: Paper
    wanted: Result
    said_in: Paper
    said: Result

    def same_filler(self, slot: str) -> bool:
        """Whether the slot is filled alike; an empty slot of the annotator's takes anything."""
        a, b = self._names(slot)
        return not a or _same_words(a, b)

    def same_metric(self) -> bool:
        """Whether the metric is called alike, or by synonyms."""
        if self.same_filler("metric"):
            return True
        a, b = ({name.casefold() for name in names}.union(*map(words, names)) for names in self._names("metric"))
        return any(not family.isdisjoint(a) and not family.isdisjoint(b) for family in SYNONYMS)

    def same_method(self) -> bool:
        """Whether the method is; a paper's own method has many names."""
        own = self.wanted.slots.get("method") in self.gold.proposed
        return self.same_filler("method") or (own and self.said.slots.get("method") in self.said_in.proposed)

    def same_number(self) -> bool:
        """Whether value, unit and metric are the same."""
        a, b = self.wanted, self.said
        if number_key(a.value) != number_key(b.value) or unit_key(a.unit) != unit_key(b.unit):
            return False
        return self.same_metric()

    def right(self) -> Right:
        """How much is right, of a number that is the same."""
        if not all(self.same_filler(slot) for slot in MEASURED):
            return Right.FOUND
        nothing_added = all(self.wanted.slots.get(slot) or not self.said.slots.get(slot) for slot in MEASURED)
        return Right.EVERY_SLOT if self.same_method() and nothing_added else Right.FULL

    def _names(self, slot: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        wanted, said = self.wanted.slots.get(slot), self.said.slots.get(slot)
        return self.gold.words(wanted), self.said_in.words(said)


def _same_words(a: Sequence[str], b: Sequence[str]) -> bool:
    return same_name(a, b) or alike(a, b, ALIKE)


def matches(gold: Paper, said: Paper) -> list[Match]:
    """Each number said with the annotated one that it is, if any: of several, the one it gets most right."""
    found: list[Match] = []
    left = list(gold.results)
    for result in said.results:
        pairs = [Pair(gold, wanted, said, result) for wanted in left]
        same = [pair for pair in pairs if pair.same_number()]
        if same:
            best = max(same, key=Pair.right)
            left = [wanted for wanted in left if wanted is not best.wanted]
            found.append(Match(best.wanted, result, best.right()))
    return found


def same_kind(match: Match) -> bool:
    """Whether kind and direction are the annotator's."""
    return (match.said.kind, match.said.direction) == (match.wanted.kind, match.wanted.direction)


__all__ = ["Match", "Pair", "Right", "matches", "same_kind"]
