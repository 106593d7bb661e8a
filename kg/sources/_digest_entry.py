"""One paper of a digest while its lines come in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum

from kg.model import Paper
from kg.sources._fields import Draft, clean, names
from kg.sources._identifiers import identifiers_in
from kg.sources._interface import Problem

_ADDRESS = re.compile(r"https?://[^\s)\]>\"'|]+|\barXiv:\s*\S+|\bdoi:\s*\S+", re.IGNORECASE)
_SHORTEST = 20  # characters of an abstract
_NO_TITLE = re.compile(  # lines of web pages that stand where a title may
    r"(?i)^(?:\[?submitted on .*|view (?:pdf|a pdf|html|recent).*|download.*|full[- ]text.*|skip to .*|log ?in|"
    r"sign (?:in|up)|search.*|help.*|.*\((?:v\d+|revised|last revised).*|openreview\.net|go to .*|\u2190.*|"
    r"(?:computer science|statistics|mathematics|physics|quantitative \w+|electrical .*) ?>.*|"
    r"published:.*|readers:.*|https?://\S+|pdf|html|tex source|abs|code|[\d\s.,/:-]+|"
    r".*\b(?:conference|workshop|poster|oral|spotlight|submission)\s*(?:\d{4})?|everyone|"
    r"show (?:bibtex|revisions).*|\[?\w+\.\w{2}\]?)$"
)
_KEPT = {
    "authors": "authors", "author": "authors", "doi": "doi", "venue": "venue", "conference": "venue",
    "journal": "venue", "journal-ref": "venue", "journal reference": "venue", "date": "issued", "dates": "issued",
    "published": "issued", "published in": "venue", "published on": "issued", "published date": "issued",
    "submitdate": "issued", "submit date": "issued", "submitted": "issued", "submitted on": "issued",
    "year": "issued", "arxiv": "arxiv", "arxiv id": "arxiv", "cite as": "arxiv", "link": "url", "url": "url",
    "paper": "url", "paper link": "url", "paper url": "url", "arxiv link": "url", "pdf": "url", "update date": "issued",
    "作者": "authors", "链接": "url", "日期": "issued",
}  # fmt: skip


class Rank(IntEnum):
    """How a line stands out as a title; the lower, the more."""

    LABELLED = 0
    MARKED = 1  # a heading, a list item in bold, the summary of what is folded
    BOLD = 2
    PLAIN = 3


class Entry:
    """What is known of a paper; `is_open` says whether its abstract goes on in the next line."""

    def __init__(self) -> None:
        self._candidates = list[tuple[Rank, str, int]]()
        self._fields = dict[str, str]()
        self._links = list[str]()
        self._abstract = list[str]()
        self._awaits_title = self._after_blank = self.is_open = False
        self._last = ""
        self._number = 0

    @property
    def has_abstract(self) -> bool:
        """Whether text of the abstract is there."""
        return bool(self._abstract)

    @property
    def may_have_ended(self) -> bool:
        """Whether the abstract is there and the next line may belong to the next paper."""
        return bool(self._abstract) and (self._after_blank or not self.is_open)

    @property
    def has_title_and_authors(self) -> bool:
        """Whether a title stands out, with a byline below it."""
        return "authors" in self._fields and any(rank <= Rank.MARKED for rank, *_ in self._candidates)

    def links(self, text: str) -> None:
        """Keep the addresses of a line outside the abstract."""
        if not self.is_open and len(self._links) < 20:
            self._links += _ADDRESS.findall(text)

    def label(self, name: str, text: str, number: int) -> None:
        """A labelled line."""
        self._awaits_title = self.is_open = False
        if name == "abstract":
            if not self._abstract:
                self._abstract = [text] if text else []
                self._number, self.is_open, self._after_blank = number, True, False
        elif name == "title":
            self._awaits_title = not text
            if text:
                self.candidate(Rank.LABELLED, text, number)
        elif name in _KEPT:
            self._fields.setdefault(_KEPT[name], text)
        self._last = _KEPT.get(name, "") if not text else ""

    def candidate(self, rank: Rank, text: str, number: int) -> None:
        """A line that may be the title."""
        if self._awaits_title and rank is Rank.PLAIN:
            rank, self._awaits_title = Rank.LABELLED, False
        if self._last and rank is Rank.PLAIN and not self._fields.get(self._last):
            self._fields[self._last] = text  # the value stands below its label
        elif self._abstract:
            self.is_open = False
        else:
            if rank <= Rank.MARKED:
                self._links = self._links[-3:]  # those before it belong to what is above
            self._candidates.append((rank, text, number))
        self._last = ""

    def text(self, text: str, *, ends: bool) -> None:
        """A line of the abstract, or what follows it after a blank line."""
        if self._abstract and self._after_blank and not _goes_on(text):
            self.is_open = False
            return
        self._after_blank = False
        if text:
            self._abstract.append(text)
        if ends:
            self.is_open = False

    def blank(self) -> None:
        """An empty line: the abstract may go on, but only with another paragraph."""
        self._after_blank = self._after_blank or bool(self._abstract)
        self._last = ""

    def rule(self) -> None:
        """A line across the page."""
        if self._abstract:
            self.is_open = False

    def finish(self) -> Iterator[Paper | Problem]:
        """The paper, if there is an abstract; the problem, if there is a title that was labelled as such."""
        abstract, title = clean(" ".join(self._abstract)), self._title()
        labelled = any(rank is Rank.LABELLED for rank, *_ in self._candidates)
        if not abstract and not labelled and not self.has_title_and_authors:
            return
        number = self._number or next((number for rank, _, number in self._candidates if rank <= Rank.MARKED), 0)
        if abstract and len(abstract) < _SHORTEST:
            yield Problem("no abstract", str(number), f"the text labelled as abstract is too short ({abstract!r})")
            return
        url = next(iter(_ADDRESS.findall(self._fields.get("url", ""))), "") or next(
            (link for link in self._links if any(identifiers_in(link))), ""
        )
        yield Draft(
            title,
            abstract,
            "",
            self._fields.get("issued", ""),
            url,
            self._fields.get("venue", ""),
            names(self._fields.get("authors", "")),
            {"doi": self._fields.get("doi", ""), "arxiv": self._fields.get("arxiv", "")},
            [url, *self._links],
        ).finish(str(number))

    def _title(self) -> str:
        """The candidate that stands out most; of equals the nearest above, of plain lines the likeliest."""
        best = min((rank for rank, *_ in self._candidates), default=Rank.PLAIN)
        texts = [text for rank, text, _ in self._candidates if rank is best]
        if best is not Rank.PLAIN:
            return texts[-1] if texts else ""
        texts = [text for text in texts if len(text) >= 8 and not _NO_TITLE.match(text)]
        likely = [text for text in texts[-6:] if len(text.split()) >= 3 and text.count(",") < 3 and len(text) < 300]
        return (likely or texts or [""])[0 if likely else -1]


def is_plain_title(line: str) -> bool:
    """Whether a line without any mark may be the title of a paper."""
    text = clean(line)
    words = len(text.split())
    return words >= 3 and len(text) < 200 and not re.search(r"[.:,;]$", text) and not _NO_TITLE.match(text)


def _goes_on(text: str) -> bool:
    """Whether a paragraph below an abstract is its next: sentences, not a title or a byline."""
    return len(text) >= 120 and bool(re.search(r"[.!?][\"')\]]*$", text))
