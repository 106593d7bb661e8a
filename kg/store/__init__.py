"""The graph on disk, in one directory and without a server.

`papers.sqlite` is the one source of truth: each paper as read and what it says. `graph-N` holds the RDF made from it,
and the database names the N in force. A build writes a new `graph-N`, then changes database and N in one transaction:
killed at any moment, the store is the old one or the new one, whole. What a killed build has already extracted stays
in the database's cache, so that the next build need not read it again.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kg.errors import ExtractorError, ExtractorUnavailable, StoreError
from kg.model import Extraction, Facts, Paper

if TYPE_CHECKING:
    import networkx as nx
    import pyoxigraph as ox

FORMAT = 1
_APPLICATION = 0x6B677031  # "kgp1": tells our database from any other
_CHUNK = 200  # papers whose extraction is committed at once
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE papers (iri TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, extractor TEXT NOT NULL, paper TEXT NOT NULL)
    WITHOUT ROWID;
CREATE TABLE extractions (fingerprint TEXT, extractor TEXT, record TEXT NOT NULL, PRIMARY KEY (fingerprint, extractor))
    WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, in papers; `twice` holds the titles of those that stood more than once in the input.

    `failed` are titles of papers that the extractor could not read, each with the reason; what was stored of them
    before is still there. `dropped` counts, by reason, what it said and the texts do not bear out.
    """

    added: int
    changed: int
    unchanged: int
    twice: tuple[str, ...]
    failed: tuple[tuple[str, str], ...] = ()
    dropped: tuple[tuple[str, int], ...] = ()


