"""One change of a store: papers, decisions, tables and the graph made from them, all or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from kg.link.decisions import Decisions, parse
from kg.link.thresholds import Thresholds
from kg.store.database import generation, meta, set_meta, transaction
from kg.store.generations import Reader, Writer, folder, sweep
from kg.store.reading import Entry
from kg.store.update import Update
from kg.store.works import Records


def decided(database: sqlite3.Connection) -> Decisions:
    """The decisions in force."""
    return parse(meta(database, "decisions"))


def trusted(database: sqlite3.Connection) -> Thresholds:
    """The thresholds in force."""
    return Thresholds.parse(meta(database, "thresholds"))


def change(
    database: sqlite3.Connection,
    path: Path,
    papers: Sequence[Entry] = (),
    removed: Sequence[int] = (),
    decisions: Decisions | None = None,
    thresholds: Thresholds | None = None,
) -> None:
    """Carry a change out; no work where nothing changes. A graph that is lost or damaged is made anew on the way.

    Args:
        database: that of the store at `path`; the caller holds the store's lock and no reader.
        path: the directory of the store.
        papers: to add or to replace; what they say is in the database or in their record.
        removed: numbers of papers to take out.
        decisions: to put in force; None leaves those that are.
        thresholds: to put in force; None leaves those that are. Others make the whole graph anew.

    Raises:
        StoreError: the disk is full or may not be written to; the store is as it was.
    """
    old = generation(database)
    in_force = decided(database)
    decisions = in_force if decisions is None else decisions
    thresholds = trusted(database) if thresholds is None else thresholds
    # what was imported is as its file has it; linked by ourselves it is made anew
    anew = thresholds != trusted(database) or bool(meta(database, "imported"))
    whole = not anew and (old == 0 or _is_sound(folder(path, old)))
    if whole and not papers and not removed and decisions.lines == in_force.lines:
        return
    sweep(path, old)
    with transaction(database, path):
        stale = _replaced(database, papers, removed)
        records = Records(database, in_force, decisions)
        changed = records.change(papers, removed)
        if not whole:
            database.execute("DELETE FROM papers")
            _empty(database)
            changed = records.whole()
        graph = Writer(folder(path, old) if whole and old else None, folder(path, old + 1))
        update = Update(database, graph, decisions, thresholds)
        dirty = update.spoken_of(in_force)
        for entry in papers:
            if entry.record is not None:
                row = entry.fingerprint, entry.extractor, entry.record
                database.execute("INSERT OR REPLACE INTO extractions VALUES (?, ?, ?)", row)
        for work, entry in changed.papers:
            number = update.put(entry.paper, entry.fingerprint, entry.extractor)
            records.settle(work, number)
            dirty.add(number)
        update.run(changed.gone, dirty - set(changed.gone), not whole or old == 0)
        graph.close()
        # what no record needs any more: the removed and the replaced
        database.executemany(
            "DELETE FROM extractions WHERE fingerprint = ?1 AND extractor = ?2 AND NOT EXISTS "
            "(SELECT 1 FROM records WHERE fingerprint = ?1 AND extractor = ?2)",
            stale,
        )
        set_meta(database, "decisions", "\n".join(map(str, decisions.lines)))
        set_meta(database, "thresholds", str(thresholds))
        set_meta(database, "generation", str(old + 1))
        set_meta(database, "imported", "")
    sweep(path, old + 1)


def _replaced(database: sqlite3.Connection, papers: Sequence[Entry], removed: Sequence[int]) -> list[tuple[str, str]]:
    """Fingerprint and extractor of the records that a change replaces or takes out."""
    query = "SELECT fingerprint, extractor FROM records WHERE "
    rows: list[tuple[str, str]] = []
    for entry in papers:
        rows += database.execute(query + "iri = ? AND key = ?", (entry.paper.iri, entry.paper.key)).fetchall()
    for number in removed:
        rows += database.execute(query + "paper = ?", (number,)).fetchall()
    return rows


def _is_sound(place: Path) -> bool:
    try:
        Reader(place).close()
    except OSError:
        return False
    return True


def _empty(database: sqlite3.Connection) -> None:
    """Forget all that follows from the papers and what they say."""
    for table in (
        "keys",
        "spellings",
        "anchors",
        "definitions",
        "nodes",
        "names",
        "uses",
        "edges",
        "unsure",
        "parents",
        "numbers",
        "applied",
        "joined",
        "counts",
    ):
        database.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
    database.execute("INSERT INTO name_search (name_search) VALUES ('delete-all')")
