"""A saved web page of one paper: arXiv, OpenReview, the ACL Anthology and publishers say in <meta> what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from kg.model import Paper
from kg.sources._fields import Author, Draft, clean, turned, without_markup
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict

_LARGEST = 4 << 20  # bytes: what is wanted stands at the beginning
_ABSTRACTS = (
    r"<blockquote[^>]*class=\"[^\"]*abstract[^\"]*\"[^>]*>(.*?)</blockquote>",
    r"<(?:section|div)[^>]*class=\"[^\"]*(?:abstract|acl-abstract)[^\"]*\"[^>]*>(.*?)</(?:section|div)>",
    r"(?i)<h\d[^>]*>\s*abstract\s*</h\d>\s*(.*?)<(?:h\d|section|footer)",
)


def _sniff(head: Head) -> Verdict:
    if not re.match(r"(?i)(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|meta)", head.start):
        return NO
    if "citation_title" in head.text or "dc.title" in head.text.lower():
        return Verdict(Certainty.CERTAIN, "it is a web page that names its paper in <meta>")
    return Verdict(Certainty.NEAR, "it names no paper in <meta name='citation_title'>; save its text instead")


FORMAT = Format("html_page", (".html", ".htm"), "a saved web page of one paper", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The paper."""
    text = source.stream.read(_LARGEST).decode("utf-8", "replace")
    meta = _Meta()
    meta.feed(text)
    abstract = meta.first("citation_abstract", "dc.description.abstract") or next(
        (found.group(1) for pattern in _ABSTRACTS if (found := re.search(pattern, text, re.DOTALL))), ""
    )
    abstract = abstract or meta.first("dc.description", "og:description", "description")
    yield Draft(
        meta.first("citation_title", "dc.title"),
        re.sub(r"^Abstract\s*:?\s+(?=[A-Z$\"(])", "", clean(without_markup(abstract))),
        meta.first("citation_arxiv_id"),
        meta.first("citation_publication_date", "citation_date", "citation_online_date", "dc.date"),
        meta.first("citation_abstract_html_url", "og:url", "citation_pdf_url"),
        meta.first("citation_journal_title", "citation_conference_title"),
        [Author(turned(name)) for name in meta.all("citation_author") or meta.all("dc.creator")],
        {"arxiv": meta.first("citation_arxiv_id"), "doi": meta.first("citation_doi", "dc.identifier")},
        [meta.first(name) for name in ("og:url", "citation_pdf_url", "citation_abstract_html_url")],
    ).finish("", "the page")


class _Meta(HTMLParser):
    """The contents of <meta> by name."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._values: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "meta":
            given = dict(attrs)
            name = (given.get("name") or given.get("property") or "").lower()
            if name and given.get("content"):
                self._values.setdefault(name, []).append(given["content"] or "")

    def first(self, *names: str) -> str:
        """The first value of the first of these names that has one."""
        return next((self._values[name][0] for name in names if name in self._values), "")

    def all(self, name: str) -> list[str]:
        """All values of a name."""
        return self._values.get(name, [])
