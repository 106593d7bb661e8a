"""arXiv, by its API, which answers with Atom feeds and wants three seconds between requests."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.fetch._service import Ask, Page, Record, Request, Service, UnusableAnswerError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_TOTAL = "{http://a9.com/-/spec/opensearch/1.1/}totalResults"
_FIELD = re.compile(r"\b(?:all|ti|au|abs|co|jr|cat|rn|id|submittedDate):")


def _request(ask: Ask) -> Request:
    query = ask.query if _FIELD.search(ask.query) else " AND ".join(f"all:{word}" for word in ask.query.split())
    return Request(
        "/api/query",
        {
            "search_query": query,
            "start": ask.cursor or "0",
            "max_results": str(ask.size),
            "sortBy": "submittedDate",
            "sortOrder": "descending",
        },
    )


def _read(body: bytes, ask: Ask) -> Page:
    from defusedxml.ElementTree import fromstring

    try:
        feed = fromstring(body)
    except Exception as error:  # the parser's own exceptions, and those of what defuses it
        raise UnusableAnswerError(f"no XML ({error})", passing=True) from error
    entries = feed.findall(f"{_ATOM}entry")
    if len(entries) == 1 and _text(entries[0], "title") == "Error":
        raise UnusableAnswerError(_text(entries[0], "summary"))
    begin = int(ask.cursor or 0)
    total = int(feed.findtext(_TOTAL) or 0)
    if not entries and begin < total:  # it does so when it is busy
        raise UnusableAnswerError("an empty page in the middle", passing=True)
    after = begin + len(entries)
    return Page(tuple(map(_record, entries)), str(after) if after < total else "", total)


def _record(entry: Element) -> Record:
    address = _text(entry, "id")
    return {
        "id": address.rpartition("/abs/")[2],
        "title": _text(entry, "title"),
        "abstract": _text(entry, "summary"),
        "authors": [
            " ".join((author.findtext(f"{_ATOM}name") or "").split()) for author in entry.iter(f"{_ATOM}author")
        ],
        "published": _text(entry, "published"),
        "doi": entry.findtext(f"{_ARXIV}doi") or "",
        "journal_ref": entry.findtext(f"{_ARXIV}journal_ref") or "",
        "url": address,
    }


def _text(entry: Element, name: str) -> str:
    return " ".join((entry.findtext(f"{_ATOM}{name}") or "").split())


SERVICE = Service("arxiv", "arXiv", "https://export.arxiv.org", 3.0, "", 100, _request, _read)
