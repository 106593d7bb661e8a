"""RIS, as reference managers and publishers export it, faults included: tags repeated, records without TY."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.model import Paper
from kg.sources._fields import Author, Draft, turned, without_markup
from kg.sources._input import LONGEST, Input, Line
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict

_TAG = re.compile(r"^\s{0,3}([A-Z][A-Z0-9]) {1,3}-(?: |$)")
_MANY = ("AU", "A1", "A2", "A3", "A4", "UR", "L1", "L2", "KW", "N1", "N2", "AB", "ID", "M1", "C1", "AN")


def _sniff(head: Head) -> Verdict:
    tags = re.findall(r"(?m)^\s{0,3}([A-Z][A-Z0-9]) {1,3}-(?: |$)", head.text)
    if "PMID" in head.start[:8] or len(tags) < 2:
        return NO
    if "TY" in tags or "ER" in tags:
        return Verdict(Certainty.CERTAIN, "it has the tags of RIS")
    if {"TI", "T1"} & set(tags):
        return Verdict(Certainty.LIKELY, "it has tags as RIS has them, but neither TY nor ER")
    return NO


FORMAT = Format("ris", (".ris", ".txt"), "RIS (records with TI and AB)", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the file."""
    for record in _texts(source):
        if isinstance(record, Problem):
            yield record
        else:
            yield from _papers(record)


def _texts(source: Input) -> Iterator[Line | Problem]:
    """The text of each record: it begins with TY, or where a tag that ends one has passed."""
    start, lines, size, ended = 0, list[str](), 0, False
    for line in source.text_lines():
        if isinstance(line, Problem):
            yield line
            continue
        match = _TAG.match(line.text)
        tag = match.group(1) if match else ""
        if lines and (tag == "TY" or (ended and tag)):
            yield Line(start, "\n".join(lines))
            lines, size = [], 0
        if tag and not lines:
            start = line.number
        if tag or lines:
            ended = tag == "ER"
            lines.append(_TAG.sub(lambda found: f"{found.group(1)}  - ", line.text))
            size += len(line.text)
            if size > LONGEST:
                yield Problem("too long", str(start), f"a record of more than {LONGEST >> 20} MiB; is ER missing?")
                lines, size = [], 0
    if lines:
        yield Line(start, "\n".join(lines))


def _papers(record: Line) -> Iterator[Paper | Problem]:
    import rispy

    text = record.text if record.text.startswith("TY") else f"TY  - JOUR\n{record.text}"
    text = re.sub(r"\nER  - .*\Z", "", text.rstrip(), flags=re.DOTALL) + "\nER  - \n"
    try:
        (fields,) = rispy.loads(text, implementation=_parser())
    except Exception as error:  # whatever the library says of a broken record
        yield Problem("broken record", str(record.number), f"a record that is no RIS ({error})")
        return
    yield _draft(fields).finish(str(record.number), "the record")


def _parser() -> Any:  # noqa: ANN401 - the library has no types
    """rispy's parser, which keeps every tag's first and further values."""
    import rispy

    class Parser(rispy.RisParser):  # type: ignore[misc]
        DEFAULT_MAPPING = {**rispy.RisParser.DEFAULT_MAPPING, "TT": "translated_title"}
        DEFAULT_LIST_TAGS = list(dict.fromkeys((*rispy.RisParser.DEFAULT_LIST_TAGS, *_MANY)))

    return Parser
