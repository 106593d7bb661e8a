"""Texts in pieces, some of them marked: templates write each piece as text, so that no markup is ever put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; `marked` names what it stands for, "" for nothing."""

    text: str
    marked: str = ""


def marked(text: str, names: Iterable[tuple[str, str]]) -> tuple[Piece, ...]:
    """The text in pieces, each name in it marked where it stands as words; of names that overlap the longer counts.

    Args:
        text: any text.
        names: pairs of a name and what its piece is marked with.
    """
    lower = text.lower()
    if len(lower) != len(text):  # a few letters grow when they become small, and offsets would not fit
        lower = text
    spans: list[tuple[int, int, str]] = []
    for name, mark in names:
        wanted = name.lower() if lower is not text else name
        start = lower.find(wanted) if wanted.strip() else -1
        while start >= 0:
            end = start + len(wanted)
            if not (_goes_on(lower, start - 1) or _goes_on(lower, end)):
                spans.append((start, end, mark))
            start = lower.find(wanted, start + 1)
    return _pieces(text, 0, len(text), _apart(spans))


def _goes_on(text: str, at: int) -> bool:
    """Whether a letter or digit stands at a place, so that what ends beside it is only part of a word."""
    return 0 <= at < len(text) and (text[at].isalnum() or text[at] == "_")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch that facts are read from, `number` from 1; None for text between. `pieces` are marked by IRI."""

    number: int | None
    pieces: tuple[Piece, ...]


def passages(
    text: str, said: Sequence[tuple[int, int]], mentions: Sequence[tuple[int, int, str]], first: int = 1
) -> tuple[Passage, ...]:
    """A text in passages: each said stretch is one, those that overlap are one together.

    Args:
        text: the whole text; offsets count its code points.
        said: start and end of what facts are read from.
        mentions: start, end and mark of names; of those that overlap the longer counts.
        first: the number of the first passage.
    """
    joined: list[list[int]] = []
    for start, end in sorted(said):
        if joined and start < joined[-1][1]:
            joined[-1][1] = max(end, joined[-1][1])
        else:
            joined.append([start, end])
    kept = _apart(mentions)
    found: list[Passage] = []
    at = 0
    for number, (start, end) in enumerate(joined, first):
        if start > at:
            found.append(Passage(None, _pieces(text, at, start, kept)))
        found.append(Passage(number, _pieces(text, start, end, kept)))
        at = end
    if at < len(text):
        found.append(Passage(None, _pieces(text, at, len(text), kept)))
    return tuple(found)


def passage_of(said: Sequence[tuple[int, int]], start: int, first: int = 1) -> int:
    """The number of the passage that a said stretch beginning here is part of."""
    number, reached = first - 1, -1
    for begin, end in sorted(said):
        if begin >= reached:
            number += 1
        reached = max(reached, end)
        if begin == start:
            break
    return number


def _apart(mentions: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for mention in sorted(mentions, key=lambda m: (m[0] - m[1], m)):
        if all(mention[1] <= other[0] or mention[0] >= other[1] for other in kept):
            kept.append(mention)
    return sorted(kept)


def _pieces(text: str, start: int, end: int, mentions: list[tuple[int, int, str]]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    at = start
    for begin, stop, mark in mentions:
        if begin >= start and stop <= end:
            found += [Piece(text[at:begin]), Piece(text[begin:stop], mark)]
            at = stop
    found.append(Piece(text[at:end]))
    return tuple(piece for piece in found if piece.text)
