"""A pasted page: titles and abstracts in turn, with whatever else stood on the page between them.

An abstract is a long block of sentences; its title is the nearest short line above it. Lines of a block that was
wrapped belong together; a blank line divides blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import SourceError
from kg.model import Paper
from kg.sources import Format, Rejected
from kg.sources._fields import arxiv, clean, decode

_SHORTEST_ABSTRACT = 200  # characters; shorter blocks are titles, bylines and buttons
_LONGEST_TITLE = 300
_SENTENCE_END = re.compile(r"[.!?。][\"')\]]?(?:\s|$)")
_NOISE = re.compile(
    r"(?i)^(?:by\b.*|authors?:.*|subscribe.*|sign (?:in|up).*|log ?in|get .* (?:inbox|email).*|upvote\s*\d*|view .*|"
    r"github|arxiv(?: page)?|pdf|code|abstract:?|read more|share|submitted (?:by|on).*|published.*|new|trending.*|"
    r"\+?\d[\d.,kK]*(?:\s+\w+)?|(?:mon|tue|wed|thu|fri|sat|sun)\w*,?.*\d.*|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:, \d{4})?|https?://\S+|by\S*AK and .*)$"
)


def _recognises(head: str) -> bool:
    return not head.lstrip("\ufeff \r\n").startswith(("{", "[", "@", "<", "%")) and any(
        _is_abstract(clean(block)) for block in re.split(r"\n\s*\n|\n(?=[^\n]{200})", head)
    )


def _is_abstract(block: str) -> bool:
    return len(block) >= _SHORTEST_ABSTRACT and len(_SENTENCE_END.findall(block)) >= 2


FORMAT = Format(
    "listing", (".txt", ".text", ".md"), "a pasted listing (titles and abstracts in turn)", _recognises, order=9
)


def read(data: BinaryIO, name: str, rejected: Rejected) -> Iterator[Paper]:
    """The papers in the order of the page."""
    found = False
    heading: tuple[int, str] | None = None
    title = ""
    abstract: list[str] = []
    faults: list[SourceError] = []

    def reject(error: SourceError) -> None:
        faults.append(error)
        rejected(error)

    for number, block in _blocks(data, name, reject):
        if _is_abstract(block):
            if heading is not None:
                if abstract:
                    found = True
                    yield _paper(title, abstract)
                title, abstract, heading = heading[1], [block], None
            elif abstract:
                abstract.append(block)  # no title between: a second paragraph of the same abstract
            else:
                reject(SourceError(f"{name}:{number}: an abstract without a title line above it"))
        elif len(block) <= _LONGEST_TITLE and not _NOISE.match(block):
            heading = (number, block)
    if abstract:
        found = True
        yield _paper(title, abstract)
    if not found and not faults:
        raise SourceError(f"{name} holds no paper; expected titles and abstracts in turn, divided by blank lines")


def _paper(title: str, abstract: list[str]) -> Paper:
    text = " ".join(abstract)
    return Paper(title, text, arxiv=arxiv(*re.findall(r"arxiv\.org/\S+", title)))


def _blocks(data: BinaryIO, name: str, rejected: Rejected) -> Iterator[tuple[int, str]]:
    """Number of the first line and text of each block; a very long line is a block of its own."""
    start, lines, faulty = 0, list[str](), False
    for number, raw in enumerate(data, start=1):
        try:
            line = clean(decode(raw, name, number))
        except SourceError as error:
            # a wrong encoding is one fault, however many lines it shows in
            if not faulty:
                rejected(SourceError(f"{error}; such lines are left out"))
            faulty, line = True, ""
        alone = len(line) >= _SHORTEST_ABSTRACT
        if lines and (not line or alone or _is_heading_above(lines, line)):
            yield start, " ".join(lines)
            lines = []
        if line:
            start = start if lines else number
            lines.append(line)
            if alone:
                yield start, line
                lines = []
    if lines:
        yield start, " ".join(lines)


def _is_heading_above(lines: list[str], line: str) -> bool:
    """Whether a page without blank lines goes from one entry to the next here: a short line, then another start."""
    return len(lines) == 1 and len(lines[0]) < 60 and bool(_NOISE.match(lines[0])) and line[:1].isupper()
