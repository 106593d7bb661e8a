"""What a number was measured on, against and with: dataset, baseline, hardware and setting, from the words around it.

A slot's filler is an entity's id where one stands there, else the words themselves as the text has them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.results.places import Place, paired, respective_words
from kg.extract.text.document import Line
from kg.extract.text.quantities import Quantity

_AGAINST = re.compile(
    r"\b(?:than|compared (?:\w+ )?(?:to|with|against)|comparison (?:to|with)|versus|vs\.?|relative to|superior to|"
    r"with respect to|w\.r\.t\.?|outperform\w*|surpass\w*|beat(?:s|ing)?|improv\w+ (?:up)?on|as opposed to|"
    r"in contrast (?:to|with)|unlike|"
    r"comparable to)"
    r"(?![\w-])",
    re.IGNORECASE,
)
_OVER = re.compile(r"\b(?:over|against|exceed\w*|baselines?|match(?:es|ing)?)(?=\W|$)", re.IGNORECASE)
# "speeds up X by 2.2x": X is what it was before
_CHANGED = re.compile(
    r"\b(?:speed(?:s|ing)? up|accelerat\w+|improv\w+|boost\w*|reduc\w+|increas\w+|performance of|for|"
    r"upscale|of)(?=\W|$)",
    re.IGNORECASE,
)
_PHRASE_ENDS = re.compile(
    r"[,;:.()]|\b(?:on|in|by|with|for|while|when|and|at|using|under|across|without|to|from|which|that|where|as|via|"
    r"respectively|through|after|during|within|show\w*|demonstrat\w+|indicat\w+|reveal\w*|confirm\w*|suggest\w*|observ\w+|"
    r"achiev\w+|prov\w+|validat\w+)\b"
)
_SETTING = re.compile(
    r"\(\s*(?:with |at )?((?:seq\.? length|sequence length|batch size|k|n|NFEs?|steps?)\s*=?\s*\d+\w*)|"
    r"\b(?:with|using|in|at|within|under) (?:just |only |as few as |fewer than )?"
    r"((?:\d[\d,KM]*|one|two|three|four|five|six|eight|ten) (?:NFEs?|(?:\w+ )?steps?|function evaluations|shots?|"
    r"iterations|epochs|demonstrations|layers|bits|samples|examples|GPUs?|parameters))\b",
    re.IGNORECASE,
)


def dataset_of(  # noqa: PLR0911 - one return a rule, the surest first
    quantity: Quantity, places: Sequence[Place], line: Line
) -> str | None:
    """What the number was measured on: a dataset of the clause, the first after the number before the last one before
    it; else a model that it is said "for" or "on"; else the words after "on" or "across"."""
    first, last = _clause(line.text, quantity)
    datasets = [place for place in places if place.entity.type == "dataset"]
    if listed := paired(quantity, datasets, line):
        return listed
    if words := respective_words(quantity, line):
        return next((p.entity.id for p in datasets if line.text[p.start : p.end] in words), words)
    if right_after := _ON_AFTER.match(line.text, quantity.end):
        # "by 3% on class-incremental learning" does not say on which data, where the clause names some
        named = any(first <= p.start < last for p in datasets)
        may = ("dataset", "method") if named else ("dataset", "method", "task")
        on = [p for p in places if p.start == right_after.end() and p.entity.type in may]
        if on:
            return on[0].entity.id
    for here in ([p for p in datasets if first <= p.start < last], [p for p in datasets if p.start < last]):
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
        fits = place.entity.type in ("method", "task") and place.entity.role != "proposed"
        compared = _AGAINST.search(line.text, quantity.end, place.start)  # "30 FPS, compared to 12 FPS for B"
        if (
            fits
            and not compared
            and first <= place.start < last
            and _ON.search(line.text, max(first, place.start - 40), place.start)
        ):
            return place.entity.id
    return _tested_on(quantity, places, line)


def _tested_on(quantity: Quantity, places: Sequence[Place], line: Line) -> str | None:
    """The words after "on" or "experiments on", unless they name a machine."""
    first, last = _clause(line.text, quantity)
    for phrase in (
        _ON_WORDS.search(line.text, quantity.end, last),
        _TESTED_ON.search(line.text, first, quantity.start),
    ):
        if phrase and (words := _phrase(line.text, phrase.end(), counted=True)):
            stretch = range(phrase.end(), phrase.end() + len(words))
            if not any(place.entity.type == "hardware" and place.start in stretch for place in places):
                return words
    return None


_OPENED = re.compile(r"\s*(?:\w+\s*)?[(\[][$~+\s]*(?:i\.e\.,?\s*)?[$~+]*")
_ON_AFTER = re.compile(r"(?:\s+[\w-]+){0,3}?\s+on\s+(?:the\s+|a\s+|both\s+)?")
_TESTED_ON = re.compile(
    r"\b(?:experiment|evaluation|evaluate|result|test|validat|benchmark)\w*\s+(?:\w+\s+){0,3}?(?:on|over|across)\s+(?=\w)",
    re.IGNORECASE,
)
_ON = re.compile(r"\b(?:for|on|across|in|case of|applied to)\s+(?:the\s+|a\s+|an\s+|our\s+)?$", re.IGNORECASE)
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
    others = [p for p in places if p.entity.type in ("method", "hardware") and p.entity.role != "proposed"]
    if named := _raised(quantity, others, line) or _beaten_by(quantity, others, line):
        return named
    for cue in (_AGAINST, _OVER, _CHANGED):
        found = [
            m
            for m in cue.finditer(line.text, first, last)
            if not (m.start() < quantity.end and quantity.start < m.end())
            and not _BUT.search(line.text, min(m.end(), quantity.end), max(m.start(), quantity.start))
        ]
        found.sort(key=lambda m: (m.start() < quantity.start, abs(m.start() - quantity.start)))
        for match in found:
            for place in others:
                gap = line.text[match.end() : place.start] if place.start >= match.end() else None
                if gap is not None and len(gap) <= 60 and not _NOT_ACROSS.search(gap):
                    return place.entity.id
            phrase = None if cue is _CHANGED else _phrase(line.text, match.end())
            if phrase and not any(
                p.entity.type == "dataset" and 0 <= p.start - match.end() <= len(phrase) for p in places
            ):
                return phrase
    return None


def _raised(quantity: Quantity, others: Sequence[Place], line: Line) -> str | None:
    """What is raised from one number to another: "improves A from 51% to 55%, beyond B"."""
    for place in others:
        if place.end <= quantity.start and _FROM_TO.fullmatch(line.text, place.end, quantity.start):
            return place.entity.id if _RAISES.search(line.text, 0, place.start) else None
    return None


_RAISES = re.compile(
    r"\b(?:improv|boost|increas|rais|lift|enhanc|push|bring|tak|speed|accelerat|reduc|cut|lower|shrink)\w*\s+"
    r"(?:(?:up|the|\w+ly)\s+){0,2}(?:(?:[\w-]+\s+){1,3}of\s+(?:the\s+)?)?$",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    r"(?:['’]s\s+(?:[\w@-]+\s+){1,4}|\s+(?:(?:on|in)\s+[\w-]+\s+)?)from\s+"
    r"(?:[$~≈]*[\d.,]+\s?(?:\\?%|x|points|\w+)?\s+to\s+)?[$~≈]*"
)


def _beaten_by(quantity: Quantity, others: Sequence[Place], line: Line) -> str | None:
    """What stands before "by" and the number: "outperforms A by 2% and B by 3%", "outperforms A and B by 2% and 3%"."""
    text = line.text
    beats = _AGAINST.search(text, 0, quantity.start)
    by = _BY_NUMBER.search(text, 0, quantity.start)
    if beats is None or by is None:
        return None
    beaten = [
        p for p in others if beats.end() <= p.start and p.end <= by.start() and not _WITHIN.search(text, 0, p.start)
    ]
    if beaten and not text[beaten[-1].end : by.start()].strip():
        return beaten[-1].entity.id
    return paired(quantity, beaten, line)


_BY_NUMBER = re.compile(
    r"\s*\bby\s+(?:[a-z]+\s+){0,3}[$~≈+\\]*(?:[\d.]+\s?(?:\\?%|x|points)?(?:,|\s+and|,\s+and)\s+)*[$~≈+\\]*$"
)
_WITHIN = re.compile(r"\b(?:in|on|of|for|with)\s+(?:the\s+)?$")
_BUT = re.compile(r"\b(?:but|whereas|although|while(?! \w+ing\b))\b", re.IGNORECASE)
_NOT_ACROSS = re.compile(r"[;:]|\d\s?%|\b(?:on|in|across)\b|\) ")


def _phrase(text: str, start: int, *, counted: bool = False) -> str | None:
    """The words after a cue, up to the end of the phrase; none where they say a number or nothing much."""
    while start < len(text) and text[start].isspace():
        start += 1
    ending = _PHRASE_ENDS.search(text, start)
    words = text[start : ending.start() if ending else len(text)].strip()
    things = counted and re.fullmatch(r"\d+ (?:[\w-]+ ){0,3}[a-z]+s", words)  # "15 languages"
    if not words or (words[0].isdigit() and not things) or words[0] in "$\\~" or len(words) > 80:
        return None
    return words if re.search(r"[^\W\d_]{3}", words) else None


def hardware_of(quantity: Quantity, places: Sequence[Place]) -> str | None:
    """The first hardware named after the number, else the nearest before it."""
    machines = [place for place in places if place.entity.type == "hardware"]
    after = [place for place in machines if place.start >= quantity.end]
    return (after[0] if after else machines[-1]).entity.id if machines else None


def condition_of(quantity: Quantity, line: Line) -> str | None:
    """The setting of the measurement right after the number: "with 10 NFEs", "(seq. length 512)"."""
    match = _SETTING.search(line.text, quantity.end)
    return (match.group(1) or match.group(2)) if match and match.start() < quantity.end + 60 else None
