"""Reported numbers, read by a grammar over sentences whose names are already known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.document import Document, Line
from kg.extract.implied import implied_metric
from kg.extract.polarity import polarity
from kg.extract.quantities import Quantity, quantities
from kg.model import Entity, Evidence, Result

# what a number without a metric beside it must be said to be
_FASTER = re.compile(r"\b(?:faster|speed-?ups?|speeds? up|sped up|accelerat\w+|quicker|slower)\b", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:improv\w+|gain\w*|increas\w+|decreas\w+|reduc\w+|outperform\w*|surpass\w*|exceed\w*|achiev\w+|attain\w*|reach\w*|"
    r"obtain\w*|yield\w*|fewer|less|lower|higher|better|larger|smaller|more|drop\w*|cut\w*|sav\w+|boost\w*|only|score\w*|"
    r"rais\w+|lift\w*|degrad\w+|loss|retain\w*|maintain\w*|recover\w*|from)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:than|over|compared (?:to|with)|against|versus|vs\.?|relative to|with respect to|outperform\w*|surpass\w*|"
    r"exceed\w*|baselines?|improv\w+ (?:up)?on)(?=\W|$)",
    re.IGNORECASE,
)
_SETTING = re.compile(
    r"\(\s*(?:with )?((?:seq\.? length|batch size|k|n|NFEs?|steps?)\s*=?\s*\d+\w*)|"
    r"\b(?:with|using|in|at) (?:just |only |as few as )?((?:\d+|one|two|three|four|five|six|eight|ten) "
    r"(?:NFEs?|(?:\w+ )?steps?|function evaluations|shots?|iterations|epochs|demonstrations|layers|bits))\b",
    re.IGNORECASE,
)
_NO_RESULT_AFTER = re.compile(
    r"\s*(?:-|‐)?(?:steps?|NFEs?|shots?|layers?|bits?|papers?|datasets?|tasks?|languages?|participants|samples|images|"
    r"epochs?|iterations?|classes|domains|benchmarks?|models?|GPUs?|nodes|cores|dimensions?|D\b|demonstrations|"
    r"examples|users|questions|subjects|categories|years?|st\b|nd\b|rd\b|th\b|-?way|confidence)",
    re.IGNORECASE,
)
_REACH = 45  # characters between a number and the metric it is of


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    entity: Entity


def results(paper: Document, entities: tuple[Entity, ...]) -> tuple[Result, ...]:
    """Every number that the abstract reports as an outcome, in order, each once."""
    main = next((e.id for e in entities if e.role == "proposed" and e.type == "method"), None)
    found: list[Result] = []
    seen: set[tuple[str, str, str]] = set()
    for k, line in enumerate(paper.lines):
        if line.field == "title" or k < paper.own_part:
            continue
        places = sorted(
            (
                _Place(m.start, m.end, e)
                for e in entities
                for m in e.mentions
                if m.field == line.field and line.sentence.start <= m.start < line.sentence.end
            ),
            key=lambda place: (place.start, place.end, place.entity.id),
        )
        for result in _of_sentence(paper, line, places, main):
            key = (result.value, result.unit, result.metric)
            if key not in seen:
                seen.add(key)
                found.append(result)
    return tuple(found)


def _quantities(line: Line, places: list[_Place]) -> Iterator[Quantity]:
    """The numbers of a sentence that are no part of a name ("MLPerf 1.1"); offsets count in the field."""
    shift = line.sentence.start
    for found in quantities(line.text):
        moved = replace(found, start=found.start + shift, end=found.end + shift)
        if not any(place.start <= moved.start < place.end for place in places):
            yield moved


def _of_sentence(paper: Document, line: Line, places: list[_Place], main: str | None) -> Iterator[Result]:
    for quantity in _quantities(line, places):
        text = paper.paper.text(line.field)
        before, after = text[line.sentence.start : quantity.start], text[quantity.end : line.sentence.end]
        if not quantity.unit and _NO_RESULT_AFTER.match(after):
            continue
        if not quantity.unit and re.fullmatch(r"(?:19|20)\d\d", quantity.value):
            continue
        if re.match(r"\s*(?:confidence|of the (?:data|time|training|labels?))\b", after):
            continue
        metric, beside = _metric(quantity, places, text, line)
        if metric is None:
            continue
        if not quantity.unit and not (beside and _is_measure(quantity.value, places, quantity)):
            continue
        if not beside and not (_CHANGE.search(line.text) or _FASTER.search(line.text)):
            continue
        evidence = _evidence(text, line, quantity)
        baseline = _after_cue(places, text, line, _AGAINST, ("method",), quantity)
        method = main
        if re.search(r"\b(?:vs\.?|versus|compared (?:to|with)|against|from)\s+[~$≈]?$", before) and baseline is None:
            method = None
        said = polarity(line.text, quantity.start - line.sentence.start)
        yield Result(
            metric=metric,
            value=quantity.value,
            unit=quantity.unit,
            evidence=evidence,
            method=method,
            dataset=_dataset(places, quantity),
            baseline=baseline if baseline != method else None,
            hardware=next((p.entity.id for p in places if p.entity.type == "hardware"), None),
            condition=_condition(text, line, quantity),
            polarity=said,
            confidence=0.8 if beside else 0.6,
            rule="number:metric-beside" if beside else "number:metric-implied",
        )


def _is_measure(value: str, places: list[_Place], quantity: Quantity) -> bool:
    """A bare number needs a metric right beside it, or decimals: "a BLEU of 28.4", "41.8 BLEU"."""
    near = any(
        place.entity.type == "metric"
        and (0 <= place.start - quantity.end <= 3 or 0 <= quantity.start - place.end <= 12)
        for place in places
    )
    return near or "." in value


def _metric(  # noqa: PLR0911 - one return a rule, the surest first
    quantity: Quantity, places: list[_Place], text: str, line: Line
) -> tuple[str | None, bool]:
    """The metric of a number, an entity's id or a short standard name, and whether it stands beside the number."""
    metrics = [place for place in places if place.entity.type == "metric"]
    after = [p for p in metrics if 0 <= p.start - quantity.end <= _REACH]
    before = [p for p in metrics if 0 <= quantity.start - p.end <= _REACH]
    following = text[quantity.end : quantity.end + 40]
    if quantity.unit == "x" and _FASTER.match(following.lstrip(" -")):
        return _speedup(metrics), True
    near_after = min(after, key=lambda p: p.start, default=None)
    near_before = max(before, key=lambda p: p.end, default=None)
    if near_after and re.fullmatch(
        r"[\s$~]*(?:(?:in|of|higher|lower|better|absolute|relative|average|improvement|reduction|increase|decrease|gain|drop|less|fewer|more|the|terms|on|mean|overall|points?|and|a|for|test)\s+){0,5}[$(]?",
        text[quantity.end : near_after.start],
    ):
        return near_after.entity.id, True
    if near_before:
        return near_before.entity.id, True
    if near_after and ";" not in text[quantity.end : near_after.start]:
        return near_after.entity.id, True
    if quantity.unit == "x" and _FASTER.search(line.text):
        return _speedup(metrics), False
    if quantity.unit:
        if len(metrics) == 1 and quantity.unit in ("%", "points"):
            return metrics[0].entity.id, False
        here = replace(quantity, start=quantity.start - line.sentence.start, end=quantity.end - line.sentence.start)
        return implied_metric(line.text, here, [place.entity for place in metrics]), False
    return None, False


