"""RIS: the papers, for EndNote, Mendeley, Zotero."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._papers import date_parts, name, papers
from kg.files import replacing

if TYPE_CHECKING:
    from kg.model import Paper
    from kg.store import Store

FORMAT = Format("ris", (".ris",), "RIS", "papers only")


def write(store: Store, path: Path) -> None:
    """Write the papers."""
    with replacing(path) as file:
        for key, paper in papers(store):
            lines = (f"{tag}  - {_line(value)}\r\n" for tag, value in _fields(key, paper) if value)
            file.write(f"{''.join(lines)}ER  - \r\n\r\n".encode("utf-8", "replace"))


def _fields(key: str, paper: Paper) -> Iterator[tuple[str, str]]:
    yield "TY", "JOUR" if paper.venue or paper.doi else "UNPB"
    yield "ID", key
    yield "TI", paper.title
    for author in paper.authors:
        family, given = name(author)
        yield "AU", f"{family}, {given}" if given else family
    date = date_parts(paper.issued)
    yield "PY", str(date[0]) if date else ""
    yield "DA", "/".join(f"{part:02}" for part in date) + "/" * (3 - len(date)) if date else ""
    yield "T2", paper.venue
    yield "DO", paper.doi
    yield "UR", paper.url
    yield "AN", f"arXiv:{paper.arxiv}" if paper.arxiv else ""
    yield "AB", paper.abstract


def _line(text: str) -> str:
    return "".join(c for c in " ".join(text.split()) if c.isprintable())
