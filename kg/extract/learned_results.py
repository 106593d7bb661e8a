"""Reported numbers: found by the grammar of `quantities`, told from settings and given their slots by the network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.document import Document, Line
from kg.extract.implied import implied_metric
from kg.extract.network import SLOTS, Answers, answers
from kg.extract.pieces import Window, around
from kg.extract.polarity import polarity
from kg.extract.quantities import Quantity, quantities
from kg.model import Entity, Evidence, Result

if TYPE_CHECKING:
    from kg.extract.network import Table

REPORTED = 0.5  # how likely a number must be an outcome
FILLED = 0.25  # how likely words must fill a slot
# the types of things that may fill a slot; words that are no known thing may fill any
_FITTING = {
    "metric": ("metric",),
    "dataset": ("dataset", "method", "task"),
    "baseline": ("method", "hardware", "dataset"),
    "method": ("method", "dataset"),
    "hardware": ("hardware",),
    "task": ("task",),
    "condition": (),
}


@dataclass(frozen=True, slots=True)
class _Asked:
    line: Line
    quantity: Quantity
    window: Window


def results(paper: Document, entities: tuple[Entity, ...]) -> tuple[Result, ...]:
    """Every number that the abstract reports as an outcome, in order; a number said again with the same unit and
    metric gives one."""
    asked = [
        _Asked(
            line, quantity, around(paper, at, line.sentence.start + quantity.start, line.sentence.start + quantity.end)
        )
        for at, line in enumerate(paper.lines)
        if line.field == "abstract"
        for quantity in quantities(line.text)
    ]
    main = next((e.id for e in entities if e.role == "proposed" and e.type == "method"), None)
    found: list[Result] = []
    seen: set[tuple[str, str, str]] = set()
    for number in asked:
        (said,) = answers([number.window])
        result = _result(paper, number, said, entities, main)
        if result is None:
            continue
        key = (result.value, result.unit, result.metric)
        if key not in seen:
            seen.add(key)
            found.append(result)
    return tuple(found)


def _result(
    paper: Document, number: _Asked, said: Answers, entities: Sequence[Entity], main: str | None
) -> Result | None:
    marked = sorted(number.window.marked)
    if not marked:
        return None
    reported = float(said.reported[marked, 1].mean())
    if reported < REPORTED:
        return None
    filled = {slot: _filler(paper, number, said.slot[:, k], slot, entities) for k, slot in enumerate(SLOTS) if k}
    line, quantity = number.line, number.quantity
    metric = filled["metric"] or implied_metric(line.text, quantity, entities)
    method = filled["method"] or main
    baseline = filled["baseline"]
    return Result(
        metric=metric,
        value=quantity.value,
        unit=quantity.unit,
        evidence=_evidence(number),
        method=method,
        dataset=filled["dataset"],
        task=filled["task"],
        baseline=baseline if baseline != method else None,
        hardware=filled["hardware"],
        condition=filled["condition"],
        polarity=polarity(line.text, quantity.start),
        confidence=round(reported, 2),
        rule="network",
    )


def _filler(paper: Document, number: _Asked, likely: Table, slot: str, entities: Sequence[Entity]) -> str | None:
    """The entity of a fitting type whose mention is likeliest to fill the slot, else the likeliest run of words."""
    pieces = number.window.pieces
    best: tuple[float, str] | None = None
    for entity in entities:
        if entity.type not in _FITTING[slot]:
            continue
        for mention in entity.mentions:
            rows = [
                k
                for k, piece in enumerate(pieces)
                if piece.start < piece.end
                and piece.field == mention.field
                and mention.start < piece.end
                and piece.start < mention.end
            ]
            if rows:
                share = float(likely[rows].mean())
                if share >= FILLED and (best is None or share > best[0]):
                    best = (share, entity.id)
    words = _words(paper, number, likely)
    if best is not None and (words is None or best[0] >= words[0] - 0.3):
        return best[1]
    return words[1] if words else None


def _words(paper: Document, number: _Asked, likely: Table) -> tuple[float, str] | None:
    """The run of pieces around the likeliest one, as it stands in the text."""
    pieces = number.window.pieces
    top = max(range(len(pieces)), key=lambda k: (pieces[k].end > pieces[k].start and float(likely[k]), -k))
    if float(likely[top]) < 0.5:
        return None
    first = last = top
    while first and likely[first - 1] >= FILLED and pieces[first - 1].end > pieces[first - 1].start:
        first -= 1
    while last + 1 < len(pieces) and likely[last + 1] >= FILLED and pieces[last + 1].end > pieces[last + 1].start:
        last += 1
    text = paper.paper.text(pieces[top].field)
    start, end = pieces[first].start, pieces[last].end
    while start and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    words = text[start:end].strip(" ,.;:()")
    return (float(likely[first : last + 1].mean()), words) if words else None


def _evidence(number: _Asked) -> Evidence:
    """The sentence, or the part of it between semicolons in which the number stands."""
    line, quantity = number.line, number.quantity
    start = max(line.text.rfind("; ", 0, quantity.start) + 2, 0) if "; " in line.text[: quantity.start] else 0
    closing = line.text.find("; ", quantity.end)
    end = closing if closing >= 0 else len(line.text)
    return Evidence(line.field, line.sentence.start + start, line.sentence.start + end, line.text[start:end])
