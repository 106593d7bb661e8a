"""What provenance weighs: triples a paper with and without claims, and bytes: `python -m benchmarks.provenance FILE`.

FILE is anything that `kg build` reads; without one, generated papers are taken. Also how long queries over plain
triples take in the store as it is, and with and without the claims beside them where both are compacted.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.incremental import papers as generated
from kg.store import Store

_QUERIES = {
    "most used methods": "SELECT ?m (COUNT(*) AS ?n) { ?p kg:uses ?m } GROUP BY ?m ORDER BY DESC(?n) LIMIT 20",
    "what outperforms what": "SELECT ?a ?b { ?s kg:outperforms ?o . ?s skos:prefLabel ?a . ?o skos:prefLabel ?b }",
    "numbers of a metric": "SELECT ?p ?v { ?p kg:reports ?r . ?r kg:metric ?m ; kg:value ?v } LIMIT 2000",
}


def main() -> None:
    """Print the figures."""
    import pyoxigraph as ox

    from kg.ontology import PREFIXES
    from kg.sources import read

    with tempfile.TemporaryDirectory(prefix="kg-provenance-") as folder:
        place = Path(folder) / "store"
        with Store.open(place, create=True) as store:
            if len(sys.argv) > 1:
                store.build(read(Path(sys.argv[1]), None, _pass_over), "rules")
            else:
                store.put(generated(0, 1000))
        with Store.open(place) as store:
            graph, count = store.graph, len(store.papers())
            plain = ox.Store()
            plain.bulk_extend(graph.quads_for_pattern(None, None, None, ox.DefaultGraph()))
            bare = ox.Store(str(Path(folder) / "plain"))
            bare.bulk_extend(plain)
            bare.optimize()
            bare.flush()
            # compacted as well, so that the claims alone make the difference
            shutil.copytree(next(place.glob("graph-*")), Path(folder) / "compacted")
            compacted = ox.Store(str(Path(folder) / "compacted"))
            compacted.optimize()
            rows: list[tuple[str, float | str]] = [
                ("papers", count),
                ("triples a paper, plain", round(len(plain) / count, 1)),
                ("triples a paper, with claims", round(len(graph) / count, 1)),
                ("bytes a paper, RDF", _size(next(place.glob("graph-*"))) // count),
                ("bytes a paper, RDF without claims", _size(Path(folder) / "plain") // count),
                ("bytes a paper, database", _size(place, "papers.sqlite*") // count),
            ]
            for name, query in _QUERIES.items():
                both = [_timed(side, query, PREFIXES) for side in (graph, compacted, bare)]
                times = " / ".join(f"{1000 * seconds:.1f}" for seconds in both)
                rows.append((f"ms, {name}: as it is / compacted / no claims", times))
        for what, figure in rows:
            print(f"{what:60} {figure}")


def _pass_over(error: Exception) -> None:
    print(error, file=sys.stderr)


def _size(place: Path, pattern: str = "*") -> int:
    return sum(path.stat().st_size for path in place.glob(pattern) if path.is_file())


def _timed(graph: object, query: str, prefixes: dict[str, str]) -> float:
    """Median seconds of seven answers, read to the end."""
    times = []
    for _ in range(7):
        begun = time.perf_counter()
        list(graph.query(query, prefixes=prefixes))  # type: ignore[attr-defined]  # either kind of store
        times.append(time.perf_counter() - begun)
    return median(times)


if __name__ == "__main__":
    main()
