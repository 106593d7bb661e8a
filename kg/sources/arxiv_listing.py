"""A pasted listing page of arXiv, such as that of new submissions: entries "[1] arXiv:…", title, authors, abstract."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Paper
from kg.sources._fields import Draft, clean, names
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict

_ID = r"([a-z-]+(?:\.[A-Z]{2})?/\d{7}|\d{4}\.\d{4,5})(?:v\d+)?\b"
_ENTRY = re.compile(
    rf"(?i)^\s*(?:\[\d+\]\s*arXiv:\s*{_ID}|arXiv:\s*{_ID}(?=\s*(?:\[(?:pdf|html|ps|other|abs)|\((?:cross|replaced))))"
)
_LABEL = re.compile(
    r"^\s*(Title|Authors?|Comments?|Subjects?|Journal-ref|DOI|Report-no|MSC-class|ACM-class|Abstract)\s*:\s*(.*)$"
)
_END = re.compile(
    r"^\s*(?:(?:New submissions|Cross[- ]?(?:submissions|lists)|Replacements?|Total of|Showing )\b.*|"
    r"\[\d+\]\s*$)"
)


def _sniff(head: Head) -> Verdict:
    if re.search(r"(?m)^[ \t]*\\\\[ \t]*$", head.text):
        return NO  # the e-mail of the same papers
    entries = sum(bool(_ENTRY.match(line)) for line in head.text.split("\n"))
    if entries and re.search(r"(?m)^[ \t]*Title:", head.text):
        return Verdict(Certainty.CERTAIN, "it has the entries of an arXiv listing")
    if entries:
        return Verdict(Certainty.NEAR, "no line begins with 'Title:'")
    return NO


FORMAT = Format("arxiv_listing", (".txt",), "a pasted arXiv listing (new submissions with abstracts)", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the page; an entry without its abstract is a problem."""
    entry: _Entry | None = None
    for line in source.text_lines():
        if isinstance(line, Problem):
            yield line
        elif match := _ENTRY.match(line.text):
            if entry is not None:
                yield entry.finish()
            entry = _Entry(line.number, match.group(1) or match.group(2))
        elif entry is not None:
            entry.add(line.text)
    if entry is not None:
        yield entry.finish()


class _Entry:
    """The lines of one paper: labelled ones, then the abstract, which has no label on the page."""

    def __init__(self, number: int, identifier: str) -> None:
        self._number, self._id = number, identifier
        self._fields = dict[str, str]()
        self._label = ""
        self._ended = False

    def add(self, line: str) -> None:
        text = clean(line)
        if self._ended or not text:
            self._label = (
                "Abstract" if not text and self._fields.get("Title") and "Subjects" in self._fields else self._label
            )
            return
        if match := _LABEL.match(line):
            self._label = match.group(1)
            self._fields[self._label] = match.group(2)
        elif _END.match(text):
            self._ended = True
        elif self._label == "Title" and not self._fields["Title"]:
            self._fields["Title"] = text
        elif self._label == "Title":
            self._label = "Authors"
            self._fields["Authors"] = text
        elif self._label in ("Subjects", "Subject") and self._fields[self._label]:
            self._label = "Abstract"
            self._fields["Abstract"] = text
        elif self._label:
            self._fields[self._label] = f"{self._fields.get(self._label, '')} {text}".strip()

    def finish(self) -> Paper | Problem:
        fields = self._fields
        return Draft(
            fields.get("Title", ""),
            fields.get("Abstract", ""),
            self._id,
            "",
            f"https://arxiv.org/abs/{self._id}",
            fields.get("Journal-ref", ""),
            names(fields.get("Authors", "") or fields.get("Author", "")),
            {"arxiv": self._id, "doi": fields.get("DOI", "")},
        ).finish(str(self._number), f"entry arXiv:{self._id}")
