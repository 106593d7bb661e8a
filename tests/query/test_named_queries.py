"""Each named query gives the same rows through the store and through rdflib's own engine."""

from __future__ import annotations

import pytest
import rdflib

from kg.errors import KgError, QueryError, UnknownName
from kg.export import export
from kg.ontology import PREFIXES, examples, named_queries
from kg.query._syntax import fault
from kg.query.named import named
from kg.query.names import find, resolve
from kg.query.sparql import ask
from kg.query.why import why
from kg.sources import read
from kg.store import Store


def _fail(error: Exception) -> None:
    pytest.fail(str(error))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    opened = Store.open(tmp_path_factory.mktemp("query") / "store", create=True)
    files = sorted(path for path in examples().iterdir() if path.is_file())
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
    text = named(store, name, {p.name: p.example for p in query.parameters}).text
    assert fault(text) is None  # our grammar, which explains what is wrong with a query, takes it too
    ours = sorted(tuple(value or "" for value in row) for row in ask(store, text).rows)
    spaces = {prefix: rdflib.Namespace(iri) for prefix, iri in PREFIXES.items()}
    theirs = sorted(
        tuple("" if term is None else str(term) for term in row)  # type: ignore[union-attr]  # SELECT gives rows
        for row in exported.query(text, initNs=spaces)
    )
    assert ours == theirs
    # what the examples have no papers for
    assert ours or name in ("contradicting-claims", "tasks-of-method")


def test_there_are_enough_of_them() -> None:
    assert len(named_queries()) >= 20


def test_the_question_of_the_readme(store: Store) -> None:
    rows = ask(store, named(store, "speeds-up", {"thing": "stable diffusion"}).text).rows
    assert ("3.1", "x") in {(row[3], row[4]) for row in rows}


def test_parameters_are_what_they_say(store: Store) -> None:
    (thing,) = named(store, "uses-of", {"method": "stride-diff"}).things
    assert thing[2].label == "StrideDiff"
    text = named(store, "proposed-in-year", {"year": '") } DROP ALL \\ \n "'}).text
    assert ask(store, text).rows == ()
    with pytest.raises(QueryError, match="method"):
        named(store, "uses-of", {})
    with pytest.raises(QueryError, match="colour"):
        named(store, "uses-of", {"method": "StrideDiff", "colour": "red"})
    with pytest.raises(UnknownName, match="StrideDiff"):
        named(store, "uses-of", {"method": "StridDiff"})


def test_names_are_found_however_they_are_spelt(store: Store) -> None:
    node = resolve(store, "CacheWeave")
    for name in ("cacheweave", "Cache-Weave", "CACHE WEAVE", node.iri):
        assert resolve(store, name) == node
    assert node in find(store, "weave", 10)
    assert why(store, node, resolve(store, "DDIM")) or why(store, node, resolve(store, "Stable Diffusion"))
    with pytest.raises(KgError, match="CacheWeave"):
        resolve(store, "CachWeave")
