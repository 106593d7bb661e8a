"""CSL-JSON: the papers, for pandoc, Zotero, citeproc."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._objects import json_array
from kg.export._papers import date_parts, name, papers
from kg.files import replacing

if TYPE_CHECKING:
    from kg.model import Paper
    from kg.store import Store

FORMAT = Format("csljson", (".csl.json", ".csl"), "CSL-JSON", "papers only")


def write(store: Store, path: Path) -> None:
    """Write the papers."""
    with replacing(path) as file:
        file.writelines(json_array(_item(key, paper) for key, paper in papers(store)))
        file.write(b"\n")


def _item(key: str, paper: Paper) -> dict[str, object]:
    date = date_parts(paper.issued)
    fields: dict[str, object] = {
        "id": key, "type": "article-journal" if paper.doi else "article", "title": paper.title,
        "author": [_author(author) for author in paper.authors], "issued": {"date-parts": [date]} if date else None,
        "container-title": paper.venue, "DOI": paper.doi, "URL": paper.url, "abstract": paper.abstract,
        "archive": "arXiv" if paper.arxiv else "", "archive_location": paper.arxiv,
    }  # fmt: skip
    return {name: value for name, value in fields.items() if value}


def _author(author: str) -> dict[str, str]:
    family, given = name(author)
    return {"family": family, "given": given} if given else {"literal": family}
