"""Who wins: what a sentence says of the paper's own method when it names another beside it.

`comparison` never guesses: "A is outperformed by B", "A is on par with B" and "unlike B, A …" name B beside A, and
none of them says that A wins. The cue phrases are the rows of `kg/extract/cues/comparisons.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kg.extract.cues import pattern
from kg.extract.text.clauses import clause_at, without_asides
from kg.extract.text.document import Document
from kg.extract.text.polarity import polarity
from kg.extract.text.subjects import OWN, follows_preposition, is_own
from kg.model import Mention, Polarity

Outcome = Literal["wins", "lost", "parity", "differs", "compared", "none"]
"""The subject is better, worse, as good, merely different, or compared without a word on who wins; or no comparison."""

_SAYS: tuple[tuple[str, Outcome, Outcome], ...] = (
    # rows' "says"; what it means for what stands before the cue, and for what stands after it
    ("parity", "parity", "parity"),
    ("loses", "lost", "wins"),
    ("differs", "differs", "differs"),
    ("wins", "wins", "lost"),
    ("compares", "compared", "compared"),
)
_REACH = 160  # characters between a cue and what it compares with
# what ends the list of things after a cue
_CLAUSE_ENDS = re.compile(
    r"[;:]|,\s+(?:while|whereas|but|which|where|since|because|although|so|and (?:we|it|our))\b|"
    r"\b(?:while|whereas|but|because)\b|"
    r"\band (?:\w+ly |also |even )?(?:is|are|was|were|has|have|can|we|it|our|does|us(?:es|ed)|requires?|runs?|needs?|"
    r"achiev|reach|reduc|show|provid|enabl|allow|generali[sz]|work|scal|extend|employ|reli|train|combin|support|sav|cost)",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:without|using|via|with|through|when|if|thanks to|due to|despite|based on|built on)\b", re.IGNORECASE
)
_CIRCUMSTANCE = re.compile(r"(?<![\d%] )\b(?:on|in|for|at|by|across|under|from|to|during|within)\b", re.IGNORECASE)
_BY_NUMBER = re.compile(r"\bby [^,;]{0,20}?[\d.]+\s?[\w%×\\]*")  # "outperforms C by 2 points and B by 3"
_CLAUSE_FOLLOWS = re.compile(r",\s+(?!(?:and|or)\b)")
# between what is compared and the cue after it: "B also clearly beats A", "B (2021) does not reach A"
_TO_CUE = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:(?:and|or|,)\s+[\w.+-]+\s+)?"
    r"(?:(?:\w+ly|also|still|even|not|does|do|did|is|are|was|were|can|cannot|could|never|no|n't|has|have|been|far|much|often|"
    r"slightly|[\d.]+(?:x|×|%|\s?times)?)\s+)*"
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison as a sentence says it.

    Attributes:
        outcome: for the subject.
        start: where its words begin, in the field of the object's mention.
        polarity: how the sentence means them: "does not outperform" is a negated win.
    """

    outcome: Outcome
    start: int
    polarity: Polarity


def comparison(doc: Document, subject_mentions: Iterable[Mention], object_mention: Mention) -> Outcome:
    """What the sentence of a mention says of the subject against it; "none" also where it denies or doubts a win.

    Args:
        doc: the paper.
        subject_mentions: mentions of the paper's own method; "we", "our" and "it" count as such without.
        object_mention: one mention of what it is compared with.
    """
    found = find_comparison(doc, subject_mentions, object_mention)
    if found is None or (found.outcome == "wins" and found.polarity != "asserted"):
        return "none"
    return found.outcome


def find_comparison(doc: Document, subject_mentions: Iterable[Mention], object_mention: Mention) -> Comparison | None:
    """The comparison with a mention in its sentence, with its place and polarity; None where there is none."""
    line = doc.line_at(object_mention.field, object_mention.start)
    shift = line.sentence.start
    subjects = [
        (m.start - shift, m.end - shift)
        for m in subject_mentions
        if m.field == line.field and shift <= m.start < line.sentence.end
    ]
    text, start, end = without_asides(line.text), object_mention.start - shift, object_mention.end - shift
    if re.match(r"[-‐‑]\w", text[end:]):
        return None  # "B-based": a part of another name
    found = _after_cue(text, start, subjects) or _before_cue(text, start, end, subjects)
    if found is None:
        return None
    outcome, cue = found
    # "no better than B" holds its own negation: what counts for it stands before it
    said = polarity(line.text, cue, start if start > cue and outcome in ("wins", "lost") else None)
    if outcome == "parity" and said == "negated":
        outcome, said = "lost", "asserted"  # "cannot match B"
    return Comparison(outcome, shift + cue, said)


def _cues(text: str) -> tuple[tuple[int, int, Outcome, Outcome], ...]:
    """The cues of a sentence in order of place, none overlapping another; "no better than" precedes "better than"."""
    return _matches(text, tuple(pattern("comparisons", says) for says, _, _ in _SAYS))


@lru_cache(maxsize=64)  # the sentences of one paper, for all of its things
def _matches(text: str, patterns: tuple[re.Pattern[str], ...]) -> tuple[tuple[int, int, Outcome, Outcome], ...]:
    found: list[tuple[int, int, Outcome, Outcome]] = []
    for compiled, (_, before, after) in zip(patterns, _SAYS, strict=True):
        for match in compiled.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end, *_ in found):
                found.append((match.start(), match.end(), before, after))
    return tuple(sorted(found))


def _after_cue(text: str, start: int, subjects: Sequence[tuple[int, int]]) -> tuple[Outcome, int] | None:
    """The nearest cue before a thing that reaches it: "A outperforms B", "outperforms C on D and B"."""
    for first, last, outcome, _ in reversed(_cues(text)):
        if last <= start:
            if start - last > _REACH or not _reaches(text, last, start):
                return None
            symmetric = outcome in ("parity", "differs", "compared")
            if symmetric and _CLAUSE_FOLLOWS.search(text, last, start):
                return None  # "unlike B, A uses C"
            return (outcome, first) if symmetric or is_own(text, first, subjects) else None
    return None


def _reaches(text: str, start: int, end: int) -> bool:
    between = _BY_NUMBER.sub("", text[start:end])
    if _CLAUSE_ENDS.search(between) or _ELSEWHERE.search(between):
        return False
    return not _CIRCUMSTANCE.search(between)


def _before_cue(text: str, start: int, end: int, subjects: Sequence[tuple[int, int]]) -> tuple[Outcome, int] | None:
    """The cue right after a thing whose other side is the paper's own: "B surpasses our A"."""
    for first, last, _, outcome in _cues(text):
        if first < end:
            continue
        if not _TO_CUE.fullmatch(text, end, first) or follows_preposition(text, start):
            return None
        _, stop = clause_at(text, first)
        stop = min(stop, last + 60)
        own = OWN.search(text, last, stop) or any(last <= place < stop for place, _ in subjects)
        return (outcome, first) if own else None
    return None
