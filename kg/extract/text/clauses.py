"""Where one clause of a sentence ends and the next begins, as far as signs and small words show it."""

from __future__ import annotations

import re

# a clause begins with these words, wherever they stand
_BEGINS = re.compile(
    r"[;:](?=\s)|"
    r",\s+(?=(?:but|while|whereas|although|even though|even as|though|however|yet|so|which|who|whose|where|since|"
    r"because|as (?:it|they|we|the)|and (?:thus |hence |so )?(?:we|it|they|our|its|this|these|the))\b)|"
    r"\s(?=(?:but(?! also)|whereas|while|although|even though|though|because|and (?:we|our|this paper))\b)",
    re.IGNORECASE,
)
# a clause that begins with these is closed by the next comma
_SUBORDINATE = re.compile(
    r"\W*(?:although|even (?:though|when|if)|though|while|whereas|since|because|as(?! \w+ (?:by|in)\b)|if|when|unlike|"
    r"despite|without|instead of|rather than|given|compared|contrary|in contrast to|which|who|whose|where)\b",
    re.IGNORECASE,
)
_COMMA = re.compile(r",(?=\s)")
# words between two commas that interrupt a clause without ending it
_ASIDE = re.compile(
    r",\s(?:however|therefore|thus|hence|moreover|furthermore|in general|in turn|in contrast|in fact|in particular|"
    r"unfortunately|surprisingly|to our knowledge|by itself|on average),(?=\s)",
    re.IGNORECASE,
)


def without_asides(sentence: str) -> str:
    """The sentence with ", however," and the like blanked out; every other character keeps its place."""
    return _ASIDE.sub(lambda match: " " * len(match.group()), sentence)


def clause_at(sentence: str, position: int) -> tuple[int, int]:
    """Start and end of the clause that holds a position. Give it a sentence `without_asides`."""
    start = 0
    while True:
        end = _clause_end(sentence, start)
        if position < end or end >= len(sentence):
            return start, end
        start = end


def _clause_end(sentence: str, start: int) -> int:
    """The first place after `start` where another clause begins."""
    ends = [len(sentence)]
    begins = _BEGINS.search(sentence, start + 1)
    if begins:
        ends.append(begins.end())
    if _SUBORDINATE.match(sentence, start):
        comma = _COMMA.search(sentence, start + 1)
        if comma:
            ends.append(comma.end())
    return min(ends)
