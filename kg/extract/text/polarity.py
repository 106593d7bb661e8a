"""Whether a sentence asserts what it says at a place, denies it, hedges it, or attributes it to someone else.

Each sign of denial or doubt has a scope: it reaches from where it stands to the end of its clause or to the next verb
of its own. Two negations in one scope cancel each other. "can" asserts: that a method can do something is what its
paper states of it. "may not" hedges: it does not deny. The signs are the rows of `kg/extract/cues/polarity.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.cues import pattern
from kg.extract.text.clauses import clause_at, without_asides
from kg.model import Polarity

_FARTHEST = 600  # characters around a cue that are looked at
_AHEAD = 20  # characters after a cue that a sign before it may have to look at
_REACH = 80  # characters that a negation or a modal verb reaches at most
# what may stand between the beginning of a clause and its subject
_SUBJECT_STARTS = (
    r"(?:^\W*|[,(]\s*|\b(?:that|while|although|though|since|because|whereas|but|and|where|when|as)\s+)"
    r"(?:(?:the|many|most|some|several|much|a few|of the|all|nearly all|both)\s+)*"
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|first|originally|recently)\s*$|^[^.]*\b(?:is|was|were|been)\b")
_THIS_PAPER = re.compile(r"\bthis (?:paper|article|chapter|section|work|tutorial|thesis|talk)\b", re.IGNORECASE)


def polarity(sentence: str, cue: int, about: int | None = None) -> Polarity:
    """How a sentence means what it says at a place.

    Args:
        sentence: the sentence.
        cue: the position in it of the word that says the relation or the number.
        about: the position of the thing it is said of, where that is known and stands after the cue; in a clause
            other than the cue's, that clause alone counts.

    Returns:
        the first of "attributed", "negated", "hedged" whose sign has the cue in its scope, else "asserted".
    """
    # no sign reaches further: a sentence without end takes no longer to read
    first = max(0, cue - _FARTHEST)
    sentence = without_asides(sentence[first : max(cue, about or 0) + _FARTHEST])
    cue, about = cue - first, None if about is None else about - first
    if about is None or about <= cue:
        return _at(sentence, cue)
    if clause_at(sentence, cue) != clause_at(sentence, about):
        return _at(sentence, about)
    said = _at(sentence, cue)
    return _at(sentence, about) if said == "asserted" else said


def _at(sentence: str, cue: int) -> Polarity:
    start, end = clause_at(sentence, cue)
    before, after = sentence[start:cue], sentence[cue:end]
    if _attributed(before, after):
        return "attributed"
    if _negated(before, after):
        return "negated"
    return "hedged" if _hedged(before, after) else "asserted"


def _attributed(before: str, after: str) -> bool:
    if _cue("own").search(before):
        return False
    clause = before + after
    if _cue("according").search(clause):
        return True
    subjects = pattern("polarity", "others-subject", _SUBJECT_STARTS).finditer(clause, 0, len(before) + _AHEAD)
    if any(match.end() <= len(before) for match in subjects):
        return True
    if _PASSIVE.search(before) and _cue("by-others").match(after):
        return True
    return _cue("shown-by").search(before) is not None or _cue("hearsay").search(clause) is not None


def _negated(before: str, after: str) -> bool:
    signs = [sign for sign in _reaching("negates", before, after) if not _denies_nothing(before + after, sign)]
    # "not … nor", "neither … nor", "no … nor": one negation said twice
    count = len([sign for sign in signs if sign.group().casefold() != "nor"]) or len(signs)
    within = _cue("negates-object").match(after)
    if within and not _denies_nothing(after, within):
        count += 1
    return count % 2 == 1


def _denies_nothing(text: str, sign: re.Match[str]) -> bool:
    """Whether a comparison, an emphasis or a harm follows: "no worse than", "not only", "without loss of"."""
    return _cue("denies-nothing").match(text, sign.end()) is not None


def _hedged(before: str, after: str) -> bool:
    if _cue("doubts").search(before) or _cue("questions").match(before + after):
        return True
    return any(
        sign.group() != "will" or not _THIS_PAPER.search(before + after) for sign in _reaching("hedges", before, after)
    )


def _reaching(says: str, before: str, after: str) -> Iterator[re.Match[str]]:
    """The signs before a cue whose scope is still open there."""
    clause = before + after
    cue = re.split(r"\W", after, maxsplit=1)[0]
    for sign in _cue(says).finditer(clause, max(0, len(before) - _REACH), len(before) + _AHEAD):
        if sign.end() > len(before):
            return
        # a verb that ends the scope may be the cue itself
        end = _cue("ends-scope").search(clause, sign.end(), len(before + cue))
        if end is not None and end.start() < len(before):
            continue
        # … and so may the preposition after a comparison: "does not beat B on C" denies nothing of C
        last = _cue("ends-scope-after").search(clause, sign.end(), len(before + cue) + 1)
        if last is None:
            yield sign


def _cue(says: str) -> re.Pattern[str]:
    return pattern("polarity", says)
