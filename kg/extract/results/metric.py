"""What a number measures: the metric that the words around it name, beside it or near it, else the one they imply."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from kg.extract.results.change import changed_quantity
from kg.extract.results.places import Place, listed_with, paired, quantities_of
from kg.extract.results.unnamed_metric import implied_metric
from kg.extract.text.document import Line
from kg.extract.text.quantities import Quantity
from kg.model import Entity

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
_POINTS_OF = re.compile(r"(?<= )(?P<name>[A-Z][\w@-]+) points?$")
_FASTER = re.compile(
    r"[\s-]*(?:\w+\s+){0,2}?(?:faster|as fast|speed-?\s?ups?|speeding|acceleration|accelerated|quicker|slower)\b",
    re.IGNORECASE,
)
# "accelerates X and Y by 41% and", "speeds up training by over"
_SPED_UP_BY = re.compile(
    r"\b(?:accelerat\w+|speed(?:s|ing)? up|sped up)\b[^.;:]{0,80}\bby\s+(?:[\w-]+\s+){0,3}?"
    r"(?:[\d.]+\s?(?:%|x|times|×)?\s+and\s+)?"
    r"[$~≈]*$",
    re.IGNORECASE,
)
# "with 2% of the computation cost of its teacher"
_SHARE_OF = re.compile(
    r"\s*of (?:the|its|their) "
    r"(?P<name>(?:[\w-]+ ){1,2}?time|"
    r"(?:[\w-]+ ){0,2}?(?:costs?|memory|parameters|compute|computations?|energy|FLOPs))\b"
)
# "95% of the fully trained model's performance"
_KEPT = re.compile(r"\s*of (?:the|its|their) (?:[\w-]+(?:['’]s)? ){0,5}?(?P<name>performance|accuracy|quality)\b")
_SCORE_AFTER = re.compile(
    r"\s+(?P<name>[Tt]op-\d|(?!vCPU)[a-z]?[A-Z][A-Za-z]*[A-Z0-9](?:[\w@.-]*\w)?|[Pp]erplexity|bpd)(?![\w-])"
)
_SCORE_BEFORE = re.compile(
    r"(?P<name>(?<![\w-])(?:[a-z]?[A-Z]{2,}[\w@-]*|[mn][A-Z][\w@-]*|"
    r"[\w-]+ (?:score|accuracy|error|rate|loss|ratio|precision|recall|coefficient|correlation)|"
    r"[A-Z][\w']+ (?:tau|rho|kappa|r|[τρκ])))"
    r"\s*(?:score\s+)?(?:of|=|>=|:|is|to|at|≥|\\geq?)\s*(?:about|only|up to)?[\s$~≈]*$"
)
# "an rFID of 0.94, compared with 1.71 for B": both are of one metric
_COMPARED_WITH = re.compile(
    r"\b(?:compared (?:to|with)|up from|down from|vs\.?|versus|against)\s+(?:an?\s+|the\s+)?[$~≈]*$"
)
How = Literal["beside", "near", "implied"]
"""Whether the text names the metric beside the number, somewhere near it, or not at all."""


def metric_of(  # noqa: PLR0911 - one return a rule, the surest first
    quantity: Quantity, places: Sequence[Place], line: Line
) -> tuple[str, How]:
    """The metric of a number: an entity's id, else its name as the text has it or a short standard name."""
    text = line.text
    named = [place.entity for place in places if place.entity.type == "metric"]
    metrics = [place for place in places if place.entity.type == "metric" and not _is_unit(place, quantity)]
    for place in metrics:
        if place.start < quantity.end < place.end and place.entity.id == place.entity.name:
            return text[quantity.end : place.end].strip(), "beside"  # "2.7 MB parameters"
    if listed := paired(quantity, metrics, line):
        return listed, "beside"
    if points := _POINTS_OF.search(text, quantity.start, quantity.end):
        return _entity_or(metrics, points["name"], points["name"]), "beside"
    if quantity.unit in ("x", "%") and _SPED_UP_BY.search(text, 0, quantity.start):
        return _entity_or(metrics, "speed", "speedup"), "beside"
    following = min((p for p in metrics if p.start >= quantity.end), key=lambda p: p.start, default=None)
    preceding = max((p for p in metrics if p.end <= quantity.start), key=lambda p: p.end, default=None)
    if quantity.unit in ("x", "%") and (faster := _FASTER.match(text, quantity.end)):
        slower = faster.group().casefold().endswith("slower")
        return _entity_or(metrics, *(("slow", "slowdown") if slower else ("speed", "speedup"))), "beside"
    if following and _TO_METRIC.fullmatch(text, quantity.end, following.start):
        return following.entity.id, "beside"
    if (of := changed_quantity(text, quantity)) and (measure := _measure(places, *of, text)):
        return measure, "beside"
    if quantity.unit == "%" and (share := _SHARE_OF.match(text, quantity.end) or _KEPT.match(text, quantity.end)):
        return _measure(places, *share.span("name"), text) or share["name"], "beside"
    score = _SCORE_AFTER.match(text, quantity.end)
    if score and not any(p.start < score.end("name") and quantity.end < p.end for p in places):
        return score["name"], "beside"
    if preceding and _FROM_METRIC.fullmatch(text, preceding.end, quantity.start) and _fits(quantity, preceding.entity):
        return preceding.entity.id, "beside"
    if score := _SCORE_BEFORE.search(text, max(0, quantity.start - 50), quantity.start):
        return score["name"], "beside"
    return (
        _near(quantity, following, preceding, metrics, text)
        or _compared(quantity, places, line)
        or (implied_metric(text, quantity, named), "implied")
    )


