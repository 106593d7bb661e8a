"""Paths found on disk against networkx in memory: `python -m benchmarks.paths [--papers 12000] [--store DIR]`.

On a generated graph (`benchmarks.generated`; 12,000 papers make more than 100,000 nodes), between pairs of things drawn
at random, half of them rare and half of them hubs:

- `networkx.shortest_path` on an undirected graph that is in memory already; what reading it in costs is told apart;
- `kg.query.paths.connections` on an open store: the same, with the sentences of every hop;
- the search alone, without the sentences;
- the whole of `kg path`, from the start of the process to its end, and of `kg --help`, which only starts.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import mean, median

import networkx as nx

from benchmarks import _store
from benchmarks.commands import cost_of
from kg.model import Node
from kg.query.paths import connections
from kg.query.search import Conditions, Search
from kg.store import Store

_HOPS = 12


def pairs(store: Store, network: nx.Graph, count: int, seed: int) -> list[tuple[str, str]]:
    """Pairs of connected things, half of them of any kind, half of them among the thousand that most papers name."""
    chance = random.Random(seed)  # noqa: S311 - no secret depends on it
    query = "SELECT iri FROM nodes WHERE papers > 0 AND type <> 'paper' ORDER BY papers DESC, iri"
    ranked = [iri for (iri,) in store.database.execute(query)]
    chosen: list[tuple[str, str]] = []
    while len(chosen) < count:
        a, b = chance.sample(ranked if len(chosen) % 2 else ranked[:1000], 2)
        if a in network and b in network and nx.has_path(network, a, b):
            chosen.append((a, b))
    return chosen


def milliseconds(action: Callable[[], object]) -> float:
    """How long one call takes."""
    begin = time.perf_counter()
    action()
    return 1e3 * (time.perf_counter() - begin)


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=12_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pairs", type=int, default=100)
    parser.add_argument("--store", type=Path, help="where the store is kept for the next run; else it is thrown away")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.store or Path(folder) / "store"
        _store.write(path, arguments.papers, arguments.seed)
        with Store.open(path) as store:
            network = nx.Graph()
            edges = "SELECT a.iri, b.iri FROM edges JOIN nodes a ON a.id = subject JOIN nodes b ON b.id = object"
            reading = milliseconds(lambda: network.add_edges_from(store.database.execute(edges)))
            print(f"{network.number_of_nodes()} nodes, {network.number_of_edges()} edges; {os.cpu_count()} processors")
            print(f"to read the edges alone into networkx: {reading:.0f} ms")
            chosen = pairs(store, network, arguments.pairs, arguments.seed)
            times: dict[str, list[float]] = {"networkx in memory": [], "kg, the search": [], "kg, with sentences": []}
            for a, b in chosen:
                number = "SELECT id FROM nodes WHERE iri = ?"
                ids = [store.database.execute(number, (iri,)).fetchone()[0] for iri in (a, b)]

                def in_memory(a: str = a, b: str = b) -> list[str]:
                    way: list[str] = nx.shortest_path(network, a, b)
                    return way

                def search(ids: list[int] = ids) -> tuple[int, ...]:
                    return next(Search(store.database, ids[0], ids[1], Conditions()).ways(_HOPS))

                def whole(a: str = a, b: str = b) -> tuple[Node, ...]:
                    return connections(store, a, b, max_hops=_HOPS)[0].nodes

                if not len(in_memory()) == len(search()) == len(whole()):
                    raise SystemExit(f"another length between {a} and {b}")  # a benchmark of wrong answers is none
                ways: tuple[Callable[[], object], ...] = (in_memory, search, whole)
                for title, way in zip(times, ways, strict=True):
                    times[title].append(median(milliseconds(way) for _ in range(3)))
        first = times["networkx in memory"]
        print(f"\n{'':24} {'median ms':>10} {'mean ms':>9} {'worst ms':>9} {'ratio of medians':>17} {'of means':>9}")
        for title, taken in times.items():
            ratios = f"{median(taken) / median(first):17.2f} {mean(taken) / mean(first):9.2f}"
            print(f"{title:24} {median(taken):10.2f} {mean(taken):9.2f} {max(taken):9.2f} {ratios}")
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"KG_STORE": str(path), "PYTHONPYCACHEPREFIX": folder}
        for title, words in (("kg --help", [["--help"]] * 5), ("kg path", [["path", *pair] for pair in chosen[:10]])):
            walls = [1e3 * cost_of(w, environment, 60).wall for w in [words[0], *words]][1:]
            print(f"{title + ', the process':24} {median(walls):10.0f} {mean(walls):9.0f} {max(walls):9.0f}")


if __name__ == "__main__":
    main()
