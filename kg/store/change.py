"""One change of a store: papers, decisions, tables and the graph made from them, all or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from kg.link.decisions import Decisions, parse
from kg.store.database import generation, meta, set_meta, transaction
from kg.store.generations import Reader, Writer, folder, sweep
from kg.store.reading import Entry
from kg.store.update import Update


def decided(database: sqlite3.Connection) -> Decisions:
    """The decisions in force."""
    return parse(meta(database, "decisions"))


def change(
    database: sqlite3.Connection,
    path: Path,
    papers: Sequence[Entry] = (),
    removed: Sequence[int] = (),
    decisions: Decisions | None = None,
) -> None:
    """Carry a change out; no work where nothing changes. A graph that is lost or damaged is made anew on the way.

    Args:
        database: that of the store at `path`; the caller holds the store's lock and no reader.
        path: the directory of the store.
        papers: to add or to replace; what they say is in the database or in their record.
        removed: numbers of papers to take out.
        decisions: to put in force; None leaves those that are.

    Raises:
        StoreError: the disk is full or may not be written to; the store is as it was.
    """
    old = generation(database)
    in_force = decided(database)
    decisions = in_force if decisions is None else decisions
    # what was imported is as its file has it; linked by ourselves it is made anew
    whole = old == 0 or (not meta(database, "imported") and _is_sound(folder(path, old)))
    if whole and not papers and not removed and decisions.lines == in_force.lines:
        return
    sweep(path, old)
    with transaction(database, path):
        by_iri = "SELECT fingerprint, extractor FROM papers WHERE iri = ?"
        stale = [row for entry in papers for row in database.execute(by_iri, (entry.paper.iri,))]
        for number in removed:
            stale += database.execute("SELECT fingerprint, extractor FROM papers WHERE id = ?", (number,)).fetchall()
        if not whole:
            database.executemany("DELETE FROM papers WHERE id = ?", [(number,) for number in removed])
            removed = ()
            _empty(database)
        graph = Writer(folder(path, old) if whole and old else None, folder(path, old + 1))
        update = Update(database, graph, decisions)
        dirty = update.spoken_of(in_force)
        for entry in papers:
            dirty.add(update.put(entry.paper, entry.fingerprint, entry.extractor))
            if entry.record is not None:
                row = entry.fingerprint, entry.extractor, entry.record
                database.execute("INSERT OR REPLACE INTO extractions VALUES (?, ?, ?)", row)
        if not whole:
            dirty = {number for (number,) in database.execute("SELECT id FROM papers")}
        update.run(removed, dirty - set(removed), not whole or old == 0)
        graph.close()
        # what no paper needs any more: the removed and the replaced
        database.executemany(
            "DELETE FROM extractions WHERE fingerprint = ?1 AND extractor = ?2 AND NOT EXISTS "
            "(SELECT 1 FROM papers WHERE fingerprint = ?1 AND extractor = ?2)",
            stale,
        )
        set_meta(database, "decisions", "\n".join(map(str, decisions.lines)))
        set_meta(database, "generation", str(old + 1))
        set_meta(database, "imported", "")
    sweep(path, old + 1)


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
        "numbers",
        "applied",
        "counts",
    ):
        database.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
    database.execute("INSERT INTO name_search (name_search) VALUES ('delete-all')")
    database.execute("INSERT INTO nodes (id, iri, type) SELECT id, iri, 'paper' FROM papers")
    database.execute("INSERT INTO counts SELECT 'node', 'paper', COUNT(*) FROM papers")
