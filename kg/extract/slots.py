"""What a number is of: the metric, dataset, baseline, hardware and setting that the words around it give it.

A slot's filler is an entity's id where one stands there, else the words themselves as the text has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from kg.extract.document import Line
from kg.extract.implied import implied_metric
from kg.extract.quantities import Quantity, quantities
from kg.model import Entity, Mention

# a word that says what is measured, with the adjectives and nouns right before it that say of what
_MEASURE = re.compile(
    r"(?:\b(?!(?:the|a|an|of|in|and|or|by|with|our|its|their|to|on|for|than|is|at|from|as|up|over|only|this|that|more|less|"
    r"higher|lower|better|best|average|mean|overall|achieves?|achieving|reaches|improves?|improving|improved|reduces?|"
    r"reducing|reduced|increases?|same|similar|comparable|without|no|while|using|new|each|all|both|has|have|had|we|"
    r"significantly|relative|absolute|total|final|an)\b)[A-Za-z][\w@-]*\s+){0,2}"
    r"\b(?:accurac(?:y|ies)|precision|recall|F1(?:[- ]score)?|errors?|error rates?|success rates?|rates?|scores?|perplexity|latency|"
    r"throughput|bandwidth|memory(?: (?:usage|footprint|consumption|cost))?|parameters|FLOPs|MACs|runtime|"
    r"(?:inference|training|execution|response|search|running|computation|compute|wall-clock) (?:time|speed|cost)s?|"
    r"speed-?ups?|(?:energy|power|resource|token) (?:consumption|usage|efficiency|savings?)|coverage|"
    r"consistency|robustness|correlation|AUC|AUROC|ROUGE(?:-\w+)?|BLEU|mAP|mIoU|IoU|PSNR|SSIM|LPIPS|FID|RMSE|MAE|MSE|MAPE|"
    r"NDCG|MRR|WER|CER|compression (?:ratio|rate)|frame rate|win rate|pass rate|pass@\d+)\b",
)
_Item = TypeVar("_Item")
_REACH = 60  # characters between a number and a metric that is not right beside it
# words that may stand between a number and the metric after it: "15% higher relative accuracy"
_TO_METRIC = re.compile(
    r"[\s$~)-]*(?:(?:in|of|higher|lower|better|absolute|relative|average|averaged|improvements?|reductions?|increases?|"
    r"decreases?|gains?|drops?|declines?|degradations?|less|fewer|more|smaller|greater|larger|the|its|our|terms|mean|median|"
    r"overall|points?|a|an|test|total|peak|end-to-end|lower|reduced|improved|percentage|only|in terms of|boost|"
    r"absolute|state-of-the-art|SOTA|new|best|worse|loss|(?:rightarrow|to|vs\.?|and|→)\s+[\d.,]+\s?%?)\s+){0,6}[$(]?",
    re.IGNORECASE,
)
# … and between a metric and the number after it: "accuracy on the test set from 51% to", "FID score of about"
_FROM_METRIC = re.compile(
    r"[\s$~:=(\[-]*(?:(?:of|to|by|is|was|are|were|at|from|reaches|reaching|reached|up|about|around|approximately|nearly|"
    r"almost|over|under|below|above|only|just|as|low|high|little|much|than|more|less|improvements?|improved|increases?|"
    r"increased|reductions?|reduced|gains?|scores?|values?|rates?|rose|rises|fell|falls|drops?|dropped|decreases?|"
    r"decreased|grows|goes|between|and|an|a|the|average|equal|approaching|exceeding|roughly|on average|being|mean|"
    r"respectively|ranging|remains?|achieves|achieved|obtains|yields|with|rightarrow|to be|score|in|range|ranges|"
    r"[~≈<>]?[\d.,]+\s?(?:%|x|\\%|×)?)[\s,:=$~(\\{≈<>≥≤]+){0,7}[$(\\{~≈<>≥≤+]*",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\s*-?(?:less|fewer|lower|higher|smaller|larger|greater|reduced)\s+(?!than\b|and\b|on\b|in\b|by\b|for\b|to\b)"
                       r"(?P<what>[\w-]+(?:\s+(?:usage|size|time|cost|footprint|consumption|rate|error|count))?)", re.IGNORECASE)  # fmt: skip
_POINTS_OF = re.compile(r"(?<= )(?P<name>[A-Z][\w@-]+) points?$")
_FASTER = re.compile(r"[\s-]*(?:\w+\s+){0,2}?(?:faster|speed-?\s?ups?|speeding|acceleration|accelerated|quicker|slower)\b", re.IGNORECASE)  # fmt: skip
_SCORE_AFTER = re.compile(r"\s+(?P<name>[A-Z][A-Za-z]*[A-Z0-9](?:[\w@.-]*\w)?|mAP|mIoU|[Pp]erplexity|bpd)(?![\w-])")
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
    places = [*found]
    # a measured quantity that is no node may still be what a number is of, in words
    for match in _MEASURE.finditer(line.text):
        if not any(p.entity.type == "metric" and p.start < match.end() and match.start() < p.end for p in places):
            words = match.group()
            mention = Mention(line.field, shift + match.start(), shift + match.end(), words)
            places.append(Place(match.start(), match.end(), Entity(words, "metric", words, (words,), (mention,))))
    return sorted(places, key=lambda place: (place.start, place.end, place.entity.id))


How = Literal["beside", "near", "implied"]
"""Whether the text names the metric beside the number, somewhere near it, or not at all."""


def metric_of(  # noqa: PLR0911 - one return a rule, the surest first
    quantity: Quantity, places: Sequence[Place], line: Line
) -> tuple[str, How]:
    """The metric of a number: an entity's id, else its name as the text has it or a short standard name."""
    text = line.text
    metrics = [place for place in places if place.entity.type == "metric"]
    if points := _POINTS_OF.search(text, quantity.start, quantity.end):
        return _entity_or(metrics, points["name"], points["name"]), "beside"
    following = min((p for p in metrics if p.start >= quantity.end), key=lambda p: p.start, default=None)
    preceding = max((p for p in metrics if p.end <= quantity.start), key=lambda p: p.end, default=None)
    if quantity.unit == "x" and _FASTER.match(text, quantity.end):
        return _entity_or(metrics, "speed", "speedup"), "beside"
    if following and _TO_METRIC.fullmatch(text, quantity.end, following.start):
        return following.entity.id, "beside"
    if compared := _COMPARED.match(text, quantity.end):
        return _entity_or(metrics, compared["what"][:6], compared["what"]), "beside"
    score = _SCORE_AFTER.match(text, quantity.end)
    if score and not any(p.start < score.end("name") and quantity.end < p.end for p in places):
        return score["name"], "beside"
    if preceding and _FROM_METRIC.fullmatch(text, preceding.end, quantity.start) and _fits(quantity, preceding.entity):
        return preceding.entity.id, "beside"
    if score := _SCORE_BEFORE.search(text, max(0, quantity.start - 50), quantity.start):
        return score["name"], "beside"
    if paired := _paired(quantity, metrics, line):
        return paired, "beside"
    return _near(quantity, following, preceding, metrics, text)


