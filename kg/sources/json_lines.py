"""JSON Lines: one object with title and abstract a line, as arXiv, OpenAlex and Semantic Scholar dumps come."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from kg.errors import SourceError
from kg.model import Paper
from kg.sources import Format, Rejected
from kg.sources._fields import arxiv, clean, decode, doi

FORMAT = Format(
    "json_lines",
    (".jsonl", ".ndjson", ".json"),
    "JSON Lines (an object with title and abstract on each line)",
    lambda head: head.lstrip("\ufeff \t\r\n").startswith("{"),
)
_LONGEST = 8 << 20  # bytes of one line: no record of a paper is longer


def read(data: BinaryIO, name: str, rejected: Rejected) -> Iterator[Paper]:
    """The papers, line by line; a broken line is rejected and the next is read."""
    number = 0
    while line := data.readline(_LONGEST):
        number += 1
        if not line.endswith(b"\n") and len(line) == _LONGEST:
            while (rest := data.readline(_LONGEST)) and not rest.endswith(b"\n"):
                pass
            rejected(
                SourceError(f"{name}:{number}: a line of more than {_LONGEST >> 20} MiB; expected one paper a line")
            )
            continue
        try:
            text = decode(line, name, number)
            if text.strip():
                yield _paper(text, f"{name}:{number}")
        except SourceError as error:
            rejected(error)


def _paper(text: str, place: str) -> Paper:
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        column = getattr(error, "colno", 1)
        raise SourceError(f"{place}: broken JSON at column {column} ({getattr(error, 'msg', error)})") from error
    if not isinstance(record, dict):
        raise SourceError(f"{place}: expected a JSON object with title and abstract")
    for field in ("title", "abstract"):
        if isinstance(record.get(field), bool | int | float | list | dict):
            raise SourceError(f"{place}: the {field} is no text; expected a string")
    title = _text(record, "title", "display_name", "name")
    abstract = _text(record, "abstract", "summary", "abstractText") or clean(_inverted(record))
    if not title or not abstract:
        missing = " and ".join(n for n, value in (("title", title), ("abstract", abstract)) if not value)
        raise SourceError(f"{place}: the paper has no {missing}")
    key, url = _text(record, "id", "paperId", "key"), _text(record, "url", "link", "landing_page_url")
    return Paper(
        title,
        abstract,
        key,
        doi(_text(record, "doi", "DOI")),
        arxiv(_text(record, "arxiv", "arxiv_id", "arxivId"), url if "arxiv" in url else "", key),
        _date(record),
        _authors(record.get("authors") or record.get("author") or ()),
        url,
    )


def _text(record: dict[str, Any], *names: str) -> str:
    """The first of these fields that holds text or a number."""
    for name in names:
        value = record.get(name)
        if isinstance(value, str) and value.strip():
            return clean(value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
    return ""


def _inverted(record: dict[str, Any]) -> str:
    """OpenAlex gives an abstract as word -> positions."""
    index = record.get("abstract_inverted_index")
    if not isinstance(index, dict):
        return ""
    places = [
        (place, word) for word, at in index.items() if isinstance(at, list) for place in at if isinstance(place, int)
    ]
    return " ".join(word for _, word in sorted(places))


def _date(record: dict[str, Any]) -> str:
    text = _text(record, "issued", "published", "publication_date", "date", "update_date", "year", "publication_year")
    match = re.match(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", text)
    return match.group() if match else ""


def _authors(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part for text in re.split(r";|,|\band\b", value) if (part := clean(text)))
    names: list[str] = []
    for author in value if isinstance(value, list) else ():
        if isinstance(author, dict):
            author = author.get("name") or author.get("display_name") or author.get("author")  # noqa: PLW2901
            if isinstance(author, dict):
                author = author.get("display_name")  # noqa: PLW2901 - OpenAlex nests the author once more
        if isinstance(author, str) and (text := clean(author).replace(";", ",")):
            names.append(text)
    return tuple(names)
