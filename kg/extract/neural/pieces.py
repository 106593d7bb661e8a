"""A paper as the learned tagger reads it: windows of word pieces, each with its shape and its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kg.extract.text.document import Document, Line
from kg.model import TextField

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST = 512  # pieces the encoder has places for
TITLE_LONGEST = 80
BEGIN, DIVIDE = 2, 3  # the pieces [CLS] and [SEP] in weights/tokenizer.json

# what an uncased vocabulary cannot see of a piece
SHAPES = ("special", "lower", "Title", "UPPER", "miXed", "digits", "digits and letters", "sign", "other script")


@dataclass(frozen=True, slots=True)
class Piece:
    """One word piece: its number in the vocabulary, its shape (an index of SHAPES), its place in the field."""

    number: int
    shape: int
    field: TextField
    start: int
    end: int


_SURROGATE = re.compile("[\ud800-\udfff]")
_SPECIAL = {number: Piece(number, 0, "title", 0, 0) for number in (BEGIN, DIVIDE)}


@dataclass(frozen=True, slots=True)
class Window:
    """What the encoder reads at once; special pieces have an empty place. `marked` pieces are what is asked about."""

    pieces: tuple[Piece, ...]
    marked: frozenset[int] = frozenset()


@cache
def tokenizer() -> Tokenizer:
    """The shipped tokenizer, read once."""
    from tokenizers import Tokenizer

    return Tokenizer.from_str((files("kg.extract") / "weights" / "tokenizer.json").read_text(encoding="utf-8"))


def shape(text: str) -> int:
    """The index in SHAPES of the letters' outline."""
    letters = [letter for letter in text if letter.isalpha()]
    digits = any(letter.isdigit() for letter in text)
    if digits:
        return 6 if letters else 5
    if not letters:
        return 7
    if not letters[0].isascii() and letters[0].lower() == letters[0].upper():
        return 8
    upper = [letter.isupper() for letter in letters]
    if not any(upper):
        return 1
    if all(upper) and len(upper) > 1:
        return 3
    return 2 if upper[0] and not any(upper[1:]) else 4


def pieces(line: Line) -> list[Piece]:
    """The pieces of a sentence."""
    # a lone surrogate cannot be written as UTF-8; it is one code point, and so is what stands for it
    cut = tokenizer().encode(_SURROGATE.sub("\ufffd", line.text), add_special_tokens=False)
    shift = line.sentence.start
    return [
        Piece(number, shape(line.text[a:b]), line.field, a + shift, b + shift)
        for number, (a, b) in zip(cut.ids, cut.offsets, strict=True)
    ]


def windows(doc: Document) -> Iterator[Window]:
    """The title and as many sentences as fit, then the title again and the next ones; every sentence stands once."""
    title = [piece for line in doc.lines if line.field == "title" for piece in pieces(line)][:TITLE_LONGEST]
    head = (_SPECIAL[BEGIN], *title, _SPECIAL[DIVIDE])
    room = LONGEST - len(head) - 1
    body: list[Piece] = []
    for line in doc.lines:
        if line.field == "title":
            continue
        sentence = pieces(line)
        for k in range(0, len(sentence), room):  # a sentence longer than a window is cut
            part = sentence[k : k + room]
            if len(body) + len(part) > room:
                yield Window((*head, *body, _SPECIAL[DIVIDE]))
                body = []
            body += part
    if body or len(head) > 2:
        yield Window((*head, *body, _SPECIAL[DIVIDE]))


def around(doc: Document, at: int, start: int, end: int) -> Window:
    """The sentence with the index `at` and the one before it, with the pieces from `start` to `end` marked."""
    room = LONGEST - 3
    sentence = pieces(doc.lines[at])
    first = next((k for k, piece in enumerate(sentence) if piece.end > start), 0)
    sentence = sentence[max(0, first - room // 2) :][:room]
    before = pieces(doc.lines[at - 1])[-(room - len(sentence)) :] if at and len(sentence) < room else []
    body = (_SPECIAL[BEGIN], *before, _SPECIAL[DIVIDE], *sentence, _SPECIAL[DIVIDE])
    line = doc.lines[at]
    marked = frozenset(
        k
        for k, piece in enumerate(body)
        if k > len(before) + 1 and piece.field == line.field and start < piece.end and piece.start < end
    )
    return Window(body, marked)
