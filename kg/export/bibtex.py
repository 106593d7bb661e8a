"""BibTeX: the papers, for LaTeX, Zotero, JabRef."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._latex import escaped
from kg.export._papers import date_parts, papers
from kg.files import replacing

if TYPE_CHECKING:
    from kg.model import Paper
    from kg.store import Store

FORMAT = Format("bibtex", (".bib",), "BibTeX", "papers only")


def write(store: Store, path: Path) -> None:
    """Write the papers."""
    with replacing(path) as file:
        file.writelines(_entry(key, paper).encode("utf-8", "replace") for key, paper in papers(store))


def _entry(key: str, paper: Paper) -> str:
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(paper) if value)
    return f"@misc{{{key},\n{fields}}}\n\n"


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    # a second pair of braces keeps the capitals of a title
    yield "title", f"{{{escaped(paper.title)}}}"
    authors = (escaped(author) for author in paper.authors)
    yield "author", " and ".join(f"{{{author}}}" if " and " in author else author for author in authors)
    date = date_parts(paper.issued)
    yield "howpublished", escaped(paper.venue)
    yield "year", str(date[0]) if date else ""
    yield "month", str(date[1]) if len(date) > 1 else ""
    yield "doi", _verbatim(paper.doi)
    yield "eprint", _verbatim(paper.arxiv)
    yield "archiveprefix", "arXiv" if paper.arxiv else ""
    yield "url", _verbatim(paper.url)
    yield "abstract", escaped(paper.abstract)


def _verbatim(text: str) -> str:
    """An address, of which BibTeX wants every sign as it is; braces, which it would count, are percent-encoded."""
    return text.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
