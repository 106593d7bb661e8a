"""What every reader does to the fields of a paper."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.model import Paper
from kg.sources._identifiers import identifiers_in, normalised
from kg.sources._interface import Problem

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff]")
_SPACE = re.compile(r"\s+")
_BREAK = re.compile(r"(?i)<\s*/?\s*(?:jats:)?(?:p|br|sec|div|li|list-item|ul|ol|h\d)\b[^<>]*>")
_HEADING = re.compile(r"(?is)<\s*(?:jats:)?title\b[^<>]*>\s*abstract\s*<\s*/\s*(?:jats:)?title\s*>")
_TITLE_TAG = re.compile(r"(?i)<\s*(/)?\s*(?:jats:)?title\b[^<>]*>")
_MATHML = re.compile(r"(?is)<\s*(mml:)?(annotation|annotation-xml)\b.*?<\s*/\s*\1?\2\s*>")
_TAG = re.compile(r"<\s*/?\s*[A-Za-z][\w:.-]*(?:\s+[\w:.-]+\s*(?:=\s*(?:\"[^\"]*\"|'[^']*'|[^\s<>\"']+))?)*\s*/?\s*>")
_COMMENT = re.compile(r"(?s)<!--.*?-->")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_NOTHING = re.compile(  # what programs write where there is no abstract
    r"(?i)n\.?/?a\.?|nan|none|null|nil|[-–—.?]+|undefined|\[?(?:there is )?no abstract(?: is)?(?: available)?\.?\]?|"
    r"\[?abstract (?:is )?not available\.?\]?|not available\.?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Author:
    """A name as it is printed, and the ORCID where the source gives one."""

    name: str
    orcid: str = ""


@dataclass(slots=True)
class Draft:
    """The fields of a paper as a source gives them, before they are made clean.

    Args:
        key: the source's own identifier of the record.
        issued: any date; what can be understood of it is kept.
        authors: in order.
        identifiers: scheme (see `kg.sources._identifiers`) -> text that holds the identifier.
        links: addresses and other texts that may hold identifiers.
    """

    title: str = ""
    abstract: str = ""
    key: str = ""
    issued: str = ""
    url: str = ""
    venue: str = ""
    authors: Sequence[Author] = ()
    identifiers: dict[str, str] = field(default_factory=dict)
    links: Iterable[str] = ()

    def finish(self, place: str, what: str = "the paper") -> Paper | Problem:
        """The paper, or the problem that it lacks its title or abstract.

        Args:
            place: where in the source the record stands, as in `Problem`.
            what: how the record is called in a message.
        """
        title, abstract = (_told(clean(text)) for text in (self.title, self.abstract))
        missing = " and ".join(name for name, text in (("title", title), ("abstract", abstract)) if not text)
        if missing:
            named = f" ({shortened(title)!r})" if title and shortened(title) not in what else ""
            return Problem(f"no {missing}", place, f"{what}{named} has no {missing}")
        found = self._identifiers()
        doi, arxiv = found.pop("doi", ""), found.pop("arxiv", "")
        authors = [Author(clean(a.name).replace(";", ","), normalised("orcid", a.orcid)) for a in self.authors]
        authors = [author for author in authors if author.name]
        return Paper(
            title,
            abstract,
            clean(self.key),
            doi,
            arxiv,
            date(self.issued),
            tuple(author.name for author in authors),
            _address(self.url),
            ids=tuple(sorted(found.items())),
            venue=clean(self.venue),
            orcids=tuple(sorted({(author.name, author.orcid) for author in authors if author.orcid})),
        )

    def _identifiers(self) -> dict[str, str]:
        """Identifiers by scheme: those that are named as such, then those within links."""
        found: dict[str, str] = {}
        for scheme, text in self.identifiers.items():
            if value := normalised(scheme, clean(text)):
                found[scheme] = value
        for text in (self.url, self.identifiers.get("doi", ""), *self.links):
            for scheme, value in identifiers_in(clean(text)):
                found.setdefault(scheme, value)
        if found.get("doi", "").startswith("10.48550/arxiv."):
            found.setdefault("arxiv", normalised("arxiv", found["doi"].removeprefix("10.48550/arxiv.")))
            del found["doi"]  # it says no more than the arXiv id
        return {scheme: value for scheme, value in found.items() if value}


def _told(text: str) -> str:
    """The text, or nothing where it only says that there is none."""
    return "" if _NOTHING.fullmatch(text) else text


def clean(text: str) -> str:
    """One line of text: control characters and lone surrogates gone, runs of white space one space."""
    return _SPACE.sub(" ", _CONTROL.sub("", text)).strip()


def shortened(text: str, length: int = 60) -> str:
    """The beginning of a text, for a message."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def without_markup(text: str) -> str:
    """Text out of HTML or JATS: tags gone, entities as the characters they stand for.

    "a < b" and "<unk>" stay where no tag is closed and no entity stands, as texts about code write them.
    """
    if "<" in text and re.search(r"</\s*[A-Za-z]|/>|(?i:<(?:br|p)>)", text):
        text = _COMMENT.sub("", text) if "-->" in text else text
        text = _MATHML.sub("", _HEADING.sub(" ", text))
        text = _TITLE_TAG.sub(lambda tag: ": " if tag.group(1) else " ", text)
        text = _TAG.sub("", _BREAK.sub(" ", text))
    for _ in range(2):  # some sources escape twice
        if "&" not in text:
            break
        text = _ENTITY.sub(lambda entity: html.unescape(entity.group()), text)
    return text


def date(text: str) -> str:
    """An ISO 8601 year, month or date out of a date as people and publishers write it; nothing where there is none."""
    text = clean(text)
    if match := re.search(r"(?<!\d)((?:1[5-9]|20)\d\d)(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d)", text):
        year, month, day = match.groups()
        named = next((k for k, name in enumerate(_MONTHS, 1) if re.search(rf"\b{name}", text.lower())), 0)
        number = int(month) if month else named
        if not 1 <= number <= 12:
            return year
        if not month:
            beside = re.search(r"(?<![\d/.-])(\d{1,2})(?:st|nd|rd|th)?(?![\d/.-])", text.replace(year, " "))
            day = beside.group(1) if beside else None
        return f"{year}-{number:02}" + (f"-{int(day):02}" if day and 1 <= int(day) <= 31 else "")
    return ""


def names(text: str) -> tuple[Author, ...]:
    """Authors out of one text: "A. One; B. Two", "One, A. and Two, B.", "A. One, B. Two and C. Three"."""
    text = clean(without_markup(text))
    parts = text.split(";") if ";" in text else text.split(" and ")
    if ";" in text or (len(parts) > 1 and all(part.count(",") == 1 for part in parts)):
        return tuple(Author(name) for part in parts if (name := turned(part)))
    return tuple(Author(name) for part in re.split(r",|\band\b|&", text) if (name := clean(part)))


def turned(name: str) -> str:
    """ "Family, Given" as "Given Family", "Family, Jr, Given" as "Given Family, Jr"."""
    family, *rest = (clean(part) for part in name.split(","))
    if not rest:
        return family
    return clean(f"{rest[-1]} {', '.join((family, *rest[:-1]))}")


def _address(text: str) -> str:
    text = clean(text)
    return text if re.match(r"(?i)https?://\S+$", text) else ""