def _near(
    quantity: Quantity, following: Place | None, preceding: Place | None, metrics: Sequence[Place], text: str
) -> tuple[str, How]:
    near = [
        (p.start - quantity.end if p.start >= quantity.end else quantity.start - p.end, p.start, p)
        for p in (following, preceding)
        if p and ";" not in text[min(p.end, quantity.end) : max(p.start, quantity.start)]
    ]
    near = [item for item in near if item[0] <= _REACH and _fits(quantity, item[2].entity)]
    if near:
        return min(near)[2].entity.id, "near"
    fitting = {p.entity.id for p in metrics if quantity.unit in ("%", "points", "") and not _TIME.search(p.entity.name)}
    if len(fitting) == 1:
        return fitting.pop(), "near"
    return implied_metric(text, quantity, [place.entity for place in metrics]), "implied"


_TIME = re.compile(r"time|latency|delay|duration|speed", re.IGNORECASE)
_SPENT = re.compile(r"time|latency|delay|duration|cost|comput", re.IGNORECASE)
_AMOUNT = re.compile(
    r"time|latency|delay|speed|throughput|memory|size|cost|effic|compress|param|flop|comput|energy|power|usage|operations|"
    r"storage|count|number|rate|accelerat|reduction|iops|qps|bandwidth",
    re.IGNORECASE,
)
_PHYSICAL = re.compile(
    r"rate|fps|speed|psnr|energy|power|frequency|snr|sdr|latency|range|distance|error", re.IGNORECASE
)


def _fits(quantity: Quantity, metric: Entity) -> bool:
    """Whether a number with this unit may be of this metric: seconds are of no accuracy, a score has no seconds."""
    if quantity.unit in ("ns", "µs", "ms", "s", "min", "hours", "days", "weeks") or "PU " in quantity.unit:
        return bool(_SPENT.search(metric.name))
    if quantity.unit in ("points", ""):
        return not _TIME.search(metric.name)
    if quantity.unit == "x":
        return bool(_AMOUNT.search(metric.name))
    if quantity.unit in ("Hz", "FPS", "m/s", "J", "W", "mJ", "dB", "km/h", "m", "km", "mm"):
        return bool(_PHYSICAL.search(metric.name))
    return True


def _entity_or(metrics: Sequence[Place], beginning: str, name: str) -> str:
    """The metric of the sentence that a name begins like, else the name."""
    beginning = beginning.casefold()
    return next((p.entity.id for p in metrics if beginning in p.entity.name.casefold().replace("-", "")), name)


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
            phrase = None if cue is _CHANGED else _phrase(line.text, match.end())
            if phrase and not any(
                p.entity.type == "dataset" and 0 <= p.start - match.end() <= len(phrase) for p in places
            ):
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


def hardware_of(quantity: Quantity, places: Sequence[Place]) -> str | None:
    """The first hardware named after the number, else the nearest before it."""
    machines = [place for place in places if place.entity.type == "hardware"]
    after = [place for place in machines if place.start >= quantity.end]
    return (after[0] if after else machines[-1]).entity.id if machines else None


def condition_of(quantity: Quantity, line: Line) -> str | None:
    """The setting of the measurement right after the number: "with 10 NFEs", "(seq. length 512)"."""
    match = _SETTING.search(line.text, quantity.end, quantity.end + 60)
    return (match.group(1) or match.group(2)) if match else None
