"""A table in Markdown whose columns are those of papers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Paper
from kg.sources._input import Line
from kg.sources._interface import Problem
from kg.sources._names import recognised
from kg.sources._pages import heading, plain
from kg.sources._records import draft


class Table:
    """A table that begins with this line."""

    def __init__(self, header: str) -> None:
        self._columns = [plain(cell) for cell in _cells(header)]
        self._begun = False

    @property
    def is_of_papers(self) -> bool:
        """Whether there are columns for title and abstract."""
        return {"title", "abstract"} <= recognised(self._columns).keys()

    def row(self, line: Line) -> Iterator[Paper | Problem]:
        """The paper of a row; nothing for the header and the line below it."""
        cells = _cells(line.text)
        if not self._begun or all(re.fullmatch(r":?-+:?", cell) for cell in cells if cell):
            self._begun = True
            return
        record = dict(zip(self._columns, cells, strict=False))
        links = re.findall(r"https?://[^\s)\]>\"'|]+", line.text)
        known = recognised(self._columns)
        texts = {
            name: heading(text) if name in known["title"] else plain(re.sub(r"(?i)<summary>.*?</summary>", "", text))
            for name, text in record.items()
        }
        found = draft(texts)
        if isinstance(found, Problem):
            yield Problem(found.kind, str(line.number), found.detail)
            return
        found.links = [*found.links, *links]
        found.url = found.url or next(iter(links), "")
        yield found.finish(str(line.number), "the row")


def _cells(line: str) -> list[str]:
    text = line.strip().removeprefix("|").removesuffix("|")
    return [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", text)]
