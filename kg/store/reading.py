"""Reading the papers of a build, in one process or several; what is read is kept, a chunk a transaction."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kg.errors import ExtractorError, ExtractorUnavailable
from kg.model import Paper
from kg.store.database import transaction

_CHUNK = 200  # papers whose extraction is committed at once


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper to store; `record` is what it says where that is not in the database yet."""

    paper: Paper
    fingerprint: str
    extractor: str
    record: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How the extraction of many papers went: what failed, and what was dropped of the others.

    `failed` goes from the fingerprint of a paper to its title and the reason.
    """

    failed: dict[str, tuple[str, str]]
    dropped: Counter[str]

    def count(self, record: str) -> None:
        """Add what was dropped of one paper."""
        if '"dropped"' in record:
            self.dropped.update(json.loads(record).get("dropped", {}))


def read(
    database: sqlite3.Connection,
    path: Path,
    papers: Sequence[Entry],
    extractor: str,
    jobs: int,
    progress: Callable[[int], None],
) -> Reading:
    """Read the papers that are not read yet.

    Args:
        database: that of the store at `path`, not in a transaction.
        path: named in errors.
        papers: what to read.
        extractor: a name of `kg.extract.extractor_names()`.
        jobs: processes that extract.
        progress: called with the number of papers just done.

    Raises:
        StoreError: what is read cannot be kept.
    """
    reading = Reading({}, Counter())
    query = "SELECT 1 FROM extractions WHERE fingerprint = ? AND extractor = ?"
    missing = [p for p in papers if not database.execute(query, (p.fingerprint, p.extractor)).fetchone()]
    progress(len(papers) - len(missing))
    one = partial(_read_one, extractor=extractor)
    from concurrent.futures import ProcessPoolExecutor  # what only reads need not wait for it

    workers = ProcessPoolExecutor(jobs) if jobs > 1 and len(missing) > 1 else None
    try:
        for start in range(0, len(missing), _CHUNK):
            chunk = missing[start : start + _CHUNK]
            texts = [entry.paper for entry in chunk]
            records = workers.map(one, texts, chunksize=10) if workers else map(one, texts)
            rows = []
            stopped = False
            for entry, record in zip(chunk, records, strict=True):
                progress(1)
                if isinstance(record, ExtractorError):
                    reading.failed[entry.fingerprint] = entry.paper.title, str(record)
                else:
                    rows.append((entry.fingerprint, entry.extractor, record))
                    reading.count(record)
                if isinstance(record, ExtractorUnavailable):
                    stopped = True
                    break
            with transaction(database, path):
                database.executemany("INSERT OR REPLACE INTO extractions VALUES (?, ?, ?)", rows)
            if stopped:
                # what is read is kept; there is no use in trying the others now
                read_now = {fingerprint for fingerprint, *_ in rows}
                for entry in missing[start:]:
                    if entry.fingerprint not in read_now:
                        reading.failed.setdefault(entry.fingerprint, (entry.paper.title, "not tried"))
                break
    finally:
        if workers:
            workers.shutdown(cancel_futures=True)
    return reading


def _read_one(paper: Paper, extractor: str) -> str | ExtractorError:
    """A paper's extraction as JSON, or why there is none; what the processes of a build run."""
    from kg.extract import extract
    from kg.extract.record import to_record

    try:
        return json.dumps(to_record(extract(paper, extractor)), ensure_ascii=True)
    except ExtractorError as error:
        return error
