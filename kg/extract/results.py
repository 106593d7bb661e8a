"""Reported numbers: told from settings, sizes and years by the words around them, and given their slots."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.extract.document import Document, Line
from kg.extract.polarity import polarity
from kg.extract.quantities import Quantity, quantities
from kg.extract.slots import (
    Place,
    baseline_of,
    condition_of,
    dataset_of,
    hardware_of,
    metric_of,
    places_of,
)
from kg.model import Entity, Evidence, Result

_CHANGE = re.compile(
    r"\b(?:improv\w+|gain\w*|increas\w+|decreas\w+|reduc\w+|outperform\w*|surpass\w*|exceed\w*|achiev\w+|attain\w*|reach\w*|"
    r"obtain\w*|yield\w*|fewer|less|lower|higher|better|larger|smaller|more|drop\w*|cut\w*|sav\w+|boost\w*|only|score\w*|"
    r"rais\w+|lift\w*|degrad\w+|loss|retain\w*|maintain\w*|recover\w*|from)\b",
    re.IGNORECASE,
)
_FASTER = re.compile(r"\b(?:faster|speed-?ups?|speeds? up|sped up|accelerat\w+|quicker|slower)\b", re.IGNORECASE)
_NO_RESULT_AFTER = re.compile(
    r"\s*(?:-|‐)?(?:steps?|NFEs?|shots?|layers?|bits?|papers?|datasets?|tasks?|languages?|participants|samples|images|"
    r"epochs?|iterations?|classes|domains|benchmarks?|models?|GPUs?|nodes|cores|dimensions?|D\b|demonstrations|"
    r"examples|users|questions|subjects|categories|years?|st\b|nd\b|rd\b|th\b|-?way|confidence)",
    re.IGNORECASE,
)
_OF_THE_DATA = re.compile(r"\s*(?:confidence|of the (?:data|time|training|labels?))\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
# what stands before the number of somebody else
_BESIDE_OTHERS = re.compile(r"\b(?:vs\.?|versus|compared (?:to|with)|against|from)\s+[~$≈]?$")


@dataclass(frozen=True, slots=True)
class Reported:
    """A number of the abstract in its sentence, with the names around it and the metric that the words give it."""

    at: int  # index of the sentence in the document
    line: Line
    quantity: Quantity
    places: tuple[Place, ...]
    metric: str
    beside: bool  # the metric stands beside the number


Decide = Callable[[Document, Reported], tuple[float, str] | None]
"""How likely a number is an outcome, and the rule that says so; None where it is none."""


def numbers(paper: Document, entities: tuple[Entity, ...]) -> Iterator[Reported]:
    """All numbers of the abstract that are no part of a name ("MLPerf 1.1")."""
    for at, line in enumerate(paper.lines):
        if line.field == "title":
            continue
        places = tuple(places_of(line, entities))
        for quantity in quantities(line.text):
            if any(place.start <= quantity.start < place.end for place in places):
                continue
            metric, beside = metric_of(quantity, places, line)
            yield Reported(at, line, quantity, places, metric, beside)


def results(paper: Document, entities: tuple[Entity, ...], decide: Decide) -> tuple[Result, ...]:
    """Every number that the abstract reports as an outcome, in order; the same value, unit and metric once."""
    main = next((e.id for e in entities if e.role == "proposed" and e.type == "method"), None)
    datasets = {e.id for e in entities if e.type == "dataset"}
    only = next(iter(datasets)) if len(datasets) == 1 else None
    found: dict[tuple[str, str, str], Result] = {}
    for number in numbers(paper, entities):
        decided = decide(paper, number)
        if decided is None:
            continue
        result = _result(number, *decided, main, only)
        found.setdefault((result.value, result.unit, result.metric), result)
    return tuple(found.values())


def by_words(paper: Document, number: Reported) -> tuple[float, str] | None:
    """The decision of the rules: a metric beside the number, or a word of change and a unit."""
    quantity, text = number.quantity, number.line.text
    if number.at < paper.own_part or is_setting(number):
        return None
    if not quantity.unit and not (number.beside and _is_measure(number)):
        return None
    if not number.beside and not (_CHANGE.search(text) or _FASTER.search(text)):
        return None
    return (0.8, "number:metric-beside") if number.beside else (0.6, "number:metric-implied")


def is_setting(number: Reported) -> bool:
    """A year, a count of things, or a share of the data: no outcome."""
    quantity, text = number.quantity, number.line.text
    if not quantity.unit and (_NO_RESULT_AFTER.match(text, quantity.end) or _YEAR.fullmatch(quantity.value)):
        return True
    return quantity.unit == "steps" or bool(_OF_THE_DATA.match(text, quantity.end))


def _is_measure(number: Reported) -> bool:
    """A bare number needs a metric right beside it, or decimals: "a BLEU of 28.4", "41.8 BLEU"."""
    quantity = number.quantity
    near = any(
        place.entity.type == "metric"
        and (0 <= place.start - quantity.end <= 3 or 0 <= quantity.start - place.end <= 12)
        for place in number.places
    )
    return near or "." in quantity.value


def _result(number: Reported, confidence: float, rule: str, main: str | None, only: str | None) -> Result:
    line, quantity, places = number.line, number.quantity, number.places
    baseline = baseline_of(quantity, places, line)
    method = main
    if baseline is None and _BESIDE_OTHERS.search(line.text, 0, quantity.start):
        method = None
    return Result(
        metric=number.metric,
        value=quantity.value,
        unit=quantity.unit,
        evidence=_evidence(line, quantity),
        method=method,
        # a paper that names one dataset measured on it
        dataset=dataset_of(quantity, places, line) or only,
        baseline=baseline if baseline != method else None,
        hardware=hardware_of(quantity, places, line),
        condition=condition_of(quantity, line),
        polarity=polarity(line.text, quantity.start),
        confidence=round(confidence, 2),
        rule=rule,
    )


def _evidence(line: Line, quantity: Quantity) -> Evidence:
    """The clause around the number, from colon or semicolon to the next semicolon."""
    start = max((m.end() for m in re.finditer(r"[;:]\s", line.text[: quantity.start])), default=0)
    closing = line.text.find("; ", quantity.end)
    end = closing if closing >= 0 else len(line.text)
    shift = line.sentence.start
    return Evidence(line.field, shift + start, shift + end, line.text[start:end])
