"""The SPARQL 1.1 Protocol as its clients speak it: rdflib, SPARQLWrapper, curl, httpx."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, TURTLE, XML, SPARQLWrapper
from starlette.testclient import TestClient

from kg.ontology import PREFIXES, named_queries
from kg.serve.protocol import GRAPHS, TABLES
from tests.serve.world import client

SELECT = "SELECT ?m ?n WHERE { ?p kg:proposes ?m . ?m skos:prefLabel ?n } ORDER BY ?n LIMIT 3"
CONSTRUCT = "CONSTRUCT { ?p kg:proposes ?m } WHERE { ?p kg:proposes ?m }"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def address(example_store: Path) -> Iterator[str]:
    """A server of its own, started as people start it."""
    program = "from kg.cli import main; main()"
    command = [sys.executable, "-c", program, "serve", "--store", str(example_store), "--port", "0", "--timeout", "10"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip().rstrip("/")
        process.terminate()
        assert process.wait(20) == 0


@pytest.mark.parametrize("media", sorted(TABLES))
def test_tables_in_every_format(pages: TestClient, media: str) -> None:
    answer = pages.get("/sparql", params={"query": SELECT}, headers={"accept": media})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media)
    assert "CacheWeave" in answer.text
    assert "accept" in answer.headers["vary"].lower()


@pytest.mark.parametrize("media", sorted(GRAPHS))
def test_graphs_in_every_format(pages: TestClient, media: str) -> None:
    answer = pages.get("/sparql", params={"query": CONSTRUCT}, headers={"accept": media})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media)
    assert "cacheweave" in answer.text


def test_the_three_ways_to_ask_are_one(pages: TestClient) -> None:
    by_get = pages.get("/sparql", params={"query": SELECT}).json()
    by_form = pages.post("/sparql", data={"query": SELECT}).json()
    direct = pages.post("/sparql", content=SELECT, headers={"content-type": "application/sparql-query"}).json()
    assert by_get == by_form == direct
    assert len(by_get["results"]["bindings"]) == 3


@pytest.mark.parametrize(
    ("status", "request_"),
    [
        (400, {"params": {"query": "SELECT"}}),
        (400, {"params": [("query", "ASK {}"), ("query", "ASK {}")]}),
        (400, {"params": {"query": "SELECT * { ?s kg:propses ?o }"}}),
        (403, {"params": {"update": "CLEAR ALL"}}),
        (406, {"params": {"query": "ASK {}"}, "headers": {"accept": "image/png"}}),
        (406, {"params": {"query": CONSTRUCT}, "headers": {"accept": "text/csv"}}),
    ],
)
def test_faults_of_gets(pages: TestClient, status: int, request_: dict[str, object]) -> None:
    answer = pages.get("/sparql", **request_)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert answer.text.count("\n") == 1


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (415, "text/plain", "ASK {}"),
        (415, "", "ASK {}"),
        (403, "application/sparql-update", "CLEAR ALL"),
        (403, "application/x-www-form-urlencoded", "update=CLEAR%20ALL"),
        (400, "application/x-www-form-urlencoded", "q=1"),
        (400, "application/sparql-query", b"\xff\xfe"),
        (400, "application/sparql-query", ""),
        (400, "application/sparql-query", "INSERT DATA { <a:a> <a:b> <a:c> }"),
        (400, "application/sparql-query", "LOAD <file:///etc/passwd>"),
        (400, "application/sparql-query", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"),
    ],
)
def test_faults_of_posts(pages: TestClient, status: int, kind: str, body: str | bytes) -> None:
    answer = pages.post("/sparql", content=body, headers={"content-type": kind})
    assert answer.status_code == status, answer.text


def test_other_methods_are_refused(pages: TestClient) -> None:
    assert pages.put("/sparql", content="x").status_code == 405
    assert pages.delete("/graphs?default").status_code == 405
    assert pages.head("/graphs?default").status_code == 200


def test_a_dataset_is_described_by_the_request(pages: TestClient) -> None:
    (row,) = pages.get("/sparql", params={"query": "SELECT ?g { GRAPH ?g { ?c a kg:Claim } } LIMIT 1"}).json()[
        "results"
    ]["bindings"]
    graph = row["g"]["value"]
    asked = {"query": "SELECT (COUNT(*) AS ?n) { ?c a kg:Claim }"}

    def count(**more: str) -> int:
        answer = pages.get("/sparql", params={**asked, **more}).json()
        return int(answer["results"]["bindings"][0]["n"]["value"])

    assert count() == 0
    assert count(**{"default-graph-uri": graph}) > 0
    assert count(**{"named-graph-uri": graph}) == 0


def test_a_slow_query_is_ended_and_the_next_is_answered(example_store: Path) -> None:
    with client(example_store, timeout=1.0, workers=1) as opened:
        opened.get("/sparql", params={"query": "ASK {}"})
        begin = time.monotonic()
        answer = opened.get("/sparql", params={"query": SLOW})
        assert answer.status_code == 504
        assert time.monotonic() - begin < 10
        assert "1 s" in answer.text
        # the process that replaces it takes a moment to start, which may be longer than this server grants
        assert any(opened.get("/sparql", params={"query": "ASK {}"}).status_code == 200 for _ in range(10))


def test_rows_and_memory_are_bounded(example_store: Path) -> None:
    with client(example_store, rows=20, workers=1, memory=300, timeout=20.0) as opened:
        for query in ("SELECT * { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"):
            answer = opened.get("/sparql", params={"query": query})
            assert answer.status_code == 400
            assert "more than 20 rows" in answer.text
        hungry = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?o ?t ?u ?v ?w { ?s ?p ?o . ?t ?q ?u . ?v ?r ?w } }"
        answer = opened.get("/sparql", params={"query": hungry})
        assert answer.status_code == 400
        assert "memory" in answer.text
        assert opened.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def test_graphs_can_be_read_whole(pages: TestClient) -> None:
    default = rdflib.Graph().parse(data=pages.get("/graphs?default").content, format="turtle")
    assert len(default) > 100
    row = pages.get("/sparql", params={"query": "SELECT ?g { GRAPH ?g { ?c a kg:Claim } } LIMIT 1"}).json()
    name = row["results"]["bindings"][0]["g"]["value"]
    for media, form in (("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/ld+json", "json-ld")):
        answer = pages.get("/graphs", params={"graph": name}, headers={"accept": media})
        assert len(rdflib.Graph().parse(data=answer.content, format=form)) > 10
    assert pages.get("/graphs", params={"graph": "https://example.org/none"}).status_code == 404
    assert pages.get("/graphs", params={"graph": "no iri"}).status_code == 404
    assert pages.get("/graphs").status_code == 400


def test_it_describes_itself(pages: TestClient) -> None:
    described = rdflib.Graph().parse(data=pages.get("/sparql", headers={"accept": "text/turtle"}).content)
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    assert list(described.subjects(rdflib.RDF.type, sd.Service))
    void = rdflib.Graph().parse(data=pages.get("/.well-known/void").content)
    ns = rdflib.Namespace("http://rdfs.org/ns/void#")
    classes = {str(o) for o in void.objects(None, ns["class"])}
    assert PREFIXES["kg"] + "Method" in classes
    counts = {str(void.value(p, ns.property)): int(str(void.value(p, ns.triples))) for p in
              void.objects(rdflib.URIRef("https://w3id.org/paperkg/dataset#graph"), ns.propertyPartition)}  # fmt: skip
    asked = "SELECT (COUNT(*) AS ?n) { ?s kg:proposes ?o }"
    answer = pages.get("/sparql", params={"query": asked}).json()["results"]["bindings"][0]["n"]["value"]
    assert counts[PREFIXES["kg"] + "proposes"] == int(answer)


def test_editors_find_prefixes_examples_and_classes_by_asking(pages: TestClient) -> None:
    def rows(query: str) -> list[dict[str, dict[str, str]]]:
        found: list[dict[str, dict[str, str]]] = pages.get("/sparql", params={"query": query}).json()["results"][
            "bindings"
        ]
        return found

    shacl, void = "PREFIX sh: <http://www.w3.org/ns/shacl#> ", "PREFIX void: <http://rdfs.org/ns/void#> "
    found = rows(f"{shacl}SELECT DISTINCT ?prefix ?namespace {{ [] sh:namespace ?namespace ; sh:prefix ?prefix }}")
    assert {row["prefix"]["value"] for row in found} == set(PREFIXES)
    found = rows(
        f"{shacl}SELECT ?comment ?query {{ ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ; sh:select ?query }}"
    )
    assert len(found) == len(named_queries())
    for row in found:
        assert pages.get("/sparql", params={"query": row["query"]["value"]}).status_code == 200, row
    found = rows(
        f"{void}SELECT ?class1 ?prop ?class2 {{ ?cp void:class ?class1 ; void:propertyPartition ?pp . "
        "?pp void:property ?prop ; void:classPartition [ void:class ?class2 ] }"
    )
    edges = {tuple(row[name]["value"].rpartition("#")[2] for name in ("class1", "prop", "class2")) for row in found}
    assert ("Paper", "proposes", "Method") in edges


def test_rdflib_reads_it(address: str) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{address}/sparql"))
    query = "PREFIX kg: <https://w3id.org/paperkg/ontology#> SELECT ?m { ?p kg:proposes ?m }"
    assert len(list(graph.query(query))) > 3
    assert bool(graph.query("ASK { ?s ?p ?o }"))
    method = rdflib.URIRef("https://w3id.org/paperkg/method/cacheweave")
    assert graph.value(method, rdflib.SKOS.prefLabel) == rdflib.Literal("CacheWeave")


@pytest.mark.parametrize("form", [JSON, XML, CSV, TURTLE])
def test_sparqlwrapper_reads_it(address: str, form: str) -> None:
    wrapper = SPARQLWrapper(f"{address}/sparql")
    wrapper.setQuery(CONSTRUCT if form == TURTLE else SELECT)
    wrapper.setReturnFormat(form)
    for method in ("GET", "POST"):
        wrapper.setMethod(method)
        assert wrapper.query().convert()


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl here")
def test_curl_reads_it(address: str) -> None:
    url = f"{address}/sparql"
    as_csv = subprocess.run(
        ["curl", "-sf", url, "-H", "Accept: text/csv", "--data-urlencode", f"query={SELECT}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert as_csv.stdout.splitlines()[0] == "m,n"
    posted = subprocess.run(
        ["curl", "-sf", url, "-H", "Content-Type: application/sparql-query", "--data-binary", SELECT],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert len(json.loads(posted.stdout)["results"]["bindings"]) == 3


def test_httpx_reads_it_and_a_page_at_once(address: str) -> None:
    with httpx.Client() as session:
        answer = session.get(f"{address}/sparql?{urlencode({'query': SELECT})}", headers={"accept": "text/csv"})
        assert answer.text.startswith("m,n")
        assert session.get(f"{address}/").status_code == 200
        assert session.options(f"{address}/sparql").status_code == 405


def test_origins_that_were_let_in_may_read(example_store: Path) -> None:
    with client(example_store, origins=("https://friend.example",)) as opened:
        headers = {"origin": "https://friend.example", "access-control-request-method": "POST"}
        assert opened.options("/sparql", headers=headers).status_code == 204
        answer = opened.post("/sparql", data={"query": "ASK {}"}, headers=headers)
        assert answer.headers["access-control-allow-origin"] == "https://friend.example"
