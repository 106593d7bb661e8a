"""The generated graph as a store, written as a build leaves it, but without reading or linking anything."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pyoxigraph as ox

from benchmarks.generated import chunks
from kg.store import Store
from kg.store.rdf import to_quads


def write(path: Path, papers: int, seed: int) -> None:
    """Write a store of so many papers into a folder; one that is there already with as many is left alone."""
    done = path / f"papers-{papers}-seed-{seed}"
    if done.exists():
        return
    Store.open(path, create=True).__exit__(None, None, None)
    database = sqlite3.connect(path / "papers.sqlite", isolation_level=None)
    database.execute("BEGIN")
    graph = ox.Store(str(path / "graph-1"))

    def quads() -> Iterator[ox.Quad]:
        for part, facts in chunks(papers, seed):
            database.executemany(
                "INSERT OR REPLACE INTO papers VALUES (?, ?, ?, ?)",
                [(p.iri, p.fingerprint, "generated", json.dumps(asdict(p))) for p in part],
            )
            yield from to_quads(facts, {p.iri: "generated" for p in part})

    graph.bulk_extend(quads())
    graph.flush()
    database.execute("UPDATE meta SET value = '1' WHERE key = 'generation'")
    database.execute("COMMIT")
    database.close()
    done.touch()
