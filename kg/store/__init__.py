"""The graph on disk, in one directory and without a server.

`papers.sqlite` is the one source of truth: each paper as read, what it says, and the index of names. `graph-N` holds
the RDF made from it, and the database names the N in force. A change works on a copy of the graph that costs a few hard
links, and then changes database and N in one transaction: killed at any moment, the store is the old one or the new
one, whole. What a killed build has already extracted stays in the database, so that the next build need not read it
again; a graph that is lost or damaged is made anew from the database.
"""

from __future__ import annotations

import fcntl
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kg.errors import StoreError
from kg.model import Extraction, Paper
from kg.store.database import generation, open_database, paper_of
from kg.store.generations import Reader, folder
from kg.store.report import BuildReport
from kg.store.view import GraphReader, GraphView

# what only a change needs is imported where a change is made: whoever asks has not to wait for it
if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.link.decisions import Decision, Decisions
    from kg.link.thresholds import Thresholds
    from kg.store.reading import Entry


class Store(GraphView):
    """An open store. Make it with `Store.open`; it is a context manager."""

    def __init__(self, path: Path, database: sqlite3.Connection) -> None:
        self.path = path
        self._database = database
        self._reader: Reader | None = None

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Store:
        """Open the store in a directory; with `create`, make one where there is none.

        Raises:
            StoreError: no store there, another thing there, another format, or no permission.
        """
        return cls(path, open_database(path, create=create))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._let_go()
        self._database.close()

    # -------------------------------------------------------------------------------------------------- reading

    def extractions(self) -> Iterator[Extraction]:
        """What each paper says, by IRI."""
        from kg.extract.record import from_record

        rows = self._database.execute(
            "SELECT p.paper, e.record, p.extractor FROM papers p "
            "JOIN extractions e USING (fingerprint, extractor) ORDER BY iri"
        )
        for paper, record, extractor in rows:
            yield from_record(paper_of(paper), json.loads(record), extractor)

    @property
    def graph(self) -> ox.Store:
        """The RDF, read-only: plain edges in the default graph, all claims in one named graph a paper."""
        if self._reader is None:
            self._reader = self._open_graph()
        return self._reader.graph

    @property
    def database(self) -> sqlite3.Connection:
        """The tables of `kg.store.database`, as they were when the graph in force was made; for reading only."""
        if not self._database.in_transaction:
            _ = self.graph
        return self._database

    # -------------------------------------------------------------------------------------------------- writing

    def build(
        self,
        papers: Iterable[Paper],
        extractor: str,
        *,
        jobs: int = 1,
        progress: Callable[[int], None] = lambda _: None,
        decisions: Decisions | None = None,
        thresholds: Thresholds | None = None,
    ) -> BuildReport:
        """Add or replace papers; unchanged ones, by content and extractor version, are not read again.

        Args:
            papers: in any order; of two with one IRI, the one with the longer abstract counts.
            extractor: a name of `kg.extract.extractor_names()`.
            jobs: processes that extract.
            progress: called with the number of papers just done.
            decisions: what people decided; None leaves in force what is.
            thresholds: how sure a plain edge must be; None leaves in force what is.

        Raises:
            StoreError: another build is under way, or the directory cannot be written.
        """
        from kg.extract import version
        from kg.store.reading import Entry, read

        current = version(extractor)
        with self._lock():
            chosen: dict[tuple[str, str], Paper] = {}
            twice: list[str] = []
            for paper in papers:
                other = chosen.get((paper.iri, paper.key))
                if other is not None:
                    twice.append(paper.title)
                best = paper if other is None else max(paper, other, key=lambda p: (len(p.abstract), p))
                chosen[paper.iri, paper.key] = best
            fresh: list[Entry] = []
            new: set[Paper] = set()
            for known, paper in sorted(chosen.items()):
                row = self._database.execute(
                    "SELECT fingerprint, extractor FROM records WHERE iri = ? AND key = ?", known
                ).fetchone()
                fingerprint = paper.fingerprint
                if row != (fingerprint, current):
                    fresh.append(Entry(paper, fingerprint, current))
                    if row is None:
                        new.add(paper)
            progress(len(chosen) - len(fresh))
            unchanged = len(chosen) - len(fresh)
            reading = read(self._database, self.path, fresh, extractor, jobs, progress)
            fresh = [entry for entry in fresh if entry.fingerprint not in reading.failed]
            self._change(fresh, decisions=decisions, thresholds=thresholds)
            idle = self._idle()
        added = sum(entry.paper in new for entry in fresh)
        failed = tuple(sorted(reading.failed.values()))
        dropped = tuple(sorted(reading.dropped.items()))
        return BuildReport(added, len(fresh) - added, unchanged, tuple(sorted(twice)), idle, failed, dropped)

    def put(self, extractions: Iterable[Extraction]) -> BuildReport:
        """Add or replace papers with what somebody else has read in them; of two with one IRI, the last counts.

        Raises:
            StoreError: another build is under way, or the directory cannot be written.
        """
        from kg.extract.record import to_record
        from kg.store.reading import Entry

        with self._lock():
            chosen = {(extraction.paper.iri, extraction.paper.key): extraction for extraction in extractions}
            fresh: list[Entry] = []
            added = 0
            for known, extraction in sorted(chosen.items(), key=lambda pair: pair[0]):
                record = json.dumps(to_record(extraction), ensure_ascii=True)
                entry = Entry(extraction.paper, extraction.paper.fingerprint, extraction.extractor, record)
                row = self._database.execute(
                    "SELECT fingerprint, extractor, e.record FROM records "
                    "JOIN extractions e USING (fingerprint, extractor) WHERE iri = ? AND key = ?", known
                ).fetchone()  # fmt: skip
                if row != (entry.fingerprint, entry.extractor, record):
                    fresh.append(entry)
                    added += row is None
            self._change(fresh)
            return BuildReport(added, len(fresh) - added, len(chosen) - len(fresh), (), self._idle())

    def remove(self, *papers: str) -> None:
        """Remove papers, by IRI, and all that only they say. Raises StoreError when one is not there."""
        with self._lock():
            rows = {}
            for iri in papers:
                row = self._database.execute("SELECT id FROM papers WHERE iri = ?", (iri,)).fetchone()
                if row is None:
                    raise StoreError(f"no paper {iri} in the store at {self.path}")
                rows[iri] = int(row[0])
            self._change(removed=tuple(rows.values()))

    def decide(self, decisions: Decisions) -> tuple[Decision, ...]:
        """Put other decisions in force and return those that apply to nothing. Raises StoreError as `build` does."""
        with self._lock():
            self._change(decisions=decisions)
            return self._idle()

    def trust(self, thresholds: Thresholds) -> None:
        """Let the graph hold the edges that are as sure as this, and no others. Raises StoreError as `build` does."""
        with self._lock():
            self._change(thresholds=thresholds)

    @property
    def decisions(self) -> Decisions:
        """The decisions in force."""
        from kg.store.change import decided

        return decided(self._database)

    @property
    def thresholds(self) -> Thresholds:
        """How sure a plain edge is at least."""
        from kg.store.change import trusted

        return trusted(self._database)

    def applies(self, decision: Decision) -> bool:
        """Whether some paper says what a decision speaks of."""
        query = "SELECT 1 FROM applied WHERE decision = ?1 UNION ALL SELECT 1 FROM joined WHERE decision = ?1 LIMIT 1"
        return self._database.execute(query, (decision.id,)).fetchone() is not None

    def has_record(self, identifier: str) -> bool:
        """Whether some paper has an identifier, written as "doi:10.5555/wg.1" or "arxiv:2301.04321"."""
        scheme, _, value = identifier.partition(":")
        query = "SELECT 1 FROM identifiers WHERE scheme = ? AND value = ? AND scheme NOT IN ('iri', 'title') LIMIT 1"
        row = self._database.execute(query, (scheme.casefold(), value.strip().casefold())).fetchone()
        return row is not None

    def _idle(self) -> tuple[Decision, ...]:
        return tuple(decision for decision in self.decisions.lines if not self.applies(decision))

    # -------------------------------------------------------------------------------------------------- plumbing

    def _open_graph(self) -> Reader:
        """The generation in force, and with it a view of the database that no build changes."""
        for attempt in range(5):
            self._database.execute("BEGIN")
            in_force = generation(self._database)
            if in_force == 0:
                return Reader(None)
            try:
                return Reader(folder(self.path, in_force))
            except OSError:
                self._database.execute("COMMIT")
                if attempt and generation(self._database) == in_force:
                    self.repair()  # nobody has put another in its place: it is lost or damaged
        raise StoreError(f"the graph of the store at {self.path} cannot be read, nor made anew")

    def _change(
        self,
        papers: Sequence[Entry] = (),
        removed: Sequence[int] = (),
        decisions: Decisions | None = None,
        thresholds: Thresholds | None = None,
    ) -> None:
        from kg.store.change import change

        change(self._database, self.path, papers, removed, decisions, thresholds)

    def _let_go(self) -> None:
        """Read no longer, so that what is read next is what is there by then."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None
        if self._database.in_transaction:
            self._database.execute("COMMIT")

    def repair(self) -> None:
        """Make the graph anew from the papers where it is lost or damaged. Raises StoreError."""
        with self._lock():
            self._change()

    @contextmanager
    def _lock(self) -> Iterator[None]:
        try:
            handle = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise StoreError(f"cannot write the store at {self.path}: {error.strerror}") from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._let_go()
            yield
        except BlockingIOError as error:
            raise StoreError(f"another build is writing the store at {self.path}; try again when it is done") from error
        finally:
            os.close(handle)


__all__ = ["BuildReport", "GraphReader", "Store"]
