"""What a number is of: the metric, dataset, baseline, hardware and setting that the words around it give it.

A slot's filler is an entity's id where one stands there, else the words themselves as the text has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kg.extract.document import Line
from kg.extract.implied import implied_metric
from kg.extract.quantities import Quantity, quantities
from kg.model import Entity

_Item = TypeVar("_Item")
_REACH = 60  # characters between a number and a metric that is not right beside it
# words that may stand between a number and the metric after it: "15% higher relative accuracy"
_TO_METRIC = re.compile(
    r"[\s$~)-]*(?:(?:in|of|higher|lower|better|absolute|relative|average|averaged|improvements?|reductions?|increases?|"
    r"decreases?|gains?|drops?|declines?|degradations?|less|fewer|more|smaller|greater|larger|the|its|our|terms|mean|median|"
    r"overall|points?|a|an|test|total|peak|end-to-end|lower|reduced|improved|percentage|only|in terms of|boost|"
    r"absolute|state-of-the-art|SOTA|new|best|worse|loss)\s+){0,5}[$(]?",
    re.IGNORECASE,
)
# … and between a metric and the number after it: "accuracy on the test set from 51% to", "FID score of about"
_FROM_METRIC = re.compile(
    r"[\s$~:=(\[-]*(?:(?:of|to|by|is|was|are|were|at|from|reaches|reaching|reached|up|about|around|approximately|nearly|"
    r"almost|over|under|below|above|only|just|as|low|high|little|much|than|more|less|improvements?|improved|increases?|"
    r"increased|reductions?|reduced|gains?|scores?|values?|rates?|rose|rises|fell|falls|drops?|dropped|decreases?|"
    r"decreased|grows|goes|between|and|an|a|the|average|equal|approaching|exceeding|roughly|on average|being|mean|"
    r"respectively|ranging|remains?|achieves|achieved|obtains|yields|with|rightarrow|to be|score|"
    r"[~≈<>]?[\d.,]+\s?(?:%|x|\\%|×)?)[\s,:=$~(\\{≈<>≥≤]+){0,7}[$(\\{~≈<>≥≤+]*",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\s*-?(?:less|fewer|lower|higher|smaller|larger|greater|reduced)\s+(?!than\b|and\b|on\b|in\b|by\b|for\b|to\b)"
                       r"(?P<what>[\w-]+(?:\s+(?:usage|size|time|cost|footprint|consumption|rate|error|count))?)", re.IGNORECASE)  # fmt: skip
_POINTS_OF = re.compile(r"(?<= )(?P<name>[A-Z][\w@-]+) points?$")
_FASTER = re.compile(r"[\s-]*(?:\w+\s+){0,2}?(?:faster|speed-?\s?ups?|speeding|acceleration|accelerated|quicker|slower)\b", re.IGNORECASE)  # fmt: skip
_SCORE_AFTER = re.compile(r"\s+(?P<name>[A-Z][A-Za-z]*[A-Z0-9][\w@.-]*\w|mAP|mIoU|[Pp]erplexity|bpd|dB)(?![\w-])")
_SCORE_BEFORE = re.compile(
    r"(?P<name>(?<![\w-])(?:[A-Z]{2,}[\w@-]*|m[A-Z]\w*|[\w-]+ (?:score|accuracy|error|rate|loss|ratio|precision|recall)))"
    r"\s*(?:score\s+)?(?:of|=|:|is|to|at)\s*(?:about|only|up to)?[\s$~≈]*$"
)
_AGAINST = re.compile(
    r"\b(?:than|compared (?:\w+ )?(?:to|with|against)|comparison (?:to|with)|versus|vs\.?|relative to|superior to|"
    r"with respect to|w\.r\.t\.?|outperform\w*|surpass\w*|beat(?:s|ing)?|improv\w+ (?:up)?on|as opposed to|comparable to)"
    r"(?=\W|$)",
    re.IGNORECASE,
)
_OVER = re.compile(r"\b(?:over|against|exceed\w*|baselines?|match(?:es|ing)?)(?=\W|$)", re.IGNORECASE)
# "speeds up X by 2.2x": X is what it was before
_CHANGED = re.compile(
    r"\b(?:speed(?:s|ing)? up|accelerat\w+|improv\w+|boost\w*|reduc\w+|increas\w+|performance of|for|upscale|of)(?=\W|$)",
    re.IGNORECASE,
)
_PHRASE_ENDS = re.compile(
    r"[,;:.()]|\b(?:on|in|by|with|for|while|when|and|at|using|under|across|without|to|from|which|that|where|as|via|"
    r"respectively|through|after|during|within)\b"
)
_SETTING = re.compile(
    r"\(\s*(?:with |at )?((?:seq\.? length|sequence length|batch size|k|n|NFEs?|steps?)\s*=?\s*\d+\w*)|"
    r"\b(?:with|using|in|at|within|under) (?:just |only |as few as |fewer than )?((?:\d[\d,KM]*|one|two|three|four|five|six|"
    r"eight|ten) (?:NFEs?|(?:\w+ )?steps?|function evaluations|shots?|iterations|epochs|demonstrations|layers|bits|"
    r"samples|examples|GPUs?|parameters))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence names an entity; offsets count in the sentence."""

    start: int
    end: int
    entity: Entity


