"""Each named query gives the same rows through the store and through rdflib's own engine."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

from kg.errors import KgError, QueryError
from kg.export import export
from kg.ontology import PREFIXES, examples, named_queries
from kg.query.names import find, resolve
from kg.query.paths import paths
from kg.query.sparql import ask, named
from kg.query.why import why
from kg.sources import read
from kg.store import Store


def _fail(error: Exception) -> None:
    pytest.fail(str(error))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    opened = Store.open(tmp_path_factory.mktemp("query") / "store", create=True)
    files = sorted(examples().iterdir())
    opened.build([paper for file in files for paper in read(file, None, _fail)], "rules")
    return opened


@pytest.fixture(scope="module")
def exported(store: Store, tmp_path_factory: pytest.TempPathFactory) -> rdflib.Dataset:
    path = tmp_path_factory.mktemp("export") / "graph.nq"
    export(store, path)
    dataset = rdflib.Dataset()
    dataset.parse(path, format="nquads")
    return dataset


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_same_rows_in_another_engine(store: Store, exported: rdflib.Dataset, name: str) -> None:
    query = named_queries()[name]
    assert query.prose.endswith(".")
    text = named(name, {p.name: p.example for p in query.parameters})
    ours = sorted(tuple(value or "" for value in row) for row in ask(store, text).rows)
    spaces = {prefix: rdflib.Namespace(iri) for prefix, iri in PREFIXES.items()}
    theirs = sorted(
        tuple("" if term is None else str(term) for term in row)  # type: ignore[union-attr]  # SELECT gives rows
        for row in exported.query(text, initNs=spaces)
    )
    assert ours == theirs


def test_the_question_of_the_readme(store: Store) -> None:
    rows = ask(store, named("speeds-up", {"thing": "stable diffusion"})).rows
    assert ("3.1", "x") in {(row[3], row[4]) for row in rows}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("SELECT * {\n ?s ?p", "line 2"),
        ("SELECT * { ?s kg:outperfroms ?o }", "kg:outperforms"),
        ("SELECT * { ?s skoss:prefLabel ?o }", "skos:"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE"),
        ("SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }", "SERVICE"),
    ],
)
def test_what_is_wrong_with_a_query(store: Store, text: str, says: str) -> None:
    with pytest.raises(QueryError, match=says) as caught:
        ask(store, text)
    assert "\n" not in str(caught.value)


def test_words_in_strings_are_no_commands(store: Store) -> None:
    assert ask(store, 'ASK { FILTER("INSERT kg:nonsense SERVICE" = "x") }').boolean is False


def test_limit_and_timeout(store: Store) -> None:
    assert len(ask(store, "SELECT * { ?s ?p ?o }", limit=3).rows) == 3
    assert ask(store, "SELECT * { ?s ?p ?o }", limit=3, form="csv").data.count(b"\n") == 4
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with pytest.raises(QueryError, match="no answer within"):
        ask(store, endless, timeout=0.5)
    assert ask(store, "ASK { ?s a kg:Paper }", timeout=20).boolean


def test_parameters_are_text_whatever_they_hold(store: Store) -> None:
    assert ask(store, named("uses-of", {"method": '") } DROP ALL \\ \n "'})).rows == ()
    with pytest.raises(QueryError, match="method"):
        named("uses-of", {})
    with pytest.raises(QueryError, match="colour"):
        named("uses-of", {"method": "x", "colour": "red"})


def test_paths_keep_to_their_conditions(store: Store) -> None:
    network = store.network()
    a, b = (resolve(store, name).iri for name in ("CacheWeave", "DDIM"))
    every = paths(network, a, b, k=5, max_hops=3)
    assert [len(way.edges) for way in every] == sorted(len(way.edges) for way in every)
    for way in every:
        assert (way.nodes[0].iri, way.nodes[-1].iri) == (a, b)
        assert all(edge.claims for edge in way.edges)
    (way,) = paths(network, a, b, via=["outperforms"], max_hops=6)
    assert {edge.predicate for edge in way.edges} == {"outperforms"}
    with pytest.raises(KgError, match="no path"):
        paths(network, a, b, via=["runsOn"], max_hops=1, directed=True)
    with pytest.raises(KgError, match="outperforms"):
        paths(network, a, b, via=["outperfroms"])
    with pytest.raises(KgError, match="different"):
        paths(network, a, a)


def test_names_are_found_however_they_are_spelt(store: Store) -> None:
    node = resolve(store, "CacheWeave")
    for name in ("cacheweave", "Cache-Weave", "CACHE WEAVE", node.iri):
        assert resolve(store, name) == node
    assert node in find(store, "weave", 10)
    assert why(store, node, resolve(store, "DDIM")) or why(store, node, resolve(store, "Stable Diffusion"))
    with pytest.raises(KgError, match="CacheWeave"):
        resolve(store, "CachWeave")


def test_rows_can_be_written_in_every_form(store: Store, tmp_path: Path) -> None:
    assert tmp_path.exists()
    for form in ("json", "csv", "tsv", "xml"):
        assert b"CacheWeave" in ask(store, "SELECT ?n { ?s skos:prefLabel ?n }", form=form).data
    for form in ("turtle", "ntriples", "rdfxml", "jsonld"):
        assert b"outperforms" in ask(store, "CONSTRUCT WHERE { ?a kg:outperforms ?b }", form=form).data
