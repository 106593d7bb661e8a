"""Reported numbers: told from settings, sizes and years by the words around them, and given their slots."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kg.extract.cues import threshold
from kg.extract.results.method import beaten_method, method_of
from kg.extract.results.metric import How, also, metric_of
from kg.extract.results.places import Place, places_of
from kg.extract.results.slots import baseline_of, condition_of, dataset_of, hardware_of
from kg.extract.text.document import Document, Line
from kg.extract.text.polarity import polarity
from kg.extract.text.quantities import Quantity, quantities
from kg.model import Entity, Evidence, Result

_CHANGE = re.compile(
    r"\b(?:improv\w+|gain\w*|increas\w+|decreas\w+|reduc\w+|outperform\w*|surpass\w*|exceed\w*|achiev\w+|attain\w*|reach\w*|"
    r"obtain\w*|yield\w*|fewer|less|lower|higher|better|larger|smaller|more|drop\w*|cut\w*|sav\w+|boost\w*|only|score\w*|"
    r"rais\w+|lift\w*|degrad\w+|preferred|loss|retain\w*|maintain\w*|recover\w*|from)\b",
    re.IGNORECASE,
)
_FASTER = re.compile(r"\b(?:faster|speed-?ups?|speeds? up|sped up|accelerat\w+|quicker|slower)\b", re.IGNORECASE)
_RUNS = re.compile(
    r"\b(?:run(?:s|ning)?|ran|operat\w+|execut\w+|process\w*|tak(?:es|ing)|took|needs?|requir\w+|costs?|consum\w+|draws?|train\w*|"
    r"solv\w+|complet\w+|generat\w+|detect\w*|at)\b",
    re.IGNORECASE,
)
_NO_RESULT_AFTER = re.compile(
    r"\s*(?:-|‐)?(?:steps?|NFEs?|shots?|layers?|bits?|papers?|datasets?|tasks?|languages?|participants|samples|images|"
    r"epochs?|iterations?|classes|domains|benchmarks?|models?|GPUs?|nodes|cores|dimensions?|D\b|demonstrations|"
    r"examples|users|questions|subjects|categories|years?|st\b|nd\b|rd\b|th\b|-?way|confidence)",
    re.IGNORECASE,
)
_OF_THE_DATA = re.compile(
    r"[\s)]*(?:\([^)]*\)\s*)?(?:un)?labell?ed (?:data|samples|examples|images)|"
    r"\s*(?:confidence|of the (?:data|time|training (?:data|set|samples|examples|images)|labels?))\b(?! that)"
)
_AT_A_LEVEL = re.compile(
    r"\bat (?:an? |the )?(?:[\w-]+ ){0,3}(?:levels?|horizons?|budgets?|lengths?|resolutions?) of "
    r"(?:about |up to )?[$~≈\\]*$"
)
_HAPPENS = re.compile(r"\b(?:prefer\w*|w[io]ns?|succe\w+|fail\w*|correct\w*|agree\w*)\b")  # "preferred 95% of the time"
_NUMBER_AFTER = re.compile(r"\s*\d")  # "64 x 64"
_SAID_TWICE = re.compile(
    r"(?<![\d.])(\d[\d.]*)\s?(?:\\times|×)\s?\1\s?(?:\\times|×)"
)  # as plain text and as LaTeX: "25×25×"
_SYMBOL_BEFORE = re.compile(
    r"(?:(?<![\w-])[a-zA-Zα-ω]\s*[=<>]\s*|\d\s?(?:x|×|times|\\times)\s*|(?<=\w)[@_^]\{?)[$~]*$"
)  # "p = 0.03"
_CORRELATION = re.compile(r"\b[A-Z][\w']+ [rRρτκ]\s*[=<>]+\s*[$~]*$")  # "Pearson's r = 0.8"
# what depends on the machine: where the paper names but one, it was measured there
_OF_A_MACHINE = frozenset({"x", "ns", "µs", "ms", "s", "min", "hours", "days", "FPS", "Hz", "J", "mJ", "W", "mW"})
_VERSUS = re.compile(r"[\s,(]*(?:vs\.?|versus|compared (?:to|with))\s+[~$≈]*")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Reported:
    """A number of the abstract in its sentence, with the names around it and the metric that the words give it."""

    at: int  # index of the sentence in the document
    line: Line
    quantity: Quantity
    places: tuple[Place, ...]
    metric: str
    how: How  # the text names that metric


@dataclass(frozen=True, slots=True)
class Decision:
    """That a number is an outcome: how likely, the rule that says so, and what may fill the slots that words leave
    empty (slot -> an entity's id or words)."""

    confidence: float
    rule: str
    fillers: Mapping[str, str] = field(default_factory=dict)


Decide = Callable[[Document, tuple[Entity, ...], Reported], Decision | None]
"""Whether a number is an outcome."""


def numbers(doc: Document, entities: tuple[Entity, ...]) -> Iterator[Reported]:
    """All numbers of the abstract that are no part of a name ("MLPerf 1.1")."""
    for at, line in enumerate(doc.lines):
        if line.field == "title":
            continue
        here = list(quantities(line.text))
        if len(here) > threshold("results", "numbers-of-a-sentence"):
            continue
        places = tuple(places_of(line, entities))
        named: dict[str, str] = {}
        before: Reported | None = None
        for quantity in here:
            if any(place.start <= quantity.start < place.end for place in places):
                continue
            metric, how = metric_of(quantity, places, line)
            # "an F1 of 0.34 vs 0.15"
            if (
                how != "beside"
                and before
                and quantity.unit == before.quantity.unit
                and _VERSUS.fullmatch(line.text, before.quantity.end, quantity.start)
            ):
                metric, how = before.metric, before.how
            # "error falls by 2% on A, 3% on B": the later number is of the earlier one's metric
            if how == "implied":
                metric = named.get(quantity.unit, metric)
            elif quantity.unit:
                named[quantity.unit] = metric
            before = Reported(at, line, quantity, places, metric, how)
            yield before
            if how == "beside":
                alone = sum(other.unit == quantity.unit for other in here) == 1
                for other in also(quantity, metric, places, line, alone):
                    yield replace(before, metric=other)


def results(doc: Document, entities: tuple[Entity, ...], decide: Decide) -> tuple[Result, ...]:
    """Every number that the abstract reports as an outcome, in order; what says the same once."""
    main = next((e.id for e in entities if e.role == "proposed" and e.type == "method"), None)
    only = {type_: _only(entities, type_) for type_ in ("dataset", "hardware")}
    found: dict[Result, Result] = {}
    for number in numbers(doc, entities):
        decision = decide(doc, entities, number)
        if decision is None:
            continue
        result = _result(number, decision, main, only)
        found.setdefault(said(result), result)
    return tuple(found.values())


def said(result: Result) -> Result:
    """What a result says, whatever words say it and however sure it is: two that say the same are one."""
    return replace(result, evidence=_NOWHERE, polarity="asserted", confidence=0.0, rule="")


_NOWHERE = Evidence("abstract", 0, 0, "")


def _only(entities: tuple[Entity, ...], type_: str) -> str | None:
    """The paper's one thing of a type: what it measured on, or with; None where it names several or none."""
    found = [entity.id for entity in entities if entity.type == type_ and entity.id != entity.name]
    return found[0] if len(found) == 1 else None


def by_words(doc: Document, entities: tuple[Entity, ...], number: Reported) -> Decision | None:  # noqa: ARG001 - as Decide
    """The decision of the rules: a metric beside the number, or a word of change and a unit."""
    quantity, text = number.quantity, number.line.text
    if number.at < doc.own_part or is_setting(number):
        return None
    if not quantity.unit and not (number.how == "beside" and _is_measure(number)):
        return None
    if number.how != "beside" and not (_CHANGE.search(text) or _FASTER.search(text) or _runs(number)):
        return None
    confidence = threshold("results", "metric-beside" if number.how == "beside" else "metric-elsewhere")
    return Decision(confidence, f"number:metric-{number.how}")


_NUMBERED = re.compile(r"\(\d{1,2}\)|\d{1,2}\)")  # "(4) comparisons show"


def is_setting(number: Reported) -> bool:  # noqa: PLR0911 - one return a rule, the surest first
    """A year, a count of things, or a share of the data: no outcome."""
    quantity, text = number.quantity, number.line.text
    if _SAID_TWICE.search(text, max(0, quantity.start - 24), quantity.end + 24):
        return False
    if quantity.unit == "x" and _NUMBER_AFTER.match(text, quantity.end):
        return True
    symbol = _SYMBOL_BEFORE.search(text, max(0, quantity.start - 12), quantity.start)
    if symbol and not _CORRELATION.search(text, max(0, quantity.start - 24), quantity.start):
        return True
    if _NUMBERED.fullmatch(text, max(0, quantity.start - 1), quantity.end + 1):
        return True
    if not quantity.unit and (_NO_RESULT_AFTER.match(text, quantity.end) or _YEAR.fullmatch(quantity.value)):
        return True
    if _AT_A_LEVEL.search(text, 0, quantity.start):
        return True
    if _OF_THE_DATA.match(text, quantity.end):
        return not _HAPPENS.search(text, 0, quantity.start)
    return quantity.unit == "steps"


def _runs(number: Reported) -> bool:
    """How fast, long or dear something runs: "at 25 FPS on edge devices", "trains within 11 hours"."""
    return number.quantity.unit in _OF_A_MACHINE and bool(_RUNS.search(number.line.text))


def _is_measure(number: Reported) -> bool:
    """A bare number needs a metric right beside it, or decimals: "a BLEU of 28.4", "41.8 BLEU"."""
    quantity = number.quantity
    near = any(
        place.entity.type == "metric"
        and (0 <= place.start - quantity.end <= 3 or 0 <= quantity.start - place.end <= 12)
        for place in number.places
    )
    return near or bool(re.search(r"\d[.,]\d", quantity.value))


def _result(number: Reported, decision: Decision, main: str | None, only: Mapping[str, str | None]) -> Result:
    line, quantity, places, fillers = number.line, number.quantity, number.places, decision.fillers
    beaten = beaten_method(quantity, places, line)
    baseline = None if beaten else baseline_of(quantity, places, line) or fillers.get("baseline")
    method = beaten or method_of(quantity, places, line, main, baseline)
    dataset = dataset_of(quantity, places, line) or fillers.get("dataset") or only["dataset"]
    # one thing fills one slot: what a ratio is of is compared with, what a measure is of was measured on
    if baseline == dataset and quantity.unit == "x":
        dataset = None
    elif baseline in (method, dataset):
        baseline = None
    hardware = hardware_of(quantity, places) or fillers.get("hardware")
    if hardware is None and quantity.unit in _OF_A_MACHINE:
        hardware = only["hardware"]
    return Result(
        metric=number.metric,
        value=quantity.value,
        unit=quantity.unit,
        evidence=_evidence(line, quantity),
        method=method,
        dataset=dataset if dataset != method else None,
        baseline=baseline,
        hardware=hardware,
        condition=condition_of(quantity, line),
        polarity=polarity(line.text, quantity.start),
        confidence=round(decision.confidence, 2),
        rule=decision.rule,
    )


def _evidence(line: Line, quantity: Quantity) -> Evidence:
    """The clause around the number, from colon or semicolon to the next semicolon."""
    start = max((m.end() for m in re.finditer(r"[;:]\s", line.text[: quantity.start])), default=0)
    closing = line.text.find("; ", quantity.end)
    end = closing if closing >= 0 else len(line.text)
    shift = line.sentence.start
    return Evidence(line.field, shift + start, shift + end, line.text[start:end])
