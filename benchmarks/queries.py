"""How fast the graph answers: `python -m benchmarks.queries [--papers 2000]`.

Writes a generated store of that size (`benchmarks.generated`) and prints, all in one run on one machine, twelve
representative queries through the store, through rdflib's in-memory store on the same triples, and through pyoxigraph
called bare; times are the median of several runs, and of every query the number of rows is compared.

rdflib holds about 1 GB for 2,000 papers: above --rdflib-up-to it is left out.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import _store
from benchmarks.generated import name
from kg.model import BASE, slug
from kg.ontology import PREFIXES
from kg.query.names import find
from kg.query.sparql import ask
from kg.store import Store

METHOD, TASK, DATASET, METRIC = name("method", 2), name("task", 2), name("dataset", 2), name("metric", 1)


def iri(type_: str, label: str) -> str:
    """The thing of that name, as SPARQL has it."""
    return f"<{BASE}{type_}/{slug(label)}>"


M, T, D, S = iri("method", METHOD), iri("task", TASK), iri("dataset", DATASET), iri("metric", METRIC)
QUERIES = {
    "what uses a method": f"SELECT ?n {{ ?x kg:uses {M} ; skos:prefLabel ?n }}",
    "two hops": f"SELECT DISTINCT ?o {{ ?x kg:uses {M} ; kg:addresses ?o }}",
    "three hops": f"SELECT (COUNT(DISTINCT ?o) AS ?n) {{ {M} ^kg:uses/kg:addresses/^kg:addresses ?o }}",
    "extends, any number of steps": f"SELECT ?x {{ ?x kg:extends+ {M} }}",
    "methods for a task": f"""SELECT DISTINCT ?m {{
        {{ ?p kg:proposes ?m ; kg:addresses {T} }} UNION {{ ?m kg:addresses {T} . ?p kg:proposes ?m }} }}""",
    "numbers of a metric with all slots": f"""SELECT ?r ?v ?m ?d ?p {{
        ?r kg:metric {S} ; kg:value ?v . ?p kg:reports ?r .
        OPTIONAL {{ ?r kg:method ?m }} OPTIONAL {{ ?r kg:dataset ?d }} }}""",
    "most used methods": "SELECT ?m (COUNT(?x) AS ?n) { ?x kg:uses ?m } GROUP BY ?m HAVING(COUNT(?x) > 20)",
    "papers by year": "SELECT ?y (COUNT(?p) AS ?n) { ?p dcterms:issued ?y } GROUP BY ?y",
    "newest papers on a dataset": f"""SELECT ?t ?y {{
        ?x kg:evaluatesOn {D} . ?p kg:proposes ?x ; dcterms:title ?t ; dcterms:issued ?y }}
        ORDER BY DESC(?y) ?t LIMIT 20""",
    "quotes behind a thing": f"""SELECT ?q {{
        GRAPH ?g {{ ?c rdf:object {D} ; oa:hasTarget ?t . ?t oa:hasSelector ?s . ?s oa:exact ?q }} }}""",
    "is there such an edge": f"ASK {{ ?x kg:uses {M} ; kg:evaluatesOn {D} }}",
    "a name that holds a text": f"""SELECT ?x ?n {{
        ?x skos:prefLabel ?n . FILTER(CONTAINS(LCASE(?n), "{METHOD.lower()}")) }}""",
}


def seconds(action: Callable[[], Any], runs: int) -> float:
    """The median of several runs, after one that does not count."""
    action()
    taken = []
    for _ in range(runs):
        begin = time.perf_counter()
        action()
        taken.append(time.perf_counter() - begin)
    return median(taken)


def rdflib_graph(store: Store) -> Any:
    """The same triples in rdflib's own memory store."""
    import pyoxigraph as ox
    import rdflib

    dataset = rdflib.Dataset()
    with tempfile.NamedTemporaryFile(suffix=".nq") as file:
        store.graph.dump(file.name, format=ox.RdfFormat.N_QUADS)
        dataset.parse(file.name, format="nquads")
    return dataset


def compare_engines(store: Store, runs: int, with_rdflib: bool) -> None:
    """Print the twelve queries."""
    other = rdflib_graph(store) if with_rdflib else None
    spaces = {prefix: rdflib_namespace(space) for prefix, space in PREFIXES.items()} if with_rdflib else {}
    print(f"{'query':36} {'rows':>7} {'store ms':>9} {'bare ms':>9} {'ratio':>6} {'rdflib ms':>10} {'times':>7}")
    faster, ratios = [], []
    for title, text in QUERIES.items():

        def bare(text: str = text) -> int:
            found: Any = store.graph.query(text, prefixes=PREFIXES)
            return 1 if text.startswith("ASK") else len([tuple(solution) for solution in found])

        def ours(text: str = text, title: str = title) -> int:
            if title == "a name that holds a text":
                return len(find(store, METHOD, 1000))
            answer = ask(store, text)
            return len(answer.rows) if answer.boolean is None else 1

        mine, engine = seconds(ours, runs), seconds(bare, runs)
        line = f"{title:36} {ours():7} {1e3 * mine:9.2f} {1e3 * engine:9.2f} {mine / engine:6.2f}"
        ratios.append(mine / engine)
        if other is not None:

            def rdflib(text: str = text) -> int:
                return len(list(other.query(text, initNs=spaces)))

            theirs, rows = seconds(rdflib, min(runs, 3)), rdflib()
            if rows != ours():
                sys.exit(f"{title}: rdflib gives {rows} rows")  # a benchmark of wrong answers is none
            faster.append(theirs / mine)
            line += f" {1e3 * theirs:10.1f} {theirs / mine:7.1f}"
        print(line, flush=True)
    print(f"median of the ratios to bare pyoxigraph: {median(ratios):.2f}, worst {max(ratios):.2f}")
    if faster:
        least, label = min(faster), faster[-1]
        print(f"times faster than rdflib: median {median(faster):.1f}, least {least:.1f}, label search {label:.1f}")


def rdflib_namespace(space: str) -> Any:
    """A namespace of rdflib."""
    import rdflib

    return rdflib.Namespace(space)


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--store", type=Path, help="where the store is kept for the next run; else it is thrown away")
    parser.add_argument("--rdflib-up-to", type=int, default=5000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.store or Path(folder) / "store"
        begin = time.perf_counter()
        _store.write(path, arguments.papers, arguments.seed)
        with Store.open(path) as store:
            size = sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
            print(
                f"{arguments.papers} papers, {len(store.graph)} quads, {size / 1e6:.0f} MB on disk, "
                f"written in {time.perf_counter() - begin:.0f} s; {os.cpu_count()} processors\n",
                flush=True,
            )
            compare_engines(store, arguments.runs, arguments.papers <= arguments.rdflib_up_to)


if __name__ == "__main__":
    main()