def places_of(line: Line, entities: Iterable[Entity]) -> list[Place]:
    """All mentions of the entities in a sentence, in order."""
    shift, end = line.sentence.start, line.sentence.end
    found = (
        Place(m.start - shift, m.end - shift, entity)
        for entity in entities
        for m in entity.mentions
        if m.field == line.field and shift <= m.start < end
    )
    return sorted(found, key=lambda place: (place.start, place.end, place.entity.id))


def metric_of(quantity: Quantity, places: Sequence[Place], line: Line) -> tuple[str, bool]:
    """The metric of a number, and whether the text names it beside the number (else it is the nearest, or implied)."""
    text, after = line.text, line.text[quantity.end :]
    if points := _POINTS_OF.search(text, quantity.start, quantity.end):
        return _entity_or([p for p in places if p.entity.type == "metric"], points["name"], points["name"]), True
    metrics = [place for place in places if place.entity.type == "metric"]
    following = min((p for p in metrics if p.start >= quantity.end), key=lambda p: p.start, default=None)
    preceding = max((p for p in metrics if p.end <= quantity.start), key=lambda p: p.end, default=None)
    if quantity.unit == "x" and _FASTER.match(after):
        return _entity_or(metrics, "speed", "speedup"), True
    if following and _TO_METRIC.fullmatch(text, quantity.end, following.start):
        return following.entity.id, True
    if compared := _COMPARED.match(after):
        return _entity_or(metrics, compared["what"][:6], compared["what"]), True
    if score := _SCORE_AFTER.match(after):
        taken = any(p.start < quantity.end + score.end("name") and quantity.end < p.end for p in places)
        if not taken:
            return score["name"], True
    if preceding and _FROM_METRIC.fullmatch(text, preceding.end, quantity.start):
        return preceding.entity.id, True
    if score := _SCORE_BEFORE.search(text, max(0, quantity.start - 50), quantity.start):
        return score["name"], True
    paired = _paired(quantity, metrics, line)
    if paired:
        return paired, True
    near = [
        (p.start - quantity.end if p.start >= quantity.end else quantity.start - p.end, p.start, p)
        for p in (following, preceding)
        if p and ";" not in text[min(p.end, quantity.end) : max(p.start, quantity.start)]
    ]
    near = [item for item in near if item[0] <= _REACH and _fits(quantity, item[2].entity)]
    if near:
        return min(near)[2].entity.id, False
    fitting = [place.entity for place in metrics if _fits(quantity, place.entity)]
    if quantity.unit in ("%", "points", "") and len({entity.id for entity in fitting}) == 1:
        return fitting[0].id, False
    return implied_metric(text, quantity, [place.entity for place in metrics]), False


_BETWEEN = re.compile(r"\s*(?:,|and|, and|or|/|\\?&|\(|\))?\s*(?:by|over|up to|a|an|the|of|in|on|more than)?\s*[$~+]*")


def _paired(quantity: Quantity, places: Sequence[Place], line: Line) -> str | None:
    """The thing at this number's place where as many numbers as things are listed: "A and B by 42% and 54%"."""
    numbers = _run([(q.start, q.end, q) for q in quantities(line.text)], quantity.start, line.text)
    if len(numbers) < 2:
        return None
    lists = [_run([(p.start, p.end, p) for p in places], place.start, line.text) for place in places]
    fitting = [found for found in lists if len(found) == len(numbers)]
    if not fitting:
        return None
    nearest = min(fitting, key=lambda found: min(abs(p.start - quantity.start) for p in found))
    return nearest[[q.start for q in numbers].index(quantity.start)].entity.id


def _run(items: Sequence[tuple[int, int, _Item]], start: int, text: str) -> list[_Item]:
    """The items listed together ("a, b and c") with the one that starts there."""
    run: list[_Item] = []
    holds = False
    end = None
    for first, last, item in items:
        if end is not None and not _BETWEEN.fullmatch(text, end, first):
            if holds:
                break
            run = []
        run.append(item)
        holds = holds or first == start
        end = last
    return run if holds else []


def _fits(quantity: Quantity, metric: Entity) -> bool:
    """Whether a number with this unit may be of this metric: seconds are of no accuracy, a score has no seconds."""
    name = metric.name.casefold()
    is_time = any(word in name for word in ("time", "latency", "speed", "delay", "runtime", "duration"))
    if quantity.unit in ("ns", "µs", "ms", "s", "min", "hours", "days", "weeks") or "PU " in quantity.unit:
        return is_time or "cost" in name
    if quantity.unit in ("points", ""):
        return not is_time
    if quantity.unit in ("Hz", "FPS", "m/s", "J", "W", "mJ", "dB", "km/h"):
        return is_time or any(word in name for word in ("rate", "fps", "psnr", "energy", "power", "frequency", "snr"))
    return True


