"""Exports of a generated graph beside the writers of rdflib and NetworkX: `python -m benchmarks.exports --papers 1000`.

Each export runs in a process of its own from the store on disk. The writers it is compared with run on a graph that is
already in memory, so that only their writing counts; their time to read the graph is printed apart.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks._store import write

FORMATS = ("nquads", "turtle", "graphml", "csv", "parquet")


def ours(store: Path, name: str, folder: Path) -> dict[str, float]:
    """Seconds, and the most memory in megabytes, of one export."""
    from kg.export import export, formats
    from kg.store import Store

    with Store.open(store) as graph:
        begin = perf_counter()
        export(graph, folder / f"graph{formats()[name].suffixes[0]}", name)
        return {"write": perf_counter() - begin, "memory": _memory()}


def rdflib_(store: Path, name: str, folder: Path) -> dict[str, float]:
    """Seconds that rdflib takes to write what it holds in memory."""
    import rdflib

    from kg.export import export
    from kg.store import Store

    with Store.open(store) as graph:
        export(graph, folder / "read.nq")
    begin = perf_counter()
    held: Any = rdflib.Dataset(default_union=True)
    held.parse(folder / "read.nq", format="nquads")
    if name == "turtle":
        merged = rdflib.Graph()
        for triple in held.triples((None, None, None)):
            merged.add(triple)
        held = merged
    read = perf_counter() - begin
    begin = perf_counter()
    held.serialize(folder / "rdflib.out", format=name)
    return {"read": read, "write": perf_counter() - begin, "memory": _memory()}


def networkx_(store: Path, _: str, folder: Path) -> dict[str, float]:
    """Seconds that NetworkX takes to write GraphML of what it holds in memory, with the same attributes."""
    import networkx as nx

    from kg.export import export
    from kg.store import Store

    with Store.open(store) as graph:
        export(graph, folder / "read.graphml")
    begin = perf_counter()
    held = nx.read_graphml(folder / "read.graphml")
    read = perf_counter() - begin
    begin = perf_counter()
    nx.write_graphml_xml(held, folder / "networkx.graphml", named_key_ids=True)
    return {"read": read, "write": perf_counter() - begin, "memory": _memory()}


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


WRITERS: dict[str, Callable[[Path, str, Path], dict[str, float]]] = {
    "kg": ours,
    "rdflib": rdflib_,
    "networkx": networkx_,
}
COMPARED = {"nquads": "rdflib", "turtle": "rdflib", "graphml": "networkx"}


def main() -> None:
    """Print a line an export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=1000)
    parser.add_argument("--alone", action="store_true", help="leave out rdflib and NetworkX")
    parser.add_argument("--run", nargs=3, metavar=("WRITER", "FORMAT", "STORE"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        writer, name, store = given.run
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(WRITERS[writer](Path(store), name, Path(folder))))
        return
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        write(store, given.papers, 1)
        from kg.store import Store

        with Store.open(store) as graph:
            quads = len(graph.graph)
        print(f"{given.papers} papers, {quads:,} quads")
        for name in FORMATS:
            found = _apart("kg", name, store)
            print(f"{name:9} {_figures('kg', found)}  {quads / found['write']:9,.0f} quads/s", flush=True)
            if name in COMPARED and not given.alone:
                other = _apart(COMPARED[name], name, store)
                times = other["write"] / found["write"]
                read = f"(reading before it {other['read']:.1f} s); kg is {times:.1f} times as fast"
                print(f"{name:9} {_figures(COMPARED[name], other)}  {read}", flush=True)


def _figures(writer: str, found: dict[str, float]) -> str:
    return f"{writer:9} {found['write']:7.1f} s  {found['memory']:6.0f} MB"


def _apart(writer: str, name: str, store: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.exports", "--run", writer, name, str(store)]
    run = subprocess.run(command, capture_output=True, check=True, text=True)
    found: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
