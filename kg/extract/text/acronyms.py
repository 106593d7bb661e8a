"""Short forms and the long forms a paper defines them by: "denoising diffusion implicit models (DDIMs)".

The match is that of A. Schwartz and M. Hearst, "A Simple Algorithm for Identifying Abbreviation Definitions in
Biomedical Text" (2003): the letters of the short form stand in the long form, in order, the first at a word's start.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# the short form in parentheses; "~" is LaTeX's unbreakable space, "i.e." and "or" often stand before the short form
_PARENTHESES = re.compile(r"(?<![\s~])[\s~]*\(\s*(?:\\\w+\{)?([^\W_][\w.+&/-]{1,14}?)\}?\s*(?:[,;][^)]*)?\)")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Acronym:
    """A definition in a text: `text[long_start:long_end]` spells out `text[short_start:short_end]`."""

    long_start: int
    long_end: int
    short_start: int
    short_end: int


def acronyms(text: str) -> list[Acronym]:
    """All definitions of the form "long form (SHORT)" in a text, in order."""
    found: list[Acronym] = []
    for match in _PARENTHESES.finditer(text):
        short = match.group(1)
        if not any(letter.isupper() for letter in short) or not short[0].isalnum():
            continue
        start = _long_form_start(text, match.start(), short)
        if start is not None:
            found.append(Acronym(start, match.start(), match.start(1), match.end(1)))
    return found


def _long_form_start(text: str, end: int, short: str) -> int | None:
    letters = [letter.lower() for letter in short if letter.isalnum()]
    if len(letters) > 2 and letters[-1] == "s" and short[-1] == "s":
        letters.pop()  # a plural: "GANs"
    words = list(_WORD.finditer(text, max(0, end - 160), end))
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
