"""Each format read by a program that is not ours: which nodes and edges are in the file.

A node is (IRI, "label", label), an edge (subject, predicate, object). Formats that cannot hold a label or an IRI as it
is are compared by what they hold: see `LOSSY`.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable
from html import unescape
from pathlib import Path
from typing import Any

import networkx as nx
import rdflib

Ends = set[tuple[str, str, str]]
Reader = Callable[[Path], Ends]
KG = "https://w3id.org/paperkg/ontology#"
csv.field_size_limit(sys.maxsize)


def rdf(name: str) -> Reader:
    def read(path: Path) -> Ends:
        found = rdflib.Dataset(default_union=True)
        found.parse(path, format=name)
        return {(str(s), str(p).removeprefix(KG), str(o)) for s, p, o in found.triples((None, None, None))}

    return read


def raptor(name: str) -> Reader:
    """raptor, which librdf and Redland read with."""

    def read(path: Path) -> Ends:
        run = subprocess.run(["rapper", "-q", "-i", name, "-o", "ntriples", path], capture_output=True, check=True)
        found = rdflib.Graph()
        found.parse(data=run.stdout.decode("ascii"), format="nt")
        return {(str(s), str(p).removeprefix(KG), str(o)) for s, p, o in found}

    return read


def pyld(path: Path) -> Ends:
    from pyld import jsonld

    quads = jsonld.to_rdf(json.loads(path.read_text("utf-8")), {"format": "application/n-quads"})
    found = rdflib.Dataset(default_union=True)
    found.parse(data=quads, format="nquads")
    return {(str(s), str(p).removeprefix(KG), str(o)) for s, p, o in found.triples((None, None, None))}


def oxigraph(path: Path) -> Ends:
    """The RDF 1.2 reader at hand; reified triples come as the three statements that they stand for."""
    import pyoxigraph as ox

    found: Ends = set()
    rdf_ = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TRIG):
        subject: Any = quad.subject
        if isinstance(quad.object, ox.Triple):
            parts: list[Any] = [quad.object.subject, quad.object.predicate, quad.object.object]
            names = ("subject", "predicate", "object")
            found |= {(subject.value, rdf_ + name, part.value) for name, part in zip(names, parts, strict=True)}
        else:
            object_: Any = quad.object
            found.add((subject.value, quad.predicate.value.removeprefix(KG), object_.value))
    return found


def graph(read: Callable[[Path], nx.MultiDiGraph], label: str = "label", iri: str = "") -> Reader:
    def ends(path: Path) -> Ends:
        found = read(path)
        names = {node: attributes[iri] if iri else node for node, attributes in found.nodes(data=True)}
        labels = {(names[node], "label", attributes.get(label, "")) for node, attributes in found.nodes(data=True)}
        said = {(names[a], attributes["predicate"], names[b]) for a, b, attributes in found.edges(data=True)}
        return labels | said

    return ends


def igraph(name: str, label: str, iri: str) -> Reader:
    def ends(path: Path) -> Ends:
        import igraph as ig

        found = ig.Graph.Read(str(path), format=name)
        # what igraph leaves of GML's character references
        labels = {(unescape(v[iri]), "label", unescape(v.attributes().get(label) or "")) for v in found.vs}
        names = [unescape(v[iri]) for v in found.vs]
        return labels | {(names[e.source], e["predicate"], names[e.target]) for e in found.es}

    return ends


def rows(nodes: Iterable[dict[str, Any]], edges: Iterable[dict[str, Any]]) -> Ends:
    found = {(row["id"], "label", row["label"] or "") for row in nodes}
    return found | {(row["source"], row["predicate"], row["target"]) for row in edges}


def _csv(path: Path) -> Ends:
    nodes, edges = (path.with_suffix(f".{name}.csv").open(encoding="utf-8", newline="") for name in ("nodes", "edges"))
    with nodes, edges:
        return rows(csv.DictReader(nodes), csv.DictReader(edges))


def _neo4j(path: Path) -> Ends:
    """By the rules of the import tool: one ID, start and end, types of relationships in capitals."""
    with (path / "nodes.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert all(row[":LABEL"].split("\x1f")[0] == "Thing" for row in table)
    found = {(row["iri:ID"], "label", row["name"]) for row in table}
    with (path / "edges.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            predicate = re.sub(r"_(\w)", lambda m: m[1].upper(), row[":TYPE"].lower())
            found.add((row[":START_ID"], predicate, row[":END_ID"]))
    return found


def _cypher(path: Path) -> Ends:
    """The maps within the statements, which but for their keys are JSON."""
    found: Ends = set()
    for statement in path.read_text("utf-8").split(";\n")[1:]:
        if "UNWIND" in statement:
            body, _, after = statement.removeprefix("UNWIND ").partition("\n] AS row ")
            text = re.sub(r'("(?:[^"\\]|\\.)*")|\b(\w+): ', lambda m: m[1] or f'"{m[2]}": ', body + "]")
            predicate = re.search(r"\[r:(\w+)\]", after)
            for row in json.loads(text):
                if predicate:
                    name = re.sub(r"_(\w)", lambda m: m[1].upper(), predicate[1].lower())
                    found.add((row["source"], name, row["target"]))
                else:
                    found.add((row["iri"], "label", row.get("name", "")))
    return found


def _tables(query: Callable[[str], list[tuple[Any, ...]]]) -> Ends:
    found = {(iri, "label", label or "") for iri, label in query("SELECT id, label FROM nodes")}
    return found | {(s, p, o) for s, p, o in query("SELECT source, predicate, target FROM edges")}


def _sqlite(path: Path) -> Ends:
    database = sqlite3.connect(path)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    found = _tables(lambda text: database.execute(text).fetchall())
    database.close()
    return found


def _duckdb(path: Path) -> Ends:
    import duckdb

    with duckdb.connect(str(path), read_only=True) as database:
        return _tables(lambda text: database.execute(text).fetchall())


def _parquet(path: Path) -> Ends:
    """With DuckDB, which has a reader of its own."""
    import duckdb

    with duckdb.connect() as database:
        for name in ("nodes", "edges"):
            database.read_parquet(str(path.with_suffix(f".{name}.parquet"))).create_view(name)
        return _tables(lambda text: database.execute(text).fetchall())


def _arrow(path: Path) -> Ends:
    from pyarrow import ipc

    nodes, edges = (
        ipc.open_file(path.with_suffix(f".{name}.arrow")).read_all().to_pylist() for name in ("nodes", "edges")
    )
    return rows(nodes, edges)


def _excel(path: Path) -> Ends:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    tables: list[list[dict[str, Any]]] = []
    for name in ("nodes", "edges"):
        head, *lines = book[name].iter_rows(values_only=True)
        tables.append([dict(zip(map(str, head), line, strict=False)) for line in lines])
    book.close()
    return rows(*tables)


def _gvpr(path: Path) -> Ends:
    """Graphviz, without laying anything out."""
    program = (
        r'N { print("N\t", $.name, "\t", $.label) }'
        r'E { print("E\t", $.tail.name, "\t", $.label, "\t", $.head.name) }'
    )
    run = subprocess.run(["gvpr", program, path], capture_output=True, check=True, text=True)
    assert not run.stderr
    found: Ends = set()
    for line in run.stdout.split("\n")[:-1]:
        kind, *cells = line.split("\t")
        # in a label, Graphviz takes a backslash for an escape and an ampersand for an entity
        found.add(
            (cells[0], "label", unescape(cells[1]).replace("\\\\", "\\"))
            if kind == "N"
            else (cells[0], cells[1], cells[2])
        )
    return found


def _cx2(path: Path) -> Ends:
    aspects = {name: value for part in json.loads(path.read_text("utf-8")) for name, value in part.items()}
    counts = {entry["name"]: entry["elementCount"] for entry in aspects["metaData"]}
    assert all(len(aspects[name]) == count for name, count in counts.items())
    assert aspects["status"] == [{"success": True}]
    names = {node["id"]: node["v"]["id"] for node in aspects["nodes"]}
    found = {(names[node["id"]], "label", node["v"].get("label", "")) for node in aspects["nodes"]}
    return found | {(names[edge["s"]], edge["v"]["interaction"], names[edge["t"]]) for edge in aspects["edges"]}


def _graphson(path: Path) -> Ends:
    found: Ends = set()
    into: Ends = set()
    for line in path.read_text("utf-8").split("\n")[:-1]:
        vertex = json.loads(line)
        name = vertex["properties"].get("name", [{"value": ""}])[0]["value"]
        found.add((vertex["id"], "label", name))
        found |= {(vertex["id"], p, e["inV"]) for p, edges in vertex.get("outE", {}).items() for e in edges}
        into |= {(e["outV"], p, vertex["id"]) for p, edges in vertex.get("inE", {}).items() for e in edges}
    assert into == {edge for edge in found if edge[1] != "label"}
    return found


def _kgx(path: Path) -> Ends:
    found: Ends = set()
    with path.with_name(f"{path.stem}_nodes.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            assert row["category"].startswith("biolink:")
            found.add((row["id"], "label", row["name"]))
    with path.with_name(f"{path.stem}_edges.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            found.add((row["subject"], row["original_predicate"].removeprefix(KG), row["object"]))
    return found


def _crate(description: str) -> Reader:
    """The N-Quads of a folder, when its description tells each file and its sum."""

    def read(path: Path) -> Ends:
        from hashlib import sha256

        text = json.loads((path / description).read_text("utf-8"))
        files = text.get("distribution") or [entry for entry in text["@graph"] if entry["@type"] == "File"]
        for file in files:
            assert sha256((path / file["@id"]).read_bytes()).hexdigest() == file["sha256"]
        assert {file["@id"] for file in files} | {description, ".written-by-paperkg"} == {
            p.name for p in path.iterdir()
        }
        return rdf("nquads")(path / "graph.nq")

    return read


RDF: dict[str, list[Reader]] = {
    "turtle": [rdf("turtle"), raptor("turtle")],
    "ntriples": [rdf("nt"), raptor("ntriples")],
    "nquads": [rdf("nquads"), raptor("nquads")],
    "trig": [rdf("trig"), raptor("trig")],
    "rdfxml": [rdf("xml"), raptor("rdfxml")],
    "n3": [rdf("n3")],
    "jsonld": [rdf("json-ld"), pyld],
    "jsonldcompact": [rdf("json-ld"), pyld],
    "rdf12": [oxigraph],
    "rocrate": [_crate("ro-crate-metadata.json")],
    "croissant": [_crate("croissant.json")],
}
GRAPHS: dict[str, list[Reader]] = {
    "graphml": [graph(nx.read_graphml), igraph("graphml", "label", "id")],
    "gexf": [graph(nx.read_gexf)],
    "gml": [graph(nx.read_gml, "name", "iri"), igraph("gml", "name", "iri")],
    "nodelink": [graph(lambda p: nx.node_link_graph(json.loads(p.read_text("utf-8")), edges="links"))],
    "cytoscape": [graph(lambda p: nx.cytoscape_graph(json.loads(p.read_text("utf-8"))))],
    "cx2": [_cx2],
    "graphson": [_graphson],
    "dot": [_gvpr],
    "csv": [_csv],
    "neo4j": [_neo4j],
    "cypher": [_cypher],
    "kgx": [_kgx],
    "sqlite": [_sqlite],
    "duckdb": [_duckdb],
    "parquet": [_parquet],
    "arrow": [_arrow],
    "excel": [_excel],
}
