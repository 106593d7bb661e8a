"""Which numbers are reported results, and what fills their slots."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.annotated import Annotated, Numeral
from kg.extract.neural.model import labels, softmax
from kg.extract.neural.reader import NONE, TEXT, Readings, words
from kg.extract.text.polarity import polarity
from kg.extract.thresholds import threshold
from kg.model import Direction, Evidence, Kind, Polarity, Result

if TYPE_CHECKING:
    from kg.extract.neural.model import Table

Filler = int | str | None  # a candidate, words, or nothing

# the types of things that may fill a slot; the others: methods and datasets
_FILLERS = {"metric": ("metric",), "hardware": ("hardware",), "task": ("task",), "baseline": ("method",)}
_OTHERWISE = ("method", "dataset")
_TYPE_LEAST = 0.1  # probability of such a type from which a thing may fill the slot

# the model's kinds of number as kind and direction
_KINDS: Mapping[str, tuple[Kind, Direction | None]] = {
    "value": ("value", None), "up": ("change", "up"), "down": ("change", "down"), "count": ("count", None),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filled:
    """A reported number with its slots; `confidence` is the probability that all of them are right."""

    numeral: Numeral
    kind: Kind
    direction: Direction | None
    slots: Mapping[str, Filler]
    evidence: Evidence
    polarity: Polarity
    confidence: float

    def things(self) -> Iterator[int]:
        """The candidates that fill slots."""
        return (filler for filler in self.slots.values() if isinstance(filler, int))

    def result(self, ids: Mapping[int, str]) -> Result:
        """The result, with candidates as the entities that they became."""
        named = {slot: ids[f] if isinstance(f, int) else f for slot, f in self.slots.items()}
        return Result(
            metric=named["metric"] or "",
            value=self.numeral.quantity.value,
            unit=self.numeral.quantity.unit,
            evidence=self.evidence,
            method=named.get("method"),
            dataset=named.get("dataset"),
            task=named.get("task"),
            baseline=named.get("baseline"),
            hardware=named.get("hardware"),
            condition=named.get("condition"),
            kind=self.kind,
            direction=self.direction,
            polarity=self.polarity,
            confidence=self.confidence,
            rule="model",
        )


def fill(paper: Annotated, usable: Collection[int]) -> list[Filled]:
    """The reported numbers in order of place.

    Args:
        paper: with the readings of its candidates and numerals.
        usable: the candidates that may fill slots.
    """
    readings = paper.readings
    assert readings is not None, "the model reads first"  # noqa: S101 - an order of stages, fixed in the extractor
    return [_filled(paper, readings, k, usable) for k in reported(readings)]


def reported(readings: Readings) -> list[int]:
    """The numerals that are results, if the rules agree."""
    return [k for k, likely in enumerate(readings.reported) if likely >= threshold("number", "agreed")]


def _filled(paper: Annotated, readings: Readings, k: int, usable: Collection[int]) -> Filled:
    numeral = paper.numerals[k]
    best = int(readings.kinds[k].argmax())
    kind, direction = _KINDS[labels().kinds[best]]
    sure = float(readings.reported[k] * readings.kinds[k, best])
    slots: dict[str, Filler] = {}
    for row, slot in enumerate(labels().slots):
        slots[slot], likely = _choice(paper, readings, k, slot, _allowed(readings, k, row, usable))
        sure *= likely
    if readings.conditioned[k] >= threshold("number", "condition"):
        slots["condition"] = _words(paper, readings, k, "condition")
    line = paper.doc.lines[numeral.line]
    stance = polarity(line.text, numeral.start - line.sentence.start)
    return Filled(numeral, kind, direction, slots, line.evidence(), stance, round(sure, 3))


def _allowed(readings: Readings, k: int, row: int, usable: Collection[int]) -> Table:
    """The probabilities of the choices that are open to a slot."""
    import numpy

    slot, scores = labels().slots[row], readings.slots[k, row]
    fixed = 2 + len(labels().metrics)
    types = [labels().types.index(type_) for type_ in _FILLERS.get(slot, _OTHERWISE)]
    closed = numpy.ones(len(scores), dtype=bool)
    closed[[fixed + c for c in usable if readings.types[c, types].sum() >= _TYPE_LEAST]] = False
    closed[NONE] = slot == "metric"  # a number measures something
    closed[TEXT] = slot not in labels().spans
    closed[TEXT + 1 : fixed] = slot != "metric"
    likely: Table = softmax(numpy.where(closed, -numpy.inf, scores))
    return likely


def _choice(paper: Annotated, readings: Readings, k: int, slot: str, likely: Table) -> tuple[Filler, float]:
    fixed = 2 + len(labels().metrics)
    weighed = likely.copy()
    weighed[NONE] *= threshold("empty", slot)
    best = int(weighed.argmax())
    sure = float(likely[best])
    if best == TEXT:
        found = _words(paper, readings, k, slot)
        if found or slot != "metric":
            return found, sure
        weighed[TEXT] = 0.0  # a number always measures something
        best = int(weighed.argmax())
    if best == NONE:
        return None, sure
    return (labels().metrics[best - 2] if best < fixed else best - fixed), sure


def _words(paper: Annotated, readings: Readings, k: int, slot: str) -> str | None:
    encoded = paper.encoded
    found = words(encoded, readings, k, slot) if encoded else None
    if found is None or encoded is None:
        return None
    first, last = encoded.pieces[found[0]], encoded.pieces[found[1]]
    return paper.doc.text("abstract")[first.start : last.end]