def also(quantity: Quantity, metric: str, places: Sequence[Place], line: Line, alone: bool) -> Iterator[str]:
    """The other metrics that one number is of: "1.3% higher mAP and NDS", "MAP, MRR and NDCG improve by 15%".

    Args:
        quantity: the number.
        metric: what `metric_of` found beside it.
        places: what the sentence names.
        line: the sentence.
        alone: no other number of the sentence has its unit, so that the metrics before it share it.
    """
    metrics = [place for place in places if place.entity.type == "metric"]
    if paired(quantity, metrics, line):
        return
    here = next((p for p in metrics if p.entity.id == metric and (alone or p.start >= quantity.end)), None)
    if here is None:
        return
    for place in listed_with(here, metrics, line):
        same_side = (place.start >= quantity.end) == (here.start >= quantity.end)
        if place.entity.id != metric and same_side and _fits(quantity, place.entity):
            yield place.entity.id


def _is_unit(place: Place, quantity: Quantity) -> bool:
    """Whether what looks like a metric is the unit of the number itself: "384 GPU hours"."""
    within = quantity.start <= place.start and place.end <= quantity.end
    return within or place.entity.name.casefold() == quantity.unit.casefold()


def _measure(places: Sequence[Place], start: int, end: int, text: str) -> str | None:
    """The metric that these words name, else the words; None where they name something else."""
    there = [p for p in places if p.start < end and start < p.end]
    for place in there:
        if place.entity.type == "metric":
            return place.entity.id
    if any(p.entity.type != "task" for p in there):
        return None
    more = _OF_WHAT.match(text, end) if _VAGUE.search(text, start, end) else None
    return text[start : more.end() if more else end]


def _near(
    quantity: Quantity, following: Place | None, preceding: Place | None, metrics: Sequence[Place], text: str
) -> tuple[str, How] | None:
    near = [
        (p.start - quantity.end if p.start >= quantity.end else quantity.start - p.end, p.start, p)
        for p in (following, preceding)
        if p and ";" not in text[min(p.end, quantity.end) : max(p.start, quantity.start)]
    ]
    near = [item for item in near if item[0] <= _REACH and _fits(quantity, item[2].entity)]
    better = quantity.unit in ("%", "points") and _BETTER_BY.search(text, 0, quantity.start)
    if better:
        near = [item for item in near if not _AMOUNT.search(item[2].entity.name)]  # better, not cheaper
        metrics = [p for p in metrics if not _AMOUNT.search(p.entity.name)]
    if near:
        return min(near)[2].entity.id, "near"
    fitting = {p.entity.id for p in metrics if quantity.unit in ("%", "points", "") and not _TIME.search(p.entity.name)}
    if len(fitting) == 1:
        return fitting.pop(), "near"
    return (_entity_or(metrics, "accura", "accuracy"), "implied") if better else None


