"""The daily e-mail of arXiv: entries between lines of two backslashes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Paper
from kg.sources._fields import Draft, names
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict

_BAR = re.compile(r"^-{20,}\s*$|^%[%\-]{10,}")
_MARK = re.compile(r"^\s*\\\\\s*(?:\(\s*(?P<link>https?://\S+).*)?$")
_ID = re.compile(r"(?i)^\s*(?:arXiv|Paper)\s*:\s*([\w./-]+)")
_LABEL = re.compile(r"^\s*([A-Z][A-Za-z -]{2,20}):\s*(.*)$")


def _sniff(head: Head) -> Verdict:
    bar = re.search(r"(?m)^[ \t]*\\\\[ \t]*$", head.text)
    if bar and re.search(r"(?im)^[ \t]*(?:arXiv|Paper)\s*:\s*\S+", head.text):
        return Verdict(Certainty.CERTAIN, "it has the bars of an arXiv e-mail")
    return NO


FORMAT = Format("arxiv_email", (".txt", ".eml", ".mbox"), "an arXiv e-mail", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the e-mail; a replaced paper whose abstract is not repeated is a problem."""
    entry = _Entry(0)
    for line in source.text_lines():
        if isinstance(line, Problem):
            yield line
        elif _BAR.match(line.text):
            yield from entry.finish()
            entry = _Entry(line.number)
        else:
            if entry.link and _ID.match(line.text):  # the bar is missing
                yield from entry.finish()
                entry = _Entry(line.number)
            entry.add(line.number, line.text)
    yield from entry.finish()


class _Entry:
    """The lines of one paper."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._marks = 0
        self._fields = dict[str, str]()
        self._label = ""
        self._id = ""
        self._abstract = list[str]()
        self.link = ""

    def add(self, number: int, text: str) -> None:
        if mark := _MARK.match(text):
            self._marks += 1
            self.link = self.link or mark["link"] or ""
        elif match := _ID.match(text) if not self._id else None:
            self._id, self._number = match.group(1), number
        elif self._id and self._marks >= 2:
            if not self.link:
                self._abstract.append(text)
        elif self._id and (match := _LABEL.match(text)):
            self._label = match.group(1).lower()
            self._fields[self._label] = match.group(2)
        elif self._label and text.startswith(" "):
            self._fields[self._label] += " " + text

    def finish(self) -> Iterator[Paper | Problem]:
        if not self._id:
            return
        yield Draft(
            self._fields.get("title", ""),
            " ".join(self._abstract),
            self._id,
            self._fields.get("date", "") or self._fields.get("date (v1)", ""),
            self.link,
            self._fields.get("journal-ref", ""),
            names(re.sub(r"\([^()]*\)", "", self._fields.get("authors", ""))),
            {"arxiv": self._id, "doi": self._fields.get("doi", "")},
        ).finish(str(self._number), f"entry arXiv:{self._id}")