def _entity_or(metrics: Sequence[Place], beginning: str, name: str) -> str:
    """The metric of the sentence that a name begins like, else the name."""
    beginning = beginning.casefold()
    return next((p.entity.id for p in metrics if beginning in p.entity.name.casefold().replace("-", "")), name)


def dataset_of(quantity: Quantity, places: Sequence[Place], line: Line) -> str | None:
    """What the number was measured on: a dataset of the clause, the first after the number before the last one before
    it; else a model that it is said "for" or "on"; else the words after "on" or "across"."""
    first, last = _clause(line.text, quantity)
    datasets = [place for place in places if place.entity.type == "dataset"]
    if paired := _paired(quantity, datasets, line):
        return paired
    for here in ([p for p in datasets if first <= p.start < last], datasets):
        before = [place for place in here if place.end <= quantity.start]
        after = [place for place in here if place.start >= quantity.end]
        if before and _OPENED.fullmatch(line.text, before[-1].end, quantity.start):
            return before[-1].entity.id  # "on CIFAR-10 (94.2%)"
        if (
            before
            and after
            and _inside_parentheses(line.text, quantity)
            and after[0].start > _closing(line.text, quantity)
        ):
            return before[-1].entity.id
        if after:
            return after[0].entity.id
        if before:
            return before[-1].entity.id
    for place in places:
        if place.entity.type in ("method", "task") and place.entity.role != "proposed" and first <= place.start < last:
            if _ON.search(line.text, max(first, place.start - 40), place.start):
                return place.entity.id
    phrase = _ON_WORDS.search(line.text, quantity.end, last)
    return _phrase(line.text, phrase.end()) if phrase else None


_OPENED = re.compile(r"\s*(?:\w+\s*)?[(\[][$~+\s]*(?:i\.e\.,?\s*)?[$~+]*")
_ON = re.compile(r"\b(?:for|on|across|in)\s+(?:the\s+|a\s+|an\s+|our\s+)?$", re.IGNORECASE)
_ON_WORDS = re.compile(r"\b(?:on|across)\s+(?=(?:the\s+|a\s+)?[\w-]+)(?!average\b|an?\s+(?:single|average)\b)")


def _clause(text: str, quantity: Quantity) -> tuple[int, int]:
    """The part of the sentence between semicolons that holds the number."""
    closing = text.find("; ", quantity.end)
    return text.rfind("; ", 0, quantity.start) + 1, closing if closing >= 0 else len(text)


def _inside_parentheses(text: str, quantity: Quantity) -> bool:
    return text.count("(", 0, quantity.start) > text.count(")", 0, quantity.start)


def _closing(text: str, quantity: Quantity) -> int:
    closing = text.find(")", quantity.end)
    return closing if closing >= 0 else len(text)


def baseline_of(quantity: Quantity, places: Sequence[Place], line: Line) -> str | None:
    """What the number compares with: after "than", "over", "compared to" …; words where no entity stands there."""
    first, last = _clause(line.text, quantity)
    for cue in (_AGAINST, _OVER, _CHANGED):
        found = [
            m
            for m in cue.finditer(line.text, first, last)
            if not (m.start() < quantity.end and quantity.start < m.end())
        ]
        found.sort(key=lambda m: (m.start() < quantity.start, abs(m.start() - quantity.start)))
        for match in found:
            for place in places:
                if place.entity.type not in ("method", "hardware") or place.entity.role == "proposed":
                    continue
                gap = line.text[match.end() : place.start] if place.start >= match.end() else None
                if gap is not None and len(gap) <= 60 and not _NOT_ACROSS.search(gap):
                    return place.entity.id
            if cue is not _CHANGED and (phrase := _phrase(line.text, match.end())):
                return phrase
    return None


_NOT_ACROSS = re.compile(r"[;:]|\d\s?%|\b(?:on|in|across)\b|\) ")


def _phrase(text: str, start: int) -> str | None:
    """The words after a cue, up to the end of the phrase; none where they say a number or nothing much."""
    while start < len(text) and text[start].isspace():
        start += 1
    ending = _PHRASE_ENDS.search(text, start)
    words = text[start : ending.start() if ending else len(text)].strip()
    if not words or words[0].isdigit() or words[0] in "$\\~" or len(words) > 80:
        return None
    return words if re.search(r"[^\W\d_]{3}", words) else None


def hardware_of(quantity: Quantity, places: Sequence[Place], line: Line) -> str | None:
    """The first hardware named after the number, else the nearest before it."""
    machines = [place for place in places if place.entity.type == "hardware"]
    after = [place for place in machines if place.start >= quantity.end]
    return (after[0] if after else machines[-1]).entity.id if machines else None


def condition_of(quantity: Quantity, line: Line) -> str | None:
    """The setting of the measurement right after the number: "with 10 NFEs", "(seq. length 512)"."""
    match = _SETTING.search(line.text, quantity.end, quantity.end + 60)
    return (match.group(1) or match.group(2)) if match else None
