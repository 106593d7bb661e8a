"""What a reported number is: the level that a method reached, a change against something, or a count of cases.

An extractor that knows says so. Where none does, the unit and the words around the number decide, and where those leave
a doubt the number is of no kind. Some numbers are refused whatever their kind: thresholds, shares of data, and earlier
results that the text does not give to their owner.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["value", "change", "count", ""]
Direction = Literal["up", "down", ""]
Better = Literal["higher", "lower", ""]

UNITS = {
    "×": "x", "times": "x", "fold": "x", "-fold": "x", "pp": "points", "percentage points": "points", "point": "points",
    "percent": "%", "seconds": "s", "second": "s", "sec": "s", "milliseconds": "ms", "hour": "hours",
    "minute": "minutes",
}  # fmt: skip
_ALWAYS_A_CHANGE = frozenset(("x", "points"))
_HEDGE = r"(?:about|around|approximately|over|up to|more than|less than|at least|nearly|an average of|only|just|[~≈])"
_BY = re.compile(rf"\bby\s+(?:{_HEDGE}\s+)*$")
_REACHED = re.compile(
    r"(?:\b(?:at|of|to|reach\w*|achiev\w*|obtain\w*|attain\w*|yield\w*|get\w*|has|have|with|scor\w*|is|was|are|were|"
    rf"gives?|delivers?)|[:=(])\s*(?:an?\s+)?(?:{_HEDGE}\s+)*$"
)
_GAIN_OF = re.compile(
    r"\b(?:improvement|gain|increase|reduction|decrease|drop|decline|saving|boost|speed-?up|lift)s?(?:\s+of)?"
    rf"(?:\s+{_HEDGE})*\s*$"
)
_CHANGED = re.compile(
    r"\s*(?:(?!of\b|on\b|in\b|and\b|with\b|to\b)[\w-]+\s+){0,3}(?:improvements?|gains?|increases?|reductions?|decreases?|"
    r"drops?|declines?|degradations?|loss(?:es)?|savings?|speed-?ups?|better|worse|higher|lower|faster|slower|fewer|less|"
    r"more|smaller|larger|above|below|lift)\b(?!\s+than\s+[\d.])"
)
_FROM_TO = re.compile(r"\s*[$%{}]{0,2}\s*(?:to|→|->|⟶|\\?rightarrow)[\s$]*[\d.]")
_ARROW = re.compile(r"\s*[$%{}]{0,2}\s*(?:→|->|⟶|\\?rightarrow)[\s$]*[\d.]")
_ENDS_RANGE = re.compile(r"\bfrom\s+\S+\s+to\s*$|(?:→|->|\\?rightarrow)\s*$")
_IN_PERCENT = re.compile(r"\s*(?:top-\d|pass@|accuracy|precision|recall)")
_THRESHOLD = re.compile(r"\b(?:threshold|cut-?off|requirement|target)s?\s+(?:of|at)\s*(?:an?\s+)?$")
_PREVIOUS = re.compile(
    r"\b(?:previous|prior|earlier|existing|former|past)\s+(?:(?:best|record|state|of|the|art|sota|result|work|score|"
    r"method|top)\S*\s+)*(?:\([^)]*\)\s*)?(?:of|at|with|is|was)?\s*$",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\b(?:compared (?:to|with)|versus|vs\.?|instead of|up from|down from|rather than)\s*$")
_CASES = (
    r"(?:cases|patients|subjects|participants|images|videos|samples|examples|instances|questions|prompts|problems|"
    r"sentences|documents|papers|articles|records|images|tasks|datasets|benchmarks|languages|domains|users|hours of)"
)
_COUNTED = re.compile(rf"\s*(?:(?:out\s+)?of\s+(?:the\s+|all\s+)?\d|(?:[\w-]+\s+)?{_CASES}\b)")
_DATA = re.compile(
    r"\s*%?\s*(?:of\s+(?:the\s+|all\s+|its\s+|their\s+)?(?:[\w-]+\s+){0,2}|(?:fewer\s+|training\s+|labell?ed\s+)?)"
    r"(?:labels?|labelled|labeled|annotations?|data|dataset|samples|examples|tokens|parameters)\b"
)
_DOWN = r"reduc\w*|decreas\w*|less|lower\w*|fewer|drop\w*|declin\w*|smaller|shr[iau]nk\w*|sav(?:e|es|ed|ing|ings)|cuts?|fell|falls?|halv\w*|below"  # noqa: E501 - one expression
_UP = r"increas\w*|higher|more|greater|larger|rais\w*|rose|ris(?:es?|ing)|grow\w*|grew|above"
_GOOD = r"improv\w*|gains?|better|outperform\w*|beat\w*|surpass\w*|exceed\w*|faster|speed\w*|accelerat\w*|ahead|boost\w*|lift"  # noqa: E501
_BAD = r"worse\w*|degrad\w*|loss(?:es)?|slower|slow-?downs?|overhead|behind|deteriorat\w*"
_CUE = re.compile(rf"\b(?:(?P<down>{_DOWN})|(?P<up>{_UP})|(?P<good>{_GOOD})|(?P<bad>{_BAD}))\b", re.IGNORECASE)
_NAMES_A_GAIN = re.compile(r"speed-?ups?|acceleration|(?:gain|improvement|reduction|increase|saving)s?$", re.IGNORECASE)
_COUNTS = re.compile(r"number of (?!parameters|function|steps|iterations)|preference$|^participants$", re.IGNORECASE)
_SPEED = re.compile(r"speed|accelerat|throughput|frames per second|\bfps\b", re.IGNORECASE)
_REACH = 70  # characters around a number in which a word may say which way it went


@dataclass(frozen=True, slots=True)
class Reading:
    """What a number is; `refused` says why it may stand in no ranking, "" where it may."""

    kind: Kind
    direction: Direction = ""
    refused: str = ""


def unit_of(unit: str) -> str:
    """The unit in the spelling that all others of its kind are written in: "times" and "×" are "x"."""
    folded = " ".join(unit.split())
    return UNITS.get(folded.casefold(), folded)


def written(text: str, unit: str, kind: str = "", direction: str = "") -> str:
    """A number with its unit as it is shown: a change with its sign, a factor without."""
    unit = unit_of(unit)
    sign = {"up": "+", "down": "−"}.get(direction, "") if kind == "change" and unit != "x" else ""
    return f"{sign}{text.lstrip('+-−') if sign else text}{'' if unit in ('%', 'x', '') else ' '}{unit}"


def reading(
    text: str,
    unit: str,
    quote: str,
    *,
    metric: str = "",
    better: Better = "",
    kind: Kind = "",
    direction: Direction = "",
    proposed: bool = False,
) -> Reading:
    """What a number is, by what the extractor says of it and by the words of its sentence.

    Args:
        text: the number as written.
        unit: its unit, "" for none.
        quote: the sentence that states it.
        metric: what it is a number of.
        better: whether higher or lower is better of that, "" where not known.
        kind: what the extractor takes it for, "" where it does not say.
        direction: which way a change went, by the extractor.
        proposed: it is said to be a number of what its paper proposes.
    """
    unit, before, after = unit_of(unit), *_around(text, unit, quote)
    refused = _refused(before, after, unit, kind, proposed)
    kind = kind or _kind(text, unit, before, after, metric)
    if kind != "change":
        return Reading(kind, "", refused or ("" if kind else "its words do not say whether it is a level or a change"))
    if text.startswith(("-", "−")):
        direction = "down"
    elif text.startswith("+"):
        direction = direction or "up"
    elif not direction and (_NAMES_A_GAIN.search(metric) or (unit == "x" and _SPEED.search(metric))):
        direction = "up"  # more of what is called a gain, whatever else the sentence says
    direction = direction or _direction(before, after, metric, better)
    return Reading(kind, direction, refused or ("" if direction else "its words do not say whether it rose or fell"))


def _around(text: str, unit: str, quote: str) -> tuple[str, str]:
    """What stands before a number and after it with its unit; both "" where the number is written otherwise."""
    found = re.search(rf"(?<![\d.]){re.escape(text)}(?![\d])", quote)
    if found is None:
        return "", ""
    after = quote[found.end() :].lstrip("}").removeprefix("\\").removeprefix("%").removeprefix(" times")
    return quote[: found.start()].rstrip("{"), after.removeprefix(" " + unit).removeprefix(unit)


def _refused(before: str, after: str, unit: str, kind: Kind, proposed: bool) -> str:
    if _THRESHOLD.search(before):
        return "it is a threshold"
    if kind in ("", "value") and unit == "%" and _DATA.match(after):
        return "it is a share of data, not of success"
    if kind in ("", "value") and unit == "" and _COUNTED.match(after):
        return "it counts cases"
    if proposed and kind in ("", "value"):
        is_start = _ARROW.match(after) or (_FROM_TO.match(after) and re.search(r"\bfrom\s*$", before))
        if is_start or _PREVIOUS.search(before) or _AGAINST.search(before):
            return "it is an earlier result, and its owner is not known"
    return ""


def _kind(text: str, unit: str, before: str, after: str, metric: str) -> Kind:
    """The kind that the first test which holds stands for; the surest signs come first."""
    begins_range = _FROM_TO.match(after) and re.search(r"\bfrom\s*$", before)
    named = after.lstrip(" -").casefold().startswith(metric.casefold()) if metric else False
    tests: tuple[tuple[object, Kind], ...] = (
        (re.fullmatch(_CASES, unit, re.IGNORECASE) or (_COUNTS.match(metric) and unit not in ("%", "x")), "count"),
        (not any(c.isdigit() for c in text), ""),
        (unit in _ALWAYS_A_CHANGE or text.startswith("+") or before.endswith("+"), "change"),
        (unit in ("%", "") and _NAMES_A_GAIN.search(metric), "change"),
        (begins_range or _ENDS_RANGE.search(before), "value"),
        (_BY.search(before) or _GAIN_OF.search(before), "change"),
        (text.startswith(("-", "−")), ""),
        (named and unit == "%" and _CHANGED.match(after.lstrip(" -")[len(metric) :]), "change"),
        (named, "value"),
        (_CHANGED.match(after), "change"),
        (unit != "%" or _REACHED.search(before) or _IN_PERCENT.match(after), "value"),
    )
    return next((kind for holds, kind in tests if holds), "")


def _direction(before: str, after: str, metric: str, better: Better) -> Direction:
    """Which way a change went, by the word nearest to the number that says it."""
    own = {word.casefold() for word in re.findall(r"\w+", metric)}
    nearest: tuple[int, str] | None = None
    clause = re.split(r"[;:.](?=\s)", before[-_REACH:])[-1]
    for side, is_before in ((clause, True), (re.split(r"[;.](?=\s|$)|,\s", after[:_REACH])[0], False)):
        for cue in _CUE.finditer(side):
            if cue.group().casefold() in own:
                continue
            distance = len(side) - cue.end() if is_before else cue.start()
            if nearest is None or distance < nearest[0]:
                nearest = distance, str(cue.lastgroup)
    if nearest is None:
        return ""
    if nearest[1] in ("up", "down"):
        return "up" if nearest[1] == "up" else "down"
    if better == "":
        return ""
    return "up" if (nearest[1] == "good") == (better == "higher") else "down"
