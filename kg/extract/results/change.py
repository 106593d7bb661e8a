"""What a change is a change of: "reduces the search time by 40%", "a 44% improvement in path reconstruction"."""

from __future__ import annotations

import re

from kg.extract.text.quantities import Quantity

_CHANGE = r"(?:improvement|reduction|increase|gain|decrease|drop|saving|boost|decline|degradation|loss)s?"
_CHANGES = (
    r"(?:reduc|improv|increas|decreas|lower|rais|boost|cut|expand|enhanc|shrink|lengthen|shorten|sav|amplify|amplifi)"
    r"(?:e|es|ed|ing|s|ting)?"
)
_NUMBER = r"[~$≈+\\-]*[\d.,-]+\s?(?:\\?%|x|×|points|\w+)?"
_APPROXIMATELY = (
    r"(?:(?:up\s+to|about|over|more\s+than|at\s+least|an?\s+average\s+of|approximately|roughly|around|only|nearly|almost|as\s+"
    r"much\s+as|a\s+factor\s+of|between|to|respectively)\s+)*"
)
# a noun phrase: the words up to the next preposition, conjunction or stop
_STOP = (
    r"of|for|on|in|over|compared|with|while|whereas|and|or|to|at|than|when|by|from|across|relative|versus|vs|without|using|under|"
    r"is|are|was|were|as|that|which|the|a|an|its|our|their|both|all|each|per|through|via|against|terms|due|respectively|"
    r"after|before|during|but|since|during|between|only|this|these|it|up|down"
)
_WHAT = (
    r"(?:(?:the|its|their|our|an?|overall|total|average|mean)\s+)*"
    rf"(?P<what>(?!(?:{_STOP})\b)[\w@%-]+(?:\s+(?!(?:{_STOP})\b)[\w@%-]+){{0,4}})"
)
_AFTER = re.compile(
    rf"[\s$~)-]*(?:(?:absolute|relative|average|overall|further|additional)\s+)*{_CHANGE}\s+(?:in|of)\s+{_WHAT}"
)
_COMPARED = re.compile(
    rf"[\s$~)-]*(?:less|fewer|lower|higher|smaller|larger|greater|reduced|improved)\s+{_WHAT}", re.IGNORECASE
)
_BEFORE = re.compile(
    rf"\b{_CHANGES}\s+{_WHAT}(?P<rest>(?:\s+(?:of|for|in|on)\s+[^.;:,]{{1,60}}?)?)\s+(?:by|from)\s+{_APPROXIMATELY}"
    rf"(?:{_NUMBER}(?:,|\s+and|\s+to|,\s+and)\s+{_APPROXIMATELY})*[~$≈+\\-]*$",
    re.IGNORECASE,
)
# "latency is reduced by 40%", "the memory that it needs falls to 3 GB": what stands before the verb
_FALLS = re.compile(
    rf"(?<!\w)(?P<what>(?:(?!(?:{_STOP}|we|be)\b)[\w@%-]+\s+){{1,4}}?)(?:(?:can|could|may|might|would|will|is|are|was|were|be|been)\s+)*"
    rf"(?:\w+ly\s+)?(?:{_CHANGES}|falls?|fell|drops?|dropped|ris(?:es|e|ing)|rose|grows?|grew|declin(?:es?|ed))\s+(?:by|from|to)\s+"
    rf"{_APPROXIMATELY}(?:{_NUMBER}\s+(?:to|and)\s+{_APPROXIMATELY})?[~$≈+\\-]*$",
    re.IGNORECASE,
)
# what is bettered, but not what is measured of it
_BETTERED = re.compile(
    r"(?:state-of-the-art|SOTA|baselines?|results?|models?|methods?|approach(?:es)?|networks?|counterparts?|systems?|studies|work)$",
    re.IGNORECASE,
)
_REACH = 160  # characters before a number in which the verb stands


def changed_quantity(text: str, quantity: Quantity) -> tuple[int, int] | None:
    """Where the sentence names what a number's change is of; None where it does not say so in these words.

    Args:
        text: the sentence.
        quantity: one of its numbers.

    Returns:
        Offsets of the words in `text`, the last five at most, without articles.
    """
    for pattern in (_AFTER, _COMPARED):
        if found := pattern.match(text, quantity.end):
            return _measure(found)
    first = max(0, quantity.start - _REACH)
    verbs = [m.start() for m in re.finditer(rf"\b{_CHANGES}\s", text[first : quantity.start], re.IGNORECASE)]
    before = _BEFORE.match(text[: quantity.start], first + verbs[-1]) if verbs else None
    if before:
        return _measure(before)
    falls = _FALLS.search(text, first, quantity.start)
    return _measure(falls) if falls else None


def _measure(found: re.Match[str]) -> tuple[int, int] | None:
    words = found["what"].rstrip()
    return None if _BETTERED.search(words) else (found.start("what"), found.start("what") + len(words))
