"""Zotero's own database (zotero.sqlite). A copy of it is read, so that Zotero may go on running."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from kg.errors import SourceError
from kg.model import Paper
from kg.sources._fields import Author, Draft, without_markup
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict

_ITEMS = """
SELECT items.itemID, items.key FROM items JOIN itemTypes USING (itemTypeID)
WHERE typeName NOT IN ('attachment', 'note', 'annotation') AND itemID NOT IN (SELECT itemID FROM deletedItems)
ORDER BY items.itemID
"""
_FIELDS = """
SELECT fieldName, value FROM itemData JOIN fields USING (fieldID) JOIN itemDataValues USING (valueID) WHERE itemID = ?
"""
_AUTHORS = """
SELECT firstName, lastName FROM itemCreators JOIN creators USING (creatorID) JOIN creatorTypes USING (creatorTypeID)
WHERE itemID = ? AND creatorType = 'author' ORDER BY orderIndex
"""


def _sniff(head: Head) -> Verdict:
    if not head.data.startswith(b"SQLite format 3\0"):
        return NO
    if b"itemDataValues" in head.data or "zotero" in head.suffix:
        return Verdict(Certainty.CERTAIN, "it is a database of Zotero")
    return Verdict(Certainty.NEAR, "it is an SQLite database without Zotero's tables")


FORMAT = Format("zotero_sqlite", (".sqlite",), "Zotero's database", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order they were added; items in the bin are left out."""
    with source.file() as path, tempfile.TemporaryDirectory(prefix="kg-") as folder:
        copy = Path(folder) / "zotero.sqlite"
        shutil.copyfile(path, copy)
        try:
            with closing(sqlite3.connect(f"file:{copy}?mode=ro&immutable=1", uri=True)) as database:
                yield from _papers(database)
        except sqlite3.Error as error:
            raise SourceError(f"{source.name} is no database of Zotero that can be read ({error})") from error


def _papers(database: sqlite3.Connection) -> Iterator[Paper | Problem]:
    for item, key in database.execute(_ITEMS):
        values = {str(name): str(value) for name, value in database.execute(_FIELDS, (item,))}
        authors = [Author(f"{first or ''} {last or ''}") for first, last in database.execute(_AUTHORS, (item,))]
        venues = ("publicationTitle", "proceedingsTitle", "conferenceName", "bookTitle", "repository")
        yield Draft(
            without_markup(values.get("title", "")),
            without_markup(values.get("abstractNote", "")),
            str(key),
            # Zotero keeps a date twice: "2024-01-05 5 January 2024"
            values.get("date", "").partition(" ")[0].replace("-00", ""),
            values.get("url", ""),
            next((values[name] for name in venues if values.get(name)), ""),
            authors,
            {"doi": values.get("DOI", "")},
            [values.get(name, "") for name in ("url", "extra", "archiveID", "publicationTitle", "reportNumber")],
        ).finish(f"item {key}", f"item {key}")
