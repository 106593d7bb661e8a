"""Tables as text: values divided by commas, semicolons, tabs or bars, the columns named in the first row."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from kg.errors import SourceError
from kg.model import Paper
from kg.sources._input import LONGEST, Input
from kg.sources._interface import NO, Format, Head, Problem, Verdict
from kg.sources._rows import judged, papers

_SEPARATORS = ",\t;|"
_WIDEST = 2_000  # columns


def _sniff(head: Head) -> Verdict:
    start = head.start
    if start.startswith(("{", "[", "@", "<", "%", "|")):
        return NO
    first = _first(start)
    columns = _columns(first)
    verdict = judged(columns)
    if len(columns) < 2 or (verdict.certainty.name == "NEAR" and not _looks_tabular(start, len(columns))):
        return NO
    return verdict


def _first(text: str) -> str:
    """The first record: up to the first line break outside quotes; a line "sep=;" of Excel before it is left out."""
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    end, quoted = 0, False
    for end, character in enumerate(text):
        if character == '"':
            quoted = not quoted
        elif character == "\n" and not quoted:
            return text[:end]
        elif end > 65536:
            break
    return text[: end + 1]


def _separator(first: str) -> str:
    return max(_SEPARATORS, key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))


def _columns(first: str) -> list[str]:
    try:
        return [
            column.strip() for column in next(csv.reader([first.replace("\n", " ")], delimiter=_separator(first)), [])
        ]
    except csv.Error:
        return []


def _looks_tabular(text: str, width: int) -> bool:
    """Whether the second line has as many values, as that of a table has and that of a text seldom."""
    lines = [line for line in text.split("\n")[:3] if line.strip()]
    return len(lines) > 1 and width > 2 and len(_columns(lines[1])) == width


FORMAT = Format("csv", (".csv", ".tsv", ".tab"), "a table as CSV or TSV (columns title and abstract)", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers, row by row; a row that cannot be read is a problem and the next is read."""
    csv.field_size_limit(LONGEST)
    first = _first(source.head.start)
    separator, columns = _separator(first), _columns(first)
    if not 0 < len(columns) <= _WIDEST:
        raise SourceError(f"{source.name}: expected a first row with the names of the columns")
    yield from papers(source.name, columns, _rows(source, separator, columns))


def _rows(source: Input, separator: str, columns: list[str]) -> Iterator[tuple[str, list[str] | Problem]]:
    header = True
    for place, text in _texts(source):
        if isinstance(text, Problem):
            yield place, text
            continue
        try:
            values = next(csv.reader([text], delimiter=separator), [])
        except csv.Error as error:
            yield place, Problem("broken row", place, f"a row that is no CSV ({error})")
            continue
        if header:
            header = [value.strip() for value in values] != columns and text.lower().startswith("sep=")
            continue
        if len(values) > len(columns) and any(values[len(columns) :]):
            yield (
                place,
                Problem(
                    "broken row",
                    place,
                    f"a row of {len(values)} values below {len(columns)} columns; is a quote missing?",
                ),
            )
            continue
        yield place, values


def _texts(source: Input) -> Iterator[tuple[str, str | Problem]]:
    """Place and text of each record; within quotes it goes on over line breaks."""
    start, lines, size, quotes = 0, list[str](), 0, 0
    for line in source.lines():
        if isinstance(line, Problem):
            yield line.place, line
            continue
        if not lines:
            start = line.number
        lines.append(line.text)
        size += len(line.text)
        quotes += line.text.count('"')
        if quotes % 2 == 0:
            if size:
                yield str(start), "\n".join(lines)
        elif size <= LONGEST:
            continue
        else:
            yield str(start), _unclosed(start)
        lines, size, quotes = [], 0, 0
    if lines:
        yield str(start), _unclosed(start)
        for number, text in enumerate(lines[1:], start + 1):  # perhaps only that quote is wrong
            if text.strip() and text.count('"') % 2 == 0:
                yield str(number), text


def _unclosed(number: int) -> Problem:
    return Problem("broken row", str(number), "a quote that begins here is not closed")