class Store:
    """An open store. Make it with `Store.open`; it is a context manager."""

    def __init__(self, path: Path, database: sqlite3.Connection) -> None:
        self.path = path
        self._database = database
        self._graph: ox.Store | None = None

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Store:
        """Open the store in a directory; with `create`, make one where there is none.

        Raises:
            StoreError: no store there, another thing there, a newer format, or no permission.
        """
        file = path / "papers.sqlite"
        try:
            if not file.exists():
                if not create:
                    raise StoreError(f"no store at {path}; `kg build SOURCE --store {path}` makes one")
                if path.exists() and not path.is_dir():
                    raise StoreError(f"{path} is a file; --store names a directory")
                if path.exists() and any(p.name != "lock" for p in path.iterdir()):
                    raise StoreError(f"{path} is no store and not empty; name a new or an empty directory")
                path.mkdir(parents=True, exist_ok=True)
                _create(file)
            database = sqlite3.connect(file, isolation_level=None)
            _check(path, database)
        except (OSError, sqlite3.Error) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            raise StoreError(f"cannot open the store at {path}: {reason}") from error
        return cls(path, database)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._graph = None
        self._database.close()

    # -------------------------------------------------------------------------------------------------- reading

    def papers(self) -> tuple[Paper, ...]:
        """All papers, by IRI."""
        rows = self._database.execute("SELECT paper FROM papers ORDER BY iri")
        return tuple(_paper(text) for (text,) in rows)

    def extractions(self) -> Iterator[Extraction]:
        """What each paper says, by IRI."""
        from kg.extract.record import from_record

        rows = self._database.execute(
            "SELECT p.paper, e.record, p.extractor FROM papers p "
            "JOIN extractions e USING (fingerprint, extractor) ORDER BY iri"
        )
        for paper, record, extractor in rows:
            yield from_record(_paper(paper), json.loads(record), extractor)

    @property
    def graph(self) -> ox.Store:
        """The RDF, read-only: what is asserted in the default graph, who says it in one named graph a paper."""
        import pyoxigraph as ox

        if self._graph is None:
            folder = self._graph_folder(self._generation())
            self._graph = ox.Store.read_only(str(folder)) if folder.is_dir() else ox.Store()
        return self._graph

    def facts(self) -> Facts:
        """All facts, read back from the RDF."""
        from kg.store.rdf import from_quads

        return from_quads(self.graph)

    def network(self) -> nx.MultiDiGraph:
        """The graph as NetworkX; see `kg.store.network`."""
        from kg.store.network import network

        return network(self.facts())

    def canonical(self) -> bytes:
        """The whole graph as sorted N-Quads: equal bytes, equal graphs."""
        lines = sorted({f"{quad} .\n" for quad in self.graph})
        return "".join(lines).encode("utf-8")

    # -------------------------------------------------------------------------------------------------- writing

    def build(
        self,
        papers: Iterable[Paper],
        extractor: str,
        *,
        jobs: int = 1,
        progress: Callable[[int], None] = lambda _: None,
    ) -> BuildReport:
        """Add or replace papers; unchanged ones, by content and extractor version, are not read again.

        Args:
            papers: in any order; of two with one IRI, the one with the longer abstract counts.
            extractor: a name of `kg.extract.extractors()`.
            jobs: processes that extract.
            progress: called with the number of papers just done.

        Raises:
            StoreError: another build is under way, or the directory cannot be written.
        """
        from kg.extract import version

        current = version(extractor)
        with self._lock():
            chosen: dict[str, Paper] = {}
            twice: list[str] = []
            for paper in papers:
                other = chosen.get(paper.iri)
                if other is not None:
                    twice.append(paper.title)
                chosen[paper.iri] = paper if other is None else max(paper, other, key=lambda p: (len(p.abstract), p))
            known = {
                iri: (fingerprint, read_by)
                for iri, fingerprint, read_by in self._database.execute(
                    "SELECT iri, fingerprint, extractor FROM papers"
                )
            }
            wanted = {iri: (paper.fingerprint, current) for iri, paper in sorted(chosen.items())}
            fresh = [iri for iri in wanted if known.get(iri) != wanted[iri]]
            progress(len(wanted) - len(fresh))
            reading = self._extract([chosen[iri] for iri in fresh], extractor, current, jobs, progress)
            fresh = [iri for iri in fresh if iri not in reading.failed]
            rows = [(iri, *wanted[iri], json.dumps(asdict(chosen[iri]), ensure_ascii=True)) for iri in fresh]
            if rows:
                self._change(lambda db: db.executemany("INSERT OR REPLACE INTO papers VALUES (?, ?, ?, ?)", rows))
            added = sum(iri not in known for iri in fresh)
            failed = tuple((chosen[iri].title, why) for iri, why in reading.failed.items())
            unchanged = len(wanted) - len(fresh) - len(failed)
            dropped = tuple(sorted(reading.dropped.items()))
            return BuildReport(added, len(fresh) - added, unchanged, tuple(sorted(twice)), failed, dropped)

    def remove(self, paper_iri: str) -> None:
        """Remove a paper and all that only it says. Raises StoreError when it is not there."""
        with self._lock():
            if not self._database.execute("SELECT 1 FROM papers WHERE iri = ?", (paper_iri,)).fetchone():
                raise StoreError(f"no paper {paper_iri} in the store at {self.path}")
            self._change(lambda db: db.execute("DELETE FROM papers WHERE iri = ?", (paper_iri,)))

    def _extract(
        self, papers: list[Paper], extractor: str, current: str, jobs: int, progress: Callable[[int], None]
    ) -> _Reading:
        """Fill the cache of extractions, a chunk a transaction."""
        reading = _Reading({}, Counter())
        cached = {
            f for (f,) in self._database.execute("SELECT fingerprint FROM extractions WHERE extractor = ?", (current,))
        }
        missing = [paper for paper in papers if paper.fingerprint not in cached]
        progress(len(papers) - len(missing))
        read = partial(_read, extractor=extractor)
        workers = ProcessPoolExecutor(jobs) if jobs > 1 and len(missing) > 1 else None
        try:
            for start in range(0, len(missing), _CHUNK):
                chunk = missing[start : start + _CHUNK]
                records = workers.map(read, chunk, chunksize=10) if workers else map(read, chunk)
                rows = []
                stopped: ExtractorUnavailable | None = None
                for paper, record in zip(chunk, records, strict=True):
                    progress(1)
                    if isinstance(record, ExtractorError):
                        reading.failed[paper.iri] = str(record)
                    else:
                        rows.append((paper.fingerprint, current, record))
                        reading.count(record)
                    if isinstance(record, ExtractorUnavailable):
                        stopped = record
                        break
                with self._transaction() as database:
                    database.executemany("INSERT OR REPLACE INTO extractions VALUES (?, ?, ?)", rows)
                if stopped is not None:
                    # what is read is kept; there is no use in trying the others now
                    read_now = {fingerprint for fingerprint, *_ in rows}
                    for paper in missing[start:]:
                        if paper.fingerprint not in read_now:
                            reading.failed.setdefault(paper.iri, "not tried")
                    break
        finally:
            if workers:
                workers.shutdown(cancel_futures=True)
        return reading

    def _change(self, change: Callable[[sqlite3.Connection], object]) -> None:
        """Change the papers and the graph made from them, both or neither."""
        import pyoxigraph as ox

        from kg.link import link
        from kg.store.rdf import to_quads

        old = self._generation()
        self._graph = None
        self._sweep(keep=old)
        folder = self._graph_folder(old + 1)
        with self._transaction() as database:
            change(database)
            facts = link(self.extractions())
            extractors = dict(database.execute("SELECT iri, extractor FROM papers"))
            graph = ox.Store(str(folder))
            graph.bulk_extend(to_quads(facts, extractors))
            graph.flush()
            del graph
            database.execute("UPDATE meta SET value = ? WHERE key = 'generation'", (str(old + 1),))
            # what no paper needs any more: the removed and the replaced
            database.execute(
                "DELETE FROM extractions WHERE (fingerprint, extractor) NOT IN "
                "(SELECT fingerprint, extractor FROM papers)"
            )
        self._sweep(keep=old + 1)

    # -------------------------------------------------------------------------------------------------- plumbing

    def _generation(self) -> int:
        (value,) = self._database.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()
        return int(value)

    def _graph_folder(self, generation: int) -> Path:
        return self.path / f"graph-{generation}"

    def _sweep(self, keep: int) -> None:
        for folder in self.path.glob("graph-*"):
            if folder.name != f"graph-{keep}":
                shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            self._database.execute("BEGIN IMMEDIATE")
            yield self._database
            self._database.execute("COMMIT")
        except BaseException as error:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            if isinstance(error, (OSError, sqlite3.Error)):
                raise StoreError(f"cannot write the store at {self.path}: {error}; it is as it was") from error
            raise

    @contextmanager
    def _lock(self) -> Iterator[None]:
        try:
            handle = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise StoreError(f"cannot write the store at {self.path}: {error.strerror}") from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        except BlockingIOError as error:
            raise StoreError(f"another build is writing the store at {self.path}; try again when it is done") from error
        finally:
            os.close(handle)


