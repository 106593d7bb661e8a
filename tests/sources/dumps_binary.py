"""Invented papers in workbooks, tables and databases."""

from __future__ import annotations

import io
import sqlite3
import tempfile
from pathlib import Path

from tests.sources.papers import Papers, Written

COLUMNS = ("title", "abstract", "authors", "year", "doi", "arxiv_id", "venue")


def _row(p: Written) -> tuple[object, ...]:
    return p.title, p.abstract, "; ".join(p.authors), p.year, p.doi, p.arxiv, p.venue


def excel(papers: Papers) -> bytes:
    import openpyxl

    workbook = openpyxl.Workbook(write_only=True)
    workbook.create_sheet("Notes").append(("nothing here",))
    sheet = workbook.create_sheet("Reading list")
    sheet.append(COLUMNS)
    for paper in papers:
        sheet.append(_row(paper))
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def parquet(papers: Papers) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet

    out = pa.BufferOutputStream()
    columns = list(zip(*map(_row, papers), strict=True))
    table = pa.table({name: list(values) for name, values in zip(COLUMNS, columns, strict=True)})
    pyarrow.parquet.write_table(table, out, row_group_size=2000)
    return bytes(out.getvalue().to_pybytes())


_ZOTERO = """
CREATE TABLE itemTypes (itemTypeID INTEGER PRIMARY KEY, typeName TEXT);
CREATE TABLE items (itemID INTEGER PRIMARY KEY, itemTypeID INT, key TEXT);
CREATE TABLE deletedItems (itemID INTEGER PRIMARY KEY);
CREATE TABLE fields (fieldID INTEGER PRIMARY KEY, fieldName TEXT);
CREATE TABLE itemDataValues (valueID INTEGER PRIMARY KEY, value);
CREATE TABLE itemData (itemID INT, fieldID INT, valueID INT, PRIMARY KEY (itemID, fieldID));
CREATE TABLE creators (creatorID INTEGER PRIMARY KEY, firstName TEXT, lastName TEXT);
CREATE TABLE creatorTypes (creatorTypeID INTEGER PRIMARY KEY, creatorType TEXT);
CREATE TABLE itemCreators (itemID INT, creatorID INT, creatorTypeID INT, orderIndex INT);
INSERT INTO itemTypes VALUES (1, 'journalArticle'), (2, 'attachment');
INSERT INTO creatorTypes VALUES (1, 'author');
"""


def zotero_sqlite(papers: Papers) -> bytes:
    fields = ("title", "abstractNote", "date", "DOI", "publicationTitle", "extra")
    with tempfile.TemporaryDirectory() as folder:
        database = sqlite3.connect(Path(folder) / "zotero.sqlite")
        database.executescript(_ZOTERO)
        database.executemany("INSERT INTO fields VALUES (?, ?)", enumerate(fields))
        for k, p in enumerate(papers):
            database.execute("INSERT INTO items VALUES (?, 1, ?)", (k, f"KEY{k}"))
            values = (p.title, p.abstract, f"{p.year}-00-00 {p.year}", p.doi, p.venue, f"arXiv:{p.arxiv}")
            for f, value in enumerate(values):
                number = database.execute("INSERT INTO itemDataValues (value) VALUES (?)", (value,)).lastrowid
                database.execute("INSERT INTO itemData VALUES (?, ?, ?)", (k, f, number))
            for order, a in enumerate(p.authors):
                number = database.execute(
                    "INSERT INTO creators (firstName, lastName) VALUES (?, ?)", a.split(maxsplit=1)
                ).lastrowid
                database.execute("INSERT INTO itemCreators VALUES (?, ?, 1, ?)", (k, number, order))
        database.commit()
        database.close()
        return (Path(folder) / "zotero.sqlite").read_bytes()
