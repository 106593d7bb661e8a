"""What a source format gives: how it is recognised, and papers and problems read from an input."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Paper
    from kg.sources._input import Input

HEAD = 1 << 18  # bytes that are looked at to recognise a format


class Certainty(IntEnum):
    """How sure a format is that a file is its own."""

    NO = 0
    NEAR = 1  # something is missing; `why` says what
    LIKELY = 2  # it can be read so, and nothing speaks against it
    CERTAIN = 3  # only this format looks like this


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a format thinks of a file, and why: the marker that was found, or what is missing."""

    certainty: Certainty
    why: str = ""


NO = Verdict(Certainty.NO)


@dataclass(frozen=True)
class Head:
    """The beginning of a file.

    `text` is `data` decoded, without byte order mark; `suffix` is lower case, that of a compression removed;
    `whole` says whether the file ends within the head.
    """

    data: bytes
    text: str
    suffix: str
    whole: bool

    @cached_property
    def start(self) -> str:
        """The text without white space in front."""
        return self.text.lstrip()

    @cached_property
    def keys(self) -> frozenset[str]:
        """The JSON keys that occur, at whatever depth; none where the text does not begin as JSON does."""
        if not self.start.startswith(("{", "[")):
            return frozenset()
        return frozenset(re.findall(r'"([\w.:-]{1,40})"\s*:', self.text))

    @cached_property
    def tags(self) -> frozenset[str]:
        """The XML elements that occur, without namespace prefix; none where the text does not begin as XML does."""
        if not self.start.startswith("<"):
            return frozenset()
        return frozenset(re.findall(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]", self.text))


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A record that gives no paper or, where `left_out` is false, one that was read with a fault.

    Args:
        kind: what is wrong in a few words, the same for all records with this fault ("no abstract").
        place: where in the source, such as "12" for a line; empty for the whole.
        detail: what was found and what would be right, in one line.
        left_out: whether a paper is missing because of it.
    """

    kind: str
    place: str
    detail: str
    left_out: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class Format:
    """An input format. `description` says in a few words what a file of it holds."""

    name: str
    suffixes: tuple[str, ...]
    description: str
    sniff: Callable[[Head], Verdict]


Record = "Paper | Problem"
Reader = Callable[["Input"], "Iterator[Paper | Problem]"]