def _speedup(metrics: list[_Place]) -> str:
    """The entity of that name where the sentence has it, else the name."""
    return next((p.entity.id for p in metrics if "speed" in p.entity.name.casefold()), "speedup")


def _dataset(places: list[_Place], quantity: Quantity) -> str | None:
    """The first dataset after the number, else the nearest before it."""
    datasets = [p for p in places if p.entity.type == "dataset"]
    after = [p for p in datasets if p.start >= quantity.end]
    if after:
        return min(after, key=lambda p: p.start).entity.id
    return max(datasets, key=lambda p: p.end).entity.id if datasets else None


def _after_cue(
    places: list[_Place], text: str, line: Line, cue: re.Pattern[str], types: tuple[str, ...], quantity: Quantity
) -> str | None:
    """The first thing of those types within reach of a cue word; cues after the number come first."""
    sentence_end = line.sentence.end
    cues = list(cue.finditer(text, line.sentence.start, sentence_end))
    cues.sort(key=lambda m: (m.start() < quantity.start, abs(m.start() - quantity.start)))
    for match in cues:
        for place in places:
            if place.entity.type in types and place.entity.role != "proposed" and 0 <= place.start - match.end() <= 70:
                return place.entity.id
    return None


def _condition(text: str, line: Line, quantity: Quantity) -> str | None:
    match = _SETTING.search(text, quantity.end, min(line.sentence.end, quantity.end + 60))
    return (match.group(1) or match.group(2)) if match else None


def _evidence(text: str, line: Line, quantity: Quantity) -> Evidence:
    """The clause around the number, from colon or semicolon to the next."""
    start, end = line.sentence.start, line.sentence.end
    for match in re.finditer(r"[;:]\s", text[start : quantity.start]):
        start = line.sentence.start + match.end()
    closing = re.search(r";\s", text[quantity.end : end])
    if closing:
        end = quantity.end + closing.start()
    return Evidence(line.field, start, end, text[start:end])
