"""Files of a folder that describes itself: their names, sizes and sums."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import csv, nquads
from kg.export._stream import issued
from kg.export.gexf import first_day

if TYPE_CHECKING:
    from kg.store import Store

DESCRIPTION = (
    "What the abstracts of papers say of methods, tasks, datasets, metrics, hardware and results. Every edge carries "
    "the sentence that says it."
)


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the folder; `sum` is its SHA-256 in hexadecimal."""

    name: str
    media_type: str
    description: str
    size: int
    sum: str


def fill(store: Store, folder: Path) -> tuple[Part, ...]:
    """Write the graph into a folder as N-Quads and as CSV."""
    nquads.write(store, folder / "graph.nq")
    csv.write(store, folder / "graph.csv")
    return (
        _part(folder / "graph.nq", "application/n-quads", "The whole graph as RDF, claims in named graphs."),
        _part(folder / "graph.nodes.csv", "text/csv", "Papers, methods, tasks, datasets, metrics, hardware, results."),
        _part(folder / "graph.edges.csv", "text/csv", "Asserted edges with papers, quotes and confidence."),
    )  # fmt: skip


def newest(store: Store) -> str:
    """The first day of the newest date that a paper bears; 1970-01-01 where none bears one."""
    return max(filter(None, map(first_day, issued(store).values())), default="1970-01-01")


def _part(path: Path, media_type: str, description: str) -> Part:
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return Part(path.name, media_type, description, path.stat().st_size, digest.hexdigest())