def _compared(quantity: Quantity, places: Sequence[Place], line: Line) -> tuple[str, How] | None:
    """The metric of the number that this one is set against."""
    if not _set_against(quantity, line.text):
        return None
    earlier = [q for q in quantities_of(line) if q.end <= quantity.start][-_BACK:]
    like = [q for q in reversed(earlier) if q.unit == quantity.unit and not _set_against(q, line.text)]
    told = (metric_of(q, places, line) for q in like)
    return next(((name, "near") for name, how in told if how != "implied"), None)


_BACK = 6  # numbers before one among which the one that it is set against may be


def _set_against(quantity: Quantity, text: str) -> bool:
    return bool(_COMPARED_WITH.search(text, max(0, quantity.start - 30), quantity.start))


_VAGUE = re.compile(r"\b(?:number|set|amount|volume|fraction|share|percentage|proportion|size|time)$")
_OF_WHAT = re.compile(
    r"\s+(?:of|taken by)\s+(?:the\s+)?[\w-]+(?:\s+(?!(?:by|from|to|on|in|for|and|with|at)\b)[\w-]+){0,3}"
)
_BETTER_BY = re.compile(
    r"\b(?:outperform|surpass|exceed|beat|improves by|better)[^.;,]{0,90}\bby\s+(?:[a-z]+\s+){0,4}[$~≈+\\]*$|"
    r"\bimprov\w+ by\s+(?:[a-z]+\s+){0,4}[$~≈+\\]*$"
)
_TIME = re.compile(r"time|latency|delay|duration|speed", re.IGNORECASE)
_SPENT = re.compile(r"time|latency|delay|duration|cost|comput", re.IGNORECASE)
_AMOUNT = re.compile(
    r"time|latency|delay|speed|throughput|memory|size|cost|effic|compress|param|flop|comput|energy|power|usage|operations|"
    r"storage|count|number|rate|accelerat|reduction|iops|qps|bandwidth",
    re.IGNORECASE,
)
# what a name of something measured in a unit has in it
_PHYSICAL = {
    **dict.fromkeys(("Hz", "kHz", "FPS"), "rate|fps|speed|frequency|throughput"),
    **dict.fromkeys(("m/s", "km/h"), "speed|velocit|pace"),
    **dict.fromkeys(("J", "mJ", "kWh"), "energy|consumption|power"),
    **dict.fromkeys(("W", "mW", "kW"), "energy|consumption|power"),
    **dict.fromkeys(
        ("m", "km", "mm", "cm"), "range|distance|error|accuracy|height|width|length|deviation|precision|size"
    ),
    **dict.fromkeys(
        ("KB", "MB", "GB", "TB"), "memory|size|storage|footprint|usage|consumption|param|space|disk|ram|data"
    ),
    **dict.fromkeys(("g", "kg"), "weight|mass|load"),
    "dB": "snr|sdr|ratio|noise|quality|gain|power|level|error|loss",
}


def _fits(quantity: Quantity, metric: Entity) -> bool:
    """Whether a number with this unit may be of this metric: seconds are of no accuracy, a score has no seconds."""
    if quantity.unit in ("ns", "µs", "ms", "s", "min", "hours", "days", "weeks") or "PU " in quantity.unit:
        return bool(_SPENT.search(metric.name))
    if quantity.unit in ("points", ""):
        return not _TIME.search(metric.name)
    if quantity.unit == "x":
        return bool(_AMOUNT.search(metric.name))
    if physical := _PHYSICAL.get(quantity.unit):
        return bool(re.search(physical, metric.name, re.IGNORECASE))
    return True


def _entity_or(metrics: Sequence[Place], beginning: str, name: str) -> str:
    """The metric of the sentence that a name begins like, else the name."""
    beginning = beginning.casefold()
    return next((p.entity.id for p in metrics if beginning in p.entity.name.casefold().replace("-", "")), name)
