"""Objects out of JSON in any of the shapes people have: one a line, an array, one object, papers under a key.

Arrays of any length are read element by element; a broken element is told and the next is looked for.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from kg.model import Paper
from kg.sources._fields import Draft
from kg.sources._input import LONGEST, Input, Line
from kg.sources._interface import Head, Problem

Object = dict[str, Any]
_decoder = json.JSONDecoder(strict=False)  # control characters within strings are dropped later
_START = 1 << 16
_SPACE = re.compile(r"[\s,]*")
_NEXT = re.compile(r"\}\s*,?\s*(?=\{)")
_TITLES = ("title", "display_name", "abstract", "summary", "abstract_inverted_index", "DOI", "itemType", "paper_title")
_DEPTH = 5  # levels below which no papers are looked for


def read_json(source: Input, convert: Callable[[Object], Draft | Problem]) -> Iterator[Paper | Problem]:
    """The papers of all objects.

    Args:
        source: JSON of any shape.
        convert: gives the fields of an object, or says what is wrong with it in a Problem without place.
    """
    for place, found in json_objects(source):
        if isinstance(found, Problem):
            yield found
            continue
        try:
            draft: Draft | Problem = convert(found)
        except RecursionError:
            draft = Problem("broken JSON", place, "nested too deeply")
        if isinstance(draft, Problem):
            yield Problem(draft.kind, place, draft.detail, draft.left_out)
        else:
            yield draft.finish(place)


def json_objects(source: Input) -> Iterator[tuple[str, Object | Problem]]:
    """Place and content of each object that may be a paper."""
    if is_lines(source.head):
        yield from _lines(source)
    else:
        yield from _Document(source).objects()


def is_lines(head: Head) -> bool:
    """Whether the JSON has one object a line."""
    lines = head.start.split("\n")
    complete = lines if head.whole else lines[:-1]
    return any(line.startswith("{") and isinstance(_parsed(line), dict) for line in complete[:20])


def _parsed(text: str) -> object:
    try:
        return _decoder.decode(text)
    except (ValueError, RecursionError):
        return _python(text)


def _python(text: str) -> object:
    """The value of a line that Python printed instead of JSON, with single quotes and None; None for any other."""
    if not text.startswith(("{'", '{"')) or not text.rstrip().endswith("}"):
        return None
    from ast import literal_eval

    try:
        return literal_eval(text)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None


def _lines(source: Input) -> Iterator[tuple[str, Object | Problem]]:
    for line in source.lines():
        if isinstance(line, Problem):
            yield line.place, line
        elif line.text.strip():
            yield from _line(line)


def _line(line: Line) -> Iterator[tuple[str, Object | Problem]]:
    place = str(line.number)
    try:
        value = _decoder.decode(line.text)
    except (ValueError, RecursionError) as error:
        if isinstance(printed := _python(line.text), dict):
            yield from ((place, found) for found in unfolded(printed, place))
            return
        column = getattr(error, "colno", 1)
        reason = getattr(error, "msg", "nested too deeply")
        yield place, Problem("broken JSON", place, f"broken JSON at column {column} ({reason})")
        return
    yield from ((place, found) for found in unfolded(value, place))


def unfolded(value: object, place: str) -> Iterator[Object | Problem]:
    """The objects within a value that may be papers: itself, or those in its lists; else a problem."""
    found = False
    for record in _records(value, _DEPTH):
        found = True
        yield record
    if not found and value not in ([], {}):
        yield Problem("no paper", place, "expected a JSON object with title and abstract")


def _records(value: object, depth: int) -> Iterator[Object]:
    if isinstance(value, list) and depth:
        for element in value:
            yield from _records(element, depth - 1)
    elif isinstance(value, dict):
        if is_record(value):
            yield value
        elif depth:
            for inner in value.values():
                if isinstance(inner, dict | list):
                    yield from _records(inner, depth - 1)


def is_record(value: Object) -> bool:
    """Whether an object is meant as a paper, rather than holding papers."""
    content = value.get("content")
    return any(isinstance(value.get(name), str | dict) or (name == "title" and name in value) for name in _TITLES) or (
        isinstance(content, dict) and "title" in content
    )


class _Document:
    """One or more JSON values of any length, read through a window that holds one object at a time."""

    def __init__(self, source: Input) -> None:
        self._stream = source.stream
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self._text = ""
        self._at = 0
        self._ended = False
        self._count = 0

    def objects(self) -> Iterator[tuple[str, Object | Problem]]:
        """Place and content of each object, from the first to the last character."""
        while self._peek():
            yield from self._value(_DEPTH)

    def _value(self, depth: int, *, is_element: bool = False) -> Iterator[tuple[str, Object | Problem]]:
        """The objects within the value that begins here, or a problem; the value is then behind us.

        What is too long or broken is searched for papers, but for the elements of an array: those are papers.
        """
        start = self._peek()
        if start == "[" and depth:
            self._at += 1
            yield from self._array(depth)
            return
        value = self._decoded()
        if not isinstance(value, Problem):
            self._count += 1
            place = f"record {self._count}"
            yield from ((place, self._checked(found, place)) for found in unfolded(value, place))
        elif start == "{" and depth and (value.kind == "too long" or not is_element):
            self._at += 1
            yield from self._members(depth)
        else:
            self._count += 1
            yield value.place, value
            yield from self._resumed()

    def _array(self, depth: int) -> Iterator[tuple[str, Object | Problem]]:
        while (character := self._peek()) and character != "]":
            yield from self._value(depth - 1, is_element=True)
        self._at += 1

    def _members(self, depth: int) -> Iterator[tuple[str, Object | Problem]]:
        while (character := self._peek()) == '"':
            key = self._decoded()
            if isinstance(key, Problem) or self._peek() != ":":
                break
            self._at += 1
            if self._peek() in "[{":
                yield from self._value(depth - 1)
            elif isinstance(skipped := self._decoded(), Problem):
                yield skipped.place, skipped
                break
        if character == "}":
            self._at += 1
        else:
            yield from self._resumed()

    def _checked(self, found: Object | Problem, place: str) -> Object | Problem:
        if isinstance(found, dict) and any(
            isinstance(value, str) and re.search("[\udc80-\udcff]", value) for value in found.values()
        ):
            return Problem("not UTF-8", place, "the text is not UTF-8; save the file as UTF-8")
        return found

    def _resumed(self) -> Iterator[tuple[str, Object | Problem]]:
        """Go on behind a broken object, with the first thing that is a paper again."""
        while True:
            match = _NEXT.search(self._text, self._at)
            if match is None:
                self._at = max(self._at, len(self._text) - 64)  # what has been searched need not be kept
                if not self._more():
                    self._at = len(self._text)
                    return
                continue
            self._at = match.end()
            value = self._decoded()
            if isinstance(value, dict) and is_record(value):
                self._count += 1
                place = f"record {self._count}"
                yield place, self._checked(value, place)
                return

    def _decoded(self) -> object:
        """The value that begins here, or a Problem; then nothing is behind us."""
        while True:
            try:
                value, end = _decoder.raw_decode(self._text, self._at)
            except RecursionError:
                return self._problem("broken JSON", "nested too deeply")
            except json.JSONDecodeError as error:
                cut_off = error.pos >= len(self._text) - 8 or error.msg.startswith("Unterminated string")
                if cut_off and len(self._text) - self._at > LONGEST:
                    return self._problem("too long", f"more than {LONGEST >> 20} MiB; no paper is as long")
                if not cut_off or not self._more():
                    return self._problem("broken JSON", f"broken JSON ({error.msg})")
            else:
                if end < len(self._text) or not self._more():
                    self._at = end
                    return value

    def _problem(self, kind: str, detail: str) -> Problem:
        return Problem(kind, f"record {self._count + 1}", detail)

    def _peek(self) -> str:
        """The next character that is no white space and no comma; empty at the end."""
        while True:
            match = _SPACE.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _more(self) -> bool:
        """Read on, twice as much as the window holds. Whether there was more."""
        if self._ended:
            return False
        self._text = self._text[self._at :]
        self._at = 0
        data = self._stream.read(max(_START, min(len(self._text), LONGEST)))
        self._ended = not data
        self._text += self._decoder.decode(data, final=self._ended)
        return bool(data)
