"""Where a name begins and ends: suffixes, signs and formulas belong to it ("SieveNet-2", "Sieve++", "Stone2.5:32B")."""

from __future__ import annotations

import re

from kg.extract.text.latex import formulas

# what goes on without a space after a proper name and is a part of it
_SUFFIX = re.compile(
    r"(?:[-‐‑](?=[A-Z\d])(?!\w*(?:ed|ing|like|based|style|aware|free|driven|level|wise|agnostic|specific|oriented|type)\b)\w+"
    r"(?:\.\d+)*\+{0,2}"
    r"|\+{1,2}(?!\w)|(?<=[A-Z])\*(?![\w*])|:\d+(?:\.\d+)?[BbMm]\b|(?:\.\d+)+(?![\w%]))+"
)
# "U-Marten2", "3D-WillowNet": a short prefix in capitals
_PREFIX = re.compile(r"(?<![\w‐‑-])[A-Z\d]{1,4}[-‐‑]$")
_PREFIX_LENGTH = 5


def whole_name(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of the whole name around a place that may have lost its suffix or prefix; of plain words the same.

    Args:
        text: the text that holds the name.
        start: where the name begins, as far as known.
        end: where it ends, as far as known.
    """
    start, end = _with_formulas(text, start, end)
    name = text[start:end]
    last = re.split(r"[\s-]", name)[-1]
    if not (last[:1].isupper() or any(letter.isupper() or letter.isdigit() for letter in last)):
        return start, end
    if suffix := _SUFFIX.match(text, end):
        end = suffix.end()
    first = max(0, start - _PREFIX_LENGTH)
    if name[:1].isupper() and (prefix := _PREFIX.search(text[first:start])):
        start = first + prefix.start()
    return start, end


def _with_formulas(text: str, start: int, end: int) -> tuple[int, int]:
    """The place with the formulas that it cuts or touches: "$\\omega$-Walks", "Sieve$^2$"."""
    for first, last in formulas(text):
        if last == start or (last == start - 1 and text[last] in "-‐‑") or first < start < last:
            start = first
        if first == end or first < end < last:
            end = last
    return start, end
