"""The records of a store and the papers that they make: what a change of records changes in the papers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from kg.link.decisions import Decision, Decisions, split_name
from kg.link.works import Token, Work, meant, tokens, works
from kg.model import PAPER, Paper
from kg.store.database import paper_of
from kg.store.reading import Entry


@dataclass(frozen=True, slots=True)
class Changed:
    """Numbers of the papers that are no more, and those that are new or other than before, with their records."""

    gone: tuple[int, ...]
    papers: tuple[tuple[Work, Entry], ...]


class Records:
    """The table of records within a transaction of the database. A record is known by its own IRI and its key.

    Args:
        database: in a transaction.
        before: the decisions that were in force.
        decisions: those that shall be.
    """

    def __init__(self, database: sqlite3.Connection, before: Decisions, decisions: Decisions) -> None:
        self._database = database
        self._decisions = decisions
        self._changed = [
            line
            for line in sorted(set(before.lines) ^ set(decisions.lines))
            if line.verb in ("merge", "split") and split_name(line.arguments[0])[0] == PAPER
        ]

    def change(self, entries: Sequence[Entry], removed: Iterable[int]) -> Changed:
        """Put records, take out those of some papers, and say what that makes of the papers.

        Args:
            entries: records that are new or have changed.
            removed: numbers of papers.
        """
        touched: set[int] = set()
        shared: set[Token] = set()
        lost: set[int] = set()
        for paper in removed:
            for number in self._rows("SELECT id FROM records WHERE paper = ?", paper):
                shared |= self._delete(number)
            lost.add(paper)
        for entry in entries:
            known = self._rows("SELECT id FROM records WHERE iri = ? AND key = ?", entry.paper.iri, entry.paper.key)
            for number in known:
                lost.update(self._rows("SELECT paper FROM records WHERE id = ?", number))
                shared |= self._delete(number)
            touched.add(_insert(self._database, entry))
        for line in self._changed:
            for name in line.arguments:
                shared |= meant(split_name(name)[1])
        for token in shared:
            touched.update(self._rows("SELECT record FROM identifiers WHERE scheme = ? AND value = ?", *token))
        return self._regrouped(self._connected(touched, lost), lost)

    def whole(self) -> Changed:
        """All papers, made of all records anew; the table of papers is empty."""
        self._database.execute("UPDATE records SET paper = NULL")
        return self._regrouped({*self._rows("SELECT id FROM records")}, set())

    def settle(self, work: Work, number: int) -> None:
        """Let the records of a work be of the paper of that number."""
        rows = [(number, record.iri, record.key) for record in work.records]
        self._database.executemany("UPDATE records SET paper = ? WHERE iri = ? AND key = ?", rows)
        self._database.execute("DELETE FROM joined WHERE paper = ?", (number,))
        rows = [(line.id, number) for line in work.applied]  # type: ignore[misc]
        self._database.executemany("INSERT INTO joined VALUES (?, ?)", rows)

    def _connected(self, records: set[int], papers: set[int]) -> set[int]:
        """The records that may be of one work with these, over any number of steps, or were of these papers."""
        for paper in papers:
            records.update(self._rows("SELECT id FROM records WHERE paper = ?", paper))
        waiting = list(records)
        pairs = [meant_by(line) for line in self._decisions.of("merge") if split_name(line.arguments[0])[0] == PAPER]
        while waiting:
            number = waiting.pop()
            found = self._rows("SELECT id FROM records WHERE paper = (SELECT paper FROM records WHERE id = ?)", number)
            own = set(self._database.execute("SELECT scheme, value FROM identifiers WHERE record = ?", (number,)))
            joined = {token for pair in pairs if not own.isdisjoint(pair) for token in pair}
            for token in own | joined:
                found += self._rows("SELECT record FROM identifiers WHERE scheme = ? AND value = ?", *token)
            waiting += [other for other in set(found) if other not in records]
            records.update(found)
        return records

    def _regrouped(self, records: set[int], lost: set[int]) -> Changed:
        papers: dict[Paper, Entry] = {}
        before = set(lost)
        for number in sorted(records):
            text, fingerprint, extractor, paper = self._database.execute(
                "SELECT record, fingerprint, extractor, paper FROM records WHERE id = ?", (number,)
            ).fetchone()
            record = paper_of(text)
            papers[record] = Entry(record, fingerprint, extractor)
            before |= {paper} - {None}
        changed: list[tuple[Work, Entry]] = []
        kept: set[int] = set()
        for work in works(papers, self._decisions):
            text = papers[work.text]
            entry = Entry(work.paper, text.fingerprint, text.extractor)
            row = self._database.execute(
                "SELECT id, fingerprint, extractor, paper FROM papers WHERE iri = ?", (entry.paper.iri,)
            ).fetchone()
            if row is not None:
                kept.add(row[0])
            if row is None or row[1:] != (entry.fingerprint, entry.extractor, paper_text(entry.paper)):
                changed.append((work, entry))
            else:
                self.settle(work, row[0])
        return Changed(tuple(sorted(before - kept)), tuple(changed))

    def _delete(self, number: int) -> set[Token]:
        """Delete a record; its tokens."""
        own = set(self._database.execute("SELECT scheme, value FROM identifiers WHERE record = ?", (number,)))
        self._database.execute("DELETE FROM identifiers WHERE record = ?", (number,))
        self._database.execute("DELETE FROM records WHERE id = ?", (number,))
        return own

    def _rows(self, query: str, *values: object) -> list[int]:
        return [row for (row,) in self._database.execute(query, values).fetchall()]


def put_record(database: sqlite3.Connection, number: int, entry: Entry) -> None:
    """Make a paper of one record, under the number of its node."""
    paper = entry.paper
    record = _insert(database, entry)
    database.execute("UPDATE records SET paper = ? WHERE id = ?", (number, record))
    row = (number, paper.iri, entry.fingerprint, entry.extractor, paper_text(paper))
    database.execute("INSERT OR REPLACE INTO papers VALUES (?, ?, ?, ?, ?)", row)


def _insert(database: sqlite3.Connection, entry: Entry) -> int:
    paper = entry.paper
    (number,) = database.execute(
        "INSERT OR REPLACE INTO records (iri, key, fingerprint, extractor, record) VALUES (?, ?, ?, ?, ?) RETURNING id",
        (paper.iri, paper.key, entry.fingerprint, entry.extractor, paper_text(paper)),
    ).fetchone()
    rows = [(scheme, value, number) for scheme, value in sorted(tokens(paper))]
    database.executemany("INSERT INTO identifiers VALUES (?, ?, ?)", rows)
    return int(number)


def meant_by(line: Decision) -> frozenset[Token]:
    """The tokens of all papers that a decision names."""
    return frozenset(token for name in line.arguments for token in meant(split_name(name)[1]))


def paper_text(paper: Paper) -> str:
    """A paper as the tables keep it."""
    return json.dumps(asdict(paper), ensure_ascii=True)
