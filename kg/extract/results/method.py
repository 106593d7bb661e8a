"""Whose number it is: the paper's own, or that of a method it is told beside."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.results.places import Place
from kg.extract.text.clauses import clause_at, without_asides
from kg.extract.text.document import Line
from kg.extract.text.quantities import Quantity

# "while the ResNet reaches …": what may stand before the subject of a clause, and what shows that it is one
_BEFORE_SUBJECT = re.compile(
    r"\W*(?:(?:but|while|whereas|although|though|and|the|a|an|where)\b\W*)*"
    r"(?:(?:[\w-]+\s+){1,3}(?:such as|like|including)\s+)?",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\s+(?:(?:only|still|just|already|\w+ly)\s+)?(?:reach|achiev|obtain|attain|yield|get|scor|need|requir|take|took|run|ran|has|had|"
    r"is|was|give|gave|show|report|hit|stand|remain|stay|stagnat|drop|fall|fell)\w*\b",
    re.IGNORECASE,
)
# "compared to ResNet at 76.1%", "than ResNet, which has 40 ms", "over ResNet (76.1%)"
_COMPARED = re.compile(
    r"\b(?:compared (?:to|with)|than|versus|vs\.?|over|against|exceed\w*|surpass\w*)\s+(?:the\s+|a\s+|an\s+)?$",
    re.IGNORECASE,
)
_ITS_NUMBER = re.compile(
    r"(?:['’]s)?\s*(?:\(|at\s|of\s|with\s|,?\s*(?:which|that)\s+(?:\w+ly\s+)?\w+s?\s)?\s*(?:only\s+|an?\s+)?(?:[\w-]+\s+of\s+)?[$~≈]*",
)
# the number itself is what something is compared with: "vs. 0.15", "from 51% to"
_BESIDE_OTHERS = re.compile(r"\b(?:vs\.?|versus|compared (?:to|with)|against|from)\s+[~$≈]?$")
_WITH = re.compile(r"\s*(?:\w+\s+){0,2}(?:with|for|of|by|using)\s+(?:the\s+)?")


def method_of(
    quantity: Quantity, places: Sequence[Place], line: Line, main: str | None, baseline: str | None
) -> str | None:
    """The method that a number is of: the subject of its clause or what the number stands beside, else the paper's own.

    Args:
        quantity: the number.
        places: what its sentence names.
        line: the sentence.
        main: the method that the paper brings.
        baseline: what the number was found to be compared with.

    Returns:
        An entity's id or words of the text; None where the text leaves open whose it is.
    """
    text = without_asides(line.text)
    others = [p for p in places if p.entity.type == "method" and p.entity.role != "proposed"]
    for place in others:
        compared = place.end <= quantity.start and _COMPARED.search(text, 0, place.start)
        if compared and _ITS_NUMBER.fullmatch(text, place.end, quantity.start):
            return place.entity.id
    if "-" not in quantity.value and _BESIDE_OTHERS.search(text, 0, quantity.start):
        # "compared to 138.7 with DDIM"; "from 76.1% to 80.2% compared to ResNet"
        told = (p for p in others if p.start >= quantity.end and _WITH.fullmatch(text, quantity.end, p.start))
        return next((p.entity.id for p in told), baseline)
    start, _ = clause_at(text, quantity.start)
    for place in others:
        if start <= place.start < quantity.start:
            first = _BEFORE_SUBJECT.fullmatch(text, start, place.start)
            return place.entity.id if first and _VERB.match(text, place.end, quantity.start) else main
    return main


# "outperforming A (60.0%), B (63.0%) and C (77.0%)": each number in parentheses is of what stands before it
_BEATS = re.compile(
    r"\b(?:outperform|surpass|exceed|beat)\w*\s+(?:[^,;()]{2,60}?\s*\([^()]{1,30}\)(?:,\s+and|,|\s+and)\s+)*"
    r"(?:the\s+|an?\s+|both\s+)?(?P<words>[^,;()]{2,60}?)\s*\([$~≈]*$"
)
_REACH = 400  # characters of such a list before a number


# "outperforms all on ImageNet (81.2%)" tells the paper's own
_NO_NAME = re.compile(r"\b(?:on|in|by|for|across|at|with|from|all|baselines?|methods?|models?|approaches)\b")


def beaten_method(quantity: Quantity, places: Sequence[Place], line: Line) -> str | None:
    """What was beaten with this number: an entity's id or words; None where the number is no such one."""
    text = line.text
    before = text[max(0, quantity.start - _REACH) : quantity.start]
    listed = _BEATS.search(before)
    if listed is None:
        return None
    shift = quantity.start - len(before)
    there = [p.entity for p in places if listed.start("words") <= p.start - shift < listed.end("words")]
    named = [entity.id for entity in there if entity.type == "method" and entity.role != "proposed"]
    if named or there or _NO_NAME.search(listed["words"]):
        return named[-1] if named else None
    return listed["words"]
