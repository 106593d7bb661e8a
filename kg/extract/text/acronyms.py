"""Short forms and the long forms that a text defines them by, in both orders.

"denoising diffusion implicit models (DDIMs)", "Larger Audio Corpus, LAC", "LAC (Larger Audio Corpus)", "LAC: the Larger
Audio Corpus", "LAC, short for …". In parentheses after the long form the match is that of A. Schwartz and M. Hearst, "A
Simple Algorithm for Identifying Abbreviation Definitions in Biomedical Text" (2003): the letters of the short form
stand in the long form, in order, the first at a word's start. Elsewhere the first letters of its words must spell it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# the short form in parentheses; "~" is LaTeX's unbreakable space, "i.e." and "or" often stand before the short form
_PARENTHESES = re.compile(r"(?<![\s~])[\s~]*\(\s*(?:\\\w+\{)?([^\W_][\w.+&/-]{1,14}?)\}?\s*(?:[,;][^)]*)?\)")
# the short form after a comma: "Larger Audio Corpus, LAC, …", "…, abbreviated as LAC"
_COMMA = re.compile(
    r"(?<=\w),?\s+(?:(?<=,\s)|(?=or\b|abbreviated|known))(?:or\s+|abbreviated\s+(?:as\s+)?|known\s+as\s+)?"
    r"([A-Z][\w&-]{1,11})(?=[,.;:)]|\s+(?:is|are|was|were|for|that|which)\b|$)"
)
# the short form before the long form
_BEFORE = re.compile(
    r"(?<![\w-])([A-Z][\w&+-]{1,14})"
    r"(?:\s*\(|\s*:\s+|\s*,?\s+(?:which\s+)?(?:is\s+)?(?:short|stands|standing)\s+for\s+|,\s+(?=the\s)|,\s+an?\s+(?=[A-Z]))"
    r"(?:the\s+|an?\s+|our\s+)?[\"'“‘]?(?=\w)"
)
_WORD = re.compile(r"[^\W_]+")
_CAPITALS = re.compile(r"[A-Z0-9]")
_LONGEST = 160  # characters of a long form
_MAY_BE_SKIPPED = frozenset(("a", "an", "and", "by", "for", "from", "in", "of", "on", "the", "to", "via", "with"))


@dataclass(frozen=True, slots=True)
class Acronym:
    """A definition in a text: `text[long_start:long_end]` spells out `text[short_start:short_end]`."""

    long_start: int
    long_end: int
    short_start: int
    short_end: int


def acronyms(text: str) -> list[Acronym]:
    """All definitions in a text, in order of place."""
    found = {*_in_parentheses(text), *_after_comma(text), *_before_long_form(text)}
    return sorted(found, key=lambda a: (a.long_start, a.short_start))


def _in_parentheses(text: str) -> Iterator[Acronym]:
    for match in _PARENTHESES.finditer(text):
        short = match.group(1)
        if not any(letter.isupper() for letter in short) or not short[0].isalnum():
            continue
        start = _long_form_start(text, match.start(), short)
        if start is None:
            start = _capitals_start(text, match.start(), short)
        if start is not None:
            yield Acronym(start, match.start(), match.start(1), match.end(1))


def _capitals_start(text: str, end: int, short: str) -> int | None:
    """Where one word of many capitals begins that are the short form: "SpeedUpNet (SUN)"."""
    words = re.search(r"(?<!\S)\w+$", text[max(0, end - 40) : end])
    if words is None or "".join(_CAPITALS.findall(words.group())) != short:
        return None
    return max(0, end - 40) + words.start()


def _after_comma(text: str) -> Iterator[Acronym]:
    for match in _COMMA.finditer(text):
        short = match.group(1)
        if len(_CAPITALS.findall(short)) < 2:
            continue
        words = list(_WORD.finditer(text, max(0, match.start() - _LONGEST), match.start()))
        for first in range(len(words) - 2, max(-1, len(words) - len(short) - 6), -1):
            if re.search(r"[.,;:!?()]\s", text[words[first].start() : match.start()]):
                break
            if _spell([word.group() for word in words[first:]], _letters(short)) == len(words) - first:
                yield Acronym(words[first].start(), match.start(), match.start(1), match.end(1))
                break


def _before_long_form(text: str) -> Iterator[Acronym]:
    for match in _BEFORE.finditer(text):
        clause = re.search(r"[.;:!?()](?=\s|$)|[,)]", text[match.end() : match.end() + _LONGEST])
        stop = match.end() + (clause.start() if clause else min(_LONGEST, len(text) - match.end()))
        words = list(_WORD.finditer(text, match.end(), stop))
        count = _spell([word.group() for word in words], _letters(match.group(1)))
        if count > 1 and text[words[count - 1].end() : words[count - 1].end() + 1] not in ("-", "‐", "‑"):
            yield Acronym(match.end(), words[count - 1].end(), match.start(1), match.end(1))


def _letters(short: str) -> str:
    """The letters that a long form must spell; a plural s is none of them."""
    letters = "".join(letter for letter in short if letter.isalnum())
    return (letters[:-1] if len(letters) > 2 and letters[-1] == "s" and letters[-2].isupper() else letters).lower()


def _spell(words: list[str], letters: str) -> int:
    """How many words it takes until their first letters, small words left out at will, spell these; 0 for never."""
    if len(letters) < 2 or not words or words[0][0].lower() != letters[0]:
        return 0
    reached = {1}  # how many letters the words so far may spell
    for count, word in enumerate(words[1:], start=2):
        goes_on = {k + 1 for k in reached if k < len(letters) and word[0].lower() == letters[k]}
        reached = goes_on | (reached if word.lower() in _MAY_BE_SKIPPED else set())
        if len(letters) in goes_on:
            return count
        if not reached:
            break
    return 0


def _long_form_start(text: str, end: int, short: str) -> int | None:
    letters = [letter.lower() for letter in short if letter.isalnum()]
    if len(letters) > 2 and letters[-1] == "s" and short[-1] == "s":
        letters.pop()  # a plural: "GANs"
    words = list(_WORD.finditer(text, max(0, end - _LONGEST), end))
    window = words[-(len(letters) + 5) :]
    if not window or re.search(r"[.;:!?()]", text[window[-1].end() : end]):
        return None
    # no long form crosses the end of a clause
    first = window[0].start()
    clause = max((first + match.end() for match in re.finditer(r"[.;:!?(),]\s", text[first:end])), default=0)
    window = [word for word in window if word.start() >= clause]
    if not window:
        return None
    floor = window[0].start()
    position = end - 1
    for k in range(len(letters) - 1, -1, -1):
        while position >= floor:
            at_start = position == 0 or not text[position - 1].isalnum()
            if text[position].lower() == letters[k] and (k > 0 or at_start):
                break
            position -= 1
        if position < floor:
            return None
        position -= 1
    start = position + 1
    # the long form is more than the short form said again
    return start if end - start > len(short) + 1 and len(_WORD.findall(text[start:end])) > 1 else None
