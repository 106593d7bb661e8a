"""Whether the subject of a verb is the paper's own work or another thing that is named there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.text.clauses import clause_at

Span = tuple[int, int]

OWN = re.compile(r"\b(?:we|our|ours|this (?:paper|work|study|article)|the proposed|it|they)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<![\w-])(?:[A-Z][\w.-]*[A-Z\d][\w.+-]*|[A-Z]{2,}[\w+-]*|[A-Z][a-z]+[\w-]*)")
_RELATIVE = re.compile(r"\W*(?:which|that|who)\b", re.IGNORECASE)
_AFTER_PREPOSITION = re.compile(
    r"\b(?:on|in|for|with|using|of|at|to|from|by|across|than|via|over|under|like|unlike)\s+(?:the\s+)?$", re.IGNORECASE
)


def follows_preposition(text: str, position: int) -> bool:
    """Whether what stands at a position is the object of a preposition."""
    return _AFTER_PREPOSITION.search(text, max(0, position - 20), position) is not None


def is_own(text: str, verb: int, own: Sequence[Span]) -> bool:
    """Whether the subject of a verb is the paper's own: no other name stands in its place.

    Args:
        text: a sentence.
        verb: the position of the verb in it.
        own: where the sentence names what the paper brings; "we", "our" and "it" count without.
    """
    first, _ = clause_at(text, verb)
    if _RELATIVE.match(text, first):
        # the subject of "which" is what stands right before it
        before = [start for start, _ in own if start < first]
        return bool(before) and not _NAME.search(text, max(before) + 1, first)
    if OWN.search(text, first, verb) or any(first <= start < verb for start, _ in own):
        return True
    names = _NAME.finditer(text, first, verb)
    return all(follows_preposition(text, name.start()) or _opens(name, first) for name in names)


def _opens(name: re.Match[str], first: int) -> bool:
    """A plain word with the capital of a sentence's beginning: "Experiments", not "GlintNet"."""
    return name.start() <= first + 1 and not any(letter.isupper() or letter.isdigit() for letter in name.group()[1:])
