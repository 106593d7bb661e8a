"""The generated graph as a store: what would be read in the papers is put there, linked as by a build."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from benchmarks.generated import extractions
from kg.store import Store

_AT_ONCE = 20_000  # papers held in memory


def write(path: Path, papers: int, seed: int) -> None:
    """Write a store of so many papers into a folder; one that is there already with as many is left alone."""
    done = path / f"papers-{papers}-seed-{seed}"
    if done.exists():
        return
    made = extractions(papers, seed)
    with Store.open(path, create=True) as store:
        while chunk := list(islice(made, _AT_ONCE)):
            store.put(chunk)
    done.touch()
