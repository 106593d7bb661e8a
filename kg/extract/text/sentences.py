"""Sentences and tokens with their offsets. Offsets count Unicode code points of the text as it is given."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A number keeps its separators ("10,000", "0.05"), a word its inner hyphens, dots and apostrophes ("ResNet-50");
# a LaTeX command is one token, so that "\%" and "\times" are units and not debris.
_TOKEN = re.compile(
    r"\\[%$&#_]|\\[A-Za-z]+"
    r"|\d+(?:[.,]\d+)+(?![\w])|\d+(?:\.\d+)?(?=[%×])"
    r"|[^\W_]+(?:[-‐‑'’._][^\W_]+|\+\+?(?![\w]))*"
    r"|\S"
)
_END = re.compile(r"[.!?][\"'”’)\]}]*(?=\s+[\"'“‘(\[$\\]*[A-Z0-9À-ÞΑ-Ω$\\])|[。！？]")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|et al|etc|vs|cf|Fig|Figs|Eq|Eqs|Sec|Tab|No|approx|resp|w\.r\.t|Dr|Prof|St|Ref|Refs|ca|seq)"
    r"|(?<![\w‐‑-])[A-Z])\.$"
)


_LONGEST = 1500  # characters of a sentence


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign: `text == field_text[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a field: `text == field_text[start:end]`, surrounding white space left out."""

    start: int
    end: int
    text: str


def tokens(text: str) -> list[Token]:
    """All tokens in order; whatever lies between two tokens is white space."""
    return [Token(match.start(), match.end(), match.group()) for match in _TOKEN.finditer(text)]


def sentences(text: str) -> list[Sentence]:
    """All sentences in order; every character that is not white space lies in exactly one of them."""
    found: list[Sentence] = []
    start = 0
    for match in _END.finditer(text):
        if _ABBREVIATION.search(text[max(start, match.start() - 12) : match.start() + 1]):
            continue
        _add(found, text, start, match.end())
        start = match.end()
    _add(found, text, start, len(text))
    return found


def _add(found: list[Sentence], text: str, start: int, end: int) -> None:
    while end - start > _LONGEST:
        # what has no end of a sentence for so long is no prose; in parts, its reading takes no longer than prose
        cut = max(text.rfind(" ", start + 1, start + _LONGEST), text.rfind("\n", start + 1, start + _LONGEST))
        cut = cut if cut > start else start + _LONGEST
        _strip(found, text, start, cut)
        start = cut
    _strip(found, text, start, end)


def _strip(found: list[Sentence], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Sentence(start, end, text[start:end]))
