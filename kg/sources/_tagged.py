"""Records of lines that begin with a tag, as RIS, MEDLINE, Refer and Web of Science have them, faults included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.sources._fields import Author, clean, turned
from kg.sources._input import LONGEST, Input
from kg.sources._interface import Problem


@dataclass(frozen=True, slots=True)
class Tagging:
    """How a format marks its lines.

    Args:
        line: matches a line that begins with a tag; its groups are the tag and the value.
        first: the tags that begin a record, wherever they stand.
        last: the tags that end one.
        blank_ends: whether an empty line may end one, too: then a tag that stood there already begins the next.
    """

    line: re.Pattern[str]
    first: frozenset[str]
    last: frozenset[str] = frozenset()
    blank_ends: bool = False


@dataclass(slots=True)
class TaggedRecord:
    """The values of each tag, in order, and the number of the first line. Lines that go on are parted by "\\n"."""

    number: int
    values: dict[str, list[str]] = field(default_factory=dict)

    def first(self, *tags: str) -> str:
        """The first value that is not empty, of the first of these tags that has one."""
        return next((text for tag in tags for value in self.values.get(tag, ()) if (text := clean(value))), "")

    def all(self, *tags: str) -> list[str]:
        """All values of these tags."""
        return [value for tag in tags for value in self.values.get(tag, ())]

    def joined(self, *tags: str) -> str:
        """The values of the first of these tags that has any, as one text."""
        return next((text for tag in tags if (text := clean(" ".join(self.values.get(tag, ()))))), "")

    def authors(self, *tags: str) -> tuple[Author, ...]:
        """The names under the first of these tags that has any, one a value or line."""
        for tag in tags:
            lines = [line for value in self.values.get(tag, ()) for line in value.split("\n")]
            if names := [name for line in lines if (name := turned(line))]:
                return tuple(Author(name) for name in names)
        return ()


def tagged(source: Input, tagging: Tagging) -> Iterator[TaggedRecord | Problem]:
    """The records in the order of the file; what stands before the first tag is left out."""
    record: TaggedRecord | None = None
    last, size, blank, ended = "", 0, False, False
    for line in source.text_lines():
        if isinstance(line, Problem):
            yield line
            continue
        match = tagging.line.match(line.text)
        tag = match.group(1) if match else ""
        again = tagging.blank_ends and blank and record is not None and tag in record.values
        if record is not None and tag and (tag in tagging.first or ended or again):
            yield record
            record, size = None, 0
        blank = not line.text.strip()
        if tag and record is None:
            record, ended = TaggedRecord(line.number), False
        if record is None or blank:
            continue
        size += len(line.text)
        if size > LONGEST:
            yield Problem("too long", str(record.number), f"a record of more than {LONGEST >> 20} MiB; has it an end?")
            record, last = None, ""
        elif match:
            record.values.setdefault(tag, []).append(match.group(2) or "")
            last, ended = tag, tag in tagging.last
        elif last and not ended:
            record.values[last][-1] += "\n" + line.text.strip()
    if record is not None:
        yield record