@dataclass(frozen=True, slots=True)
class _Reading:
    """How the extraction of many papers went: why some failed, by IRI, and what was dropped of the others."""

    failed: dict[str, str]
    dropped: Counter[str]

    def count(self, record: str) -> None:
        """Add what was dropped of one paper."""
        if '"dropped"' in record:
            self.dropped.update(json.loads(record).get("dropped", {}))


def _read(paper: Paper, extractor: str) -> str | ExtractorError:
    """A paper's extraction as JSON, or why there is none; what the processes of a build run."""
    from kg.extract import extract
    from kg.extract.record import to_record

    try:
        return json.dumps(to_record(extract(paper, extractor)), ensure_ascii=True)
    except ExtractorError as error:
        return error


def _paper(text: str) -> Paper:
    fields = json.loads(text)
    return Paper(**{**fields, "authors": tuple(fields["authors"])})


def _create(file: Path) -> None:
    """Make the database beside its place and move it there whole."""
    temporary = file.with_suffix(".new")
    temporary.unlink(missing_ok=True)
    database = sqlite3.connect(temporary, isolation_level=None)
    database.executescript(_SCHEMA)
    database.execute(f"PRAGMA application_id = {_APPLICATION}")
    database.execute(f"PRAGMA user_version = {FORMAT}")
    database.execute("INSERT INTO meta VALUES ('generation', '0')")
    database.close()
    temporary.replace(file)


def _check(path: Path, database: sqlite3.Connection) -> None:
    (application,) = database.execute("PRAGMA application_id").fetchone()
    (found,) = database.execute("PRAGMA user_version").fetchone()
    if application != _APPLICATION:
        raise StoreError(f"{path / 'papers.sqlite'} is not a database of kg; name another directory")
    if found > FORMAT:
        raise StoreError(f"the store at {path} has format {found}, this kg reads up to {FORMAT}; update kg")
