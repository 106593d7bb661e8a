"""SPARQL through the store: every form of answer, limits, and what is said of a query that is no good."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.export import formats
from kg.ontology import PREFIXES
from kg.query._check import TERMS, doubts
from kg.query._order import order
from kg.query._syntax import fault
from kg.query.sparql import GRAPH_FORMATS, TABLE_FORMATS, Question, as_text, ask
from kg.store import Store
from tests.cli.program import invoke

ROOT = Path(__file__).parents[2]
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PARSED_AS = {
    "turtle": "turtle",
    "ntriples": "nt",
    "nquads": "nquads",
    "trig": "trig",
    "jsonld": "json-ld",
    "rdfxml": "xml",
    "n3": "n3",
}


@pytest.fixture(scope="module")
def store(example_store: Path) -> Iterator[Store]:
    with Store.open(example_store) as opened:
        yield opened


# line, column, and words of what was expected
WRONG: dict[str, tuple[str, ...]] = {
    "SELECT * {\n ?s ?p": ("line 2, column 7", "a variable, an IRI or a value", "the end of the query"),
    "SELEKT * {}": ("line 1, column 1", "SELECT", "did you mean SELECT?"),
    "SELECT ?s WHERE { ?s ?p }": ("line 1, column 25", "a variable, an IRI or a value", "'}'"),
    "SELECT * {\n  ?s kg:uses ?o .\n  FILTER(?o > )\n}": ("line 3, column 15", "an expression", "')'"),
    "SELECT * WHERE { ?s ?p ?o } ORDER ?s": ("column 35", "BY"),
    "SELECT * { ?s a 'x }": ("column 17", "not closed"),
    "SELECT * { ?s ?p ?o } LIMIT x": ("column 29", "a whole number"),
    "SELECT ?a WHERE ?a ?b ?c": ("column 17", "'{'"),
    "SELECT * { ?s ?p ?o } }": ("column 23", "the end of the query"),
    "SELECT ?x (COUNT(*) AS ) { ?x ?y ?z }": ("column 24", "a variable"),
    "SELECT (?a AS ?b) (?c AS ?b) { ?a ?c ?d }": ("Duplicated variable",),
    "": ("line 1, column 1", "SELECT"),
    "SELECT * {\n ?s kg:outperfroms ?o }": ("line 2, column 5", "did you mean kg:outperforms"),
    "SELECT * { ?s a kg:Metod }": ("column 17", "did you mean kg:Method"),
    "SELECT * { ?s skoss:prefLabel ?o }": ("column 15", "did you mean skos:prefLabel?"),
    "SELECT * { ?s zzzz:prefLabel ?o }": ("zzzz:", "skos"),
    "DELETE WHERE { ?s ?p ?o }": ("column 1", "DELETE", "only read"),
    "PREFIX x: <http://x/>\nINSERT DATA { x:a x:b x:c }": ("line 2, column 1", "INSERT"),
    "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }": ("column 12", "SERVICE", "--allow-service"),
    "SELECT (<http://x/no>(1) AS ?y) {}": ("http://x/no",),
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_with_a_query(store: Store, text: str) -> None:
    with pytest.raises(QueryError) as caught:
        ask(store, text)
    said = str(caught.value)
    assert all(words in said for words in WRONG[text]), said
    assert "\n" not in said
    assert len(said) < 300


@given(st.text(alphabet="SELECT ASK{}()?xkg:usesa'\"<>.;,|/^*+=!&\\n1#@", max_size=60))
def test_any_text_gives_a_fault_or_none(text: str) -> None:
    found = fault(text)
    assert found is None or "\n" not in str(found)


def test_a_mistyped_name_of_another_vocabulary_is_doubted(store: Store, example_store: Path) -> None:
    text = "SELECT * {\n ?s skos:prefLable ?o ; rdf:typ ?t }"
    done = invoke("query", text, "--store", example_store)
    assert done.exit_code == 0
    assert "line 2, column 5: the graph has no skos:prefLable; did you mean skos:prefLabel?" in done.stderr
    assert "did you mean rdf:type?" in done.stderr
    assert (
        doubts("PREFIX oa: <http://x/> CONSTRUCT { ?s schema:name ?n ; oa:exat ?n } WHERE { ?s skos:prefLabel ?n }")
        == ()
    )
    used = {row[0] for row in ask(store, "SELECT DISTINCT ?p { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }").rows}
    named = {PREFIXES[prefix] + name for prefix, names in TERMS.items() for name in names}
    assert all(iri in named or iri.startswith(PREFIXES["kg"]) for iri in used if iri)


def test_words_in_strings_and_prefixes_of_ones_own_are_no_commands(store: Store) -> None:
    assert ask(store, 'ASK { FILTER("INSERT kg:nonsense SERVICE" = "x") }').boolean is False
    assert ask(store, "PREFIX kg: <http://x/> ASK { ?s kg:anything ?o }").boolean is False
    assert ask(store, "# DROP ALL\nASK { ?s a kg:Paper }").boolean is True


@pytest.mark.parametrize("form", TABLE_FORMATS)
def test_tables_are_written_as_the_w3c_has_them(store: Store, form: str) -> None:
    text = "SELECT ?z ?a { ?z kg:outperforms ?x . OPTIONAL { ?z kg:value ?a } } ORDER BY ?z"
    table = ask(store, text, limit=2)
    data = ask(store, text, limit=2, form=form).data.decode()
    first = table.rows[0][0]
    if form == "json":
        assert json.loads(data)["head"]["vars"] == ["z", "a"]
        assert [b["z"]["value"] for b in json.loads(data)["results"]["bindings"]] == [row[0] for row in table.rows]
    elif form == "xml":
        assert len(ET.fromstring(data).findall(".//{*}result")) == 2  # noqa: S314 - we wrote it
    elif form == "csv":
        assert list(csv.reader(io.StringIO(data)))[1][0] == first
    else:
        assert data.splitlines()[:2] == ["?z\t?a", f"<{first}>\t"]


@pytest.mark.parametrize("form", GRAPH_FORMATS)
@pytest.mark.parametrize(
    "shape", ["CONSTRUCT { ?a kg:uses ?b } WHERE { ?a kg:uses ?b }", "DESCRIBE ?m { ?p kg:proposes ?m }"]
)
def test_graphs_are_written_in_every_form(store: Store, form: str, shape: str) -> None:
    rows = ask(store, shape)
    assert rows.graph
    data = ask(store, shape, form=form).data.decode()
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=data, format=PARSED_AS[form])
    assert {tuple(map(str, triple)) for triple in dataset.triples((None, None, None))} == set(rows.rows)


def test_graphs_are_written_in_all_the_forms_of_exports() -> None:
    rdf = {name for name, form in formats().items() if form.description.startswith("RDF")}
    shapes_of_our_graph = {"jsonldcompact", "jsonldframed", "rdf12"}  # they hold papers and claims, not any triples
    assert rdf - shapes_of_our_graph <= set(GRAPH_FORMATS)


def test_a_form_that_does_not_suit(store: Store) -> None:
    with pytest.raises(QueryError, match="turtle"):
        ask(store, "CONSTRUCT WHERE { ?a kg:uses ?b }", form="csv")
    with pytest.raises(QueryError, match="json"):
        ask(store, "SELECT * { ?a kg:uses ?b }", form="turtle")


def test_a_limit_holds_in_every_form(store: Store) -> None:
    assert len(ask(store, "SELECT * { ?s ?p ?o }", limit=3).rows) == 3
    assert ask(store, "SELECT * { ?s ?p ?o }", limit=3, form="csv").data.count(b"\n") == 4
    assert ask(store, "CONSTRUCT WHERE { ?s kg:uses ?o }", limit=3, form="ntriples").data.count(b"\n") == 3
    assert ask(store, "PREFIX a: <http://a/> SELECT ?o { ?s kg:uses ?o } ORDER BY ?o", limit=1, form="tsv").data
    with pytest.raises(QueryError, match="LIMIT"):
        ask(store, "SELECT * FROM <http://g/> { ?s ?p ?o }", limit=3, form="csv")


def test_a_time_limit_ends_the_query(store: Store) -> None:
    begin = time.monotonic()
    with pytest.raises(QueryError, match="no answer within"):
        ask(store, ENDLESS, timeout=0.5)
    assert time.monotonic() - begin < 5
    assert ask(store, "ASK { ?s a kg:Paper }", timeout=20).boolean
    with pytest.raises(QueryError, match="did you mean"):
        ask(store, "ASK { ?s a kg:Papr }", timeout=20)


def test_an_interrupt_ends_the_query_at_once(example_store: Path) -> None:
    command = [sys.executable, str(ROOT / "cli.py"), "query", ENDLESS, "--store", str(example_store)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        time.sleep(2)
        begin = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=20)
        assert time.monotonic() - begin < 2
    assert process.returncode == 130
    assert errors.count("\n") == 1
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)  # nothing of it is left


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that the one that started it is gone")
def test_nothing_is_left_of_a_query_whose_asker_is_killed(example_store: Path) -> None:
    command = [sys.executable, str(ROOT / "cli.py"), "query", ENDLESS, "--store", str(example_store)]
    with subprocess.Popen(command, start_new_session=True) as process:
        time.sleep(2)
        process.kill()
    for _ in range(50):
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGKILL)
    pytest.fail("the query goes on")


def test_millions_of_rows_stream(example_store: Path) -> None:
    # some forty million rows: the reader takes three lines and leaves
    command = f"{sys.executable} {ROOT / 'cli.py'} query 'SELECT * {{ ?a ?b ?c . ?d ?e ?f }}' --store {example_store}"
    done = subprocess.run(
        ["bash", "-c", f"{command} --format csv | head -n 3"], capture_output=True, text=True, check=True, timeout=60
    )
    assert len(done.stdout.splitlines()) == 3
    assert done.stderr == ""
    table = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True, timeout=60)
    assert len(table.stdout.splitlines()) == 1001
    assert table.stderr.splitlines() == ["note: the first 1000 rows; --limit N shows more, --format csv writes all"]


def test_the_whole_text_runs_in_any_engine() -> None:
    whole = Question("SELECT ?n { ?p kg:proposes/skos:prefLabel ?n }").whole
    assert whole.startswith("PREFIX kg: <https://w3id.org/paperkg/ontology#>\nPREFIX skos:")
    assert rdflib.Graph().query(whole).type == "SELECT"


_TERMS = st.one_of(
    st.just("UNDEF"),
    st.sampled_from(["<urn:a>", "<urn:b>", "<urn:A>", "<urn:é>"]),
    st.text("aAbé \U0001f600", max_size=3).map(lambda text: f'"{text}"'),
    st.integers(-20, 20).map(str),
    st.integers(-9, 9).map(lambda whole: f"{whole}.5"),
    st.sampled_from(["1e0", "true", '"a"@en', '"2020-01-01"^^<http://www.w3.org/2001/XMLSchema#date>']),
)
_KEYS = st.lists(st.sampled_from(["?a", "?b", "DESC(?a)", "asc(?b)", "DESC ( ?b )"]), min_size=1, max_size=3)
_ENDS = st.sampled_from(["", " LIMIT 2", " OFFSET 1", " limit 3 OFFSET 1", " OFFSET 2 LIMIT 1", " # LIMIT 1"])


@given(st.lists(st.tuples(_TERMS, _TERMS), max_size=8, unique=True), _KEYS, _ENDS)
def test_rows_come_in_the_order_that_the_engine_gives(
    store: Store, rows: list[tuple[str, str]], keys: list[str], end: str
) -> None:
    values = " ".join(f"({a} {b})" for a, b in rows)
    # by every column in the end, so that no two rows may change places
    text = f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {values} }} }} ORDER BY {' '.join([*keys, '?a', '?b'])}{end}"
    assert order(text) is not None
    engine = store.graph.query(text)
    assert isinstance(engine, ox.QuerySolutions)
    rows_of_engine = tuple(tuple(map(as_text, solution)) for solution in engine)
    assert ask(store, text).rows == rows_of_engine


@pytest.mark.parametrize(
    "end", ["ORDER BY STR(?a)", "ORDER BY ?a LIMIT 1 LIMIT 2", "ORDER BY ?c", "LIMIT 2", "ORDER BY ?a VALUES ?a { 1 }"]
)
def test_an_order_by_more_than_columns_is_the_engines(store: Store, end: str) -> None:
    text = f"SELECT ?a {{ VALUES (?a ?c) {{ (3 1) (1 2) (2 3) }} }} {end}"
    try:
        solutions = store.graph.query(text)
        assert isinstance(solutions, ox.QuerySolutions)
        wanted = [solution["a"].value for solution in solutions]
    except SyntaxError:
        with pytest.raises(QueryError):
            ask(store, text)
    else:
        assert [row[0] for row in ask(store, text).rows] == wanted


def test_service_asks_only_when_allowed(store: Store) -> None:
    class Endpoint(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", 0)))
            self.send_response(200)
            answer = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"from afar"}}]}}'
            self.send_header("content-type", "application/sparql-results+json")
            self.send_header("content-length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_POST  # noqa: N815 - the handler's own way of naming

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Endpoint)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    text = f"SELECT ?x {{ SERVICE <http://127.0.0.1:{server.server_port}/sparql> {{ ?s ?p ?x }} }}"
    try:
        with pytest.raises(QueryError, match="SERVICE"):
            ask(store, text)
        assert ask(store, text, service=True).rows == (("from afar",),)
    finally:
        server.shutdown()
