"""What was exported comes back: every format that can be imported gives the same file again."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from kg.errors import FormatError, KgError
from kg.export import export
from kg.export import formats as export_formats
from kg.imports import formats, import_file
from kg.link.thresholds import Thresholds
from kg.model import Facts
from kg.query.part import Part
from kg.store import Store
from tests.cli.program import Run
from tests.export.graphs import NASTY, PLAIN, facts

# these hold the whole graph, claims that are not asserted and who read them included
WHOLE = {"jsonld", "jsonldcompact", "n3", "nquads", "ntriples", "rdf12", "rdfxml", "trig", "turtle"}
# not the same bytes again: XML and Excel lose characters, doubles the zeros behind a decimal
_FEW = settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    opened = Store.open(tmp_path_factory.mktemp("import") / "store", create=True)
    opened.build([NASTY, PLAIN], "rules")
    return opened


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("name", sorted(formats()))
def test_an_export_comes_back(store: Store, tmp_path: Path, name: str) -> None:
    suffix = export_formats()[name].suffixes[0]
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    export(store, tmp_path / "one" / f"g{suffix}")
    done = import_file(tmp_path / "one" / f"g{suffix}", tmp_path / "store")
    assert done.papers == 2
    with Store.open(tmp_path / "store") as found:
        if name in WHOLE:
            assert found.canonical() == store.canonical()
        assert set(found.network().edges(keys=True)) == set(store.network().edges(keys=True))
        export(found, tmp_path / "two" / f"g{suffix}")
    if name != "duckdb":
        assert _files(tmp_path / "one") == _files(tmp_path / "two")


@pytest.mark.parametrize("name", ["turtle", "ntriples", "nquads"])
def test_what_is_not_sure_enough_comes_back_to_its_place(tmp_path: Path, name: str) -> None:
    with Store.open(tmp_path / "one", create=True) as store:
        store.build([NASTY], "rules", thresholds=Thresholds.of({}, 0.9))
        export(store, tmp_path / "g", name)
        import_file(tmp_path / "g", tmp_path / "two", name)
        with Store.open(tmp_path / "two") as found:
            assert found.canonical() == store.canonical()


@pytest.mark.parametrize("name", sorted(formats()))
@_FEW
@given(facts=facts())
def test_any_graph_comes_back(name: str, facts: Facts) -> None:
    if not facts.nodes:
        return  # refused: see below
    suffix = export_formats()[name].suffixes[0]
    part = Part.of(facts)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        export(part, folder / f"g{suffix}")
        import_file(folder / f"g{suffix}", folder / "store")
        with Store.open(folder / "store") as found:
            if name in WHOLE - {"rdfxml"}:
                assert found.canonical() == part.canonical()
            kept = {(node.iri, node.type) for node in found.facts().nodes}
            assert kept == {(node.iri, node.type) for node in facts.nodes}
            assert set(found.network().edges(keys=True)) == set(part.network().edges(keys=True))
            if name in ("nodelink", "cytoscape", "csv", "graphson", "sqlite", "parquet"):
                asserted = {c for c in facts.claims if c.polarity == "asserted"}
                assert set(found.facts().claims) == asserted


def test_an_imported_store_answers_and_grows(store: Store, tmp_path: Path, run: Run) -> None:
    export(store, tmp_path / "g.nq")
    place = tmp_path / "new"
    assert run("import", tmp_path / "g.nq", "--store", place).exit_code == 0
    assert "DrumSort" in run("show", "SieveSort", "--store", place).output
    assert "SieveSort outperforms DrumSort" in run("why", "SieveSort", "DrumSort", "--store", place).output
    assert run("verify", "--store", place).exit_code == 0
    ours, theirs = (run("stats", "--store", path, "--format", "csv").output for path in (place, store.path))
    assert ours == theirs
    more = tmp_path / "more.jsonl"
    more.write_text(json.dumps({"title": "Sieves", "abstract": "We propose MeshSort, which extends SieveSort."}))
    result = run("build", more, "--store", place, "--extractor", "rules")
    assert result.exit_code == 0, result.output
    with Store.open(place) as grown:
        edges = set(grown.network().edges(keys=True))
    assert set(store.network().edges(keys=True)) <= edges
    assert any(a.endswith("meshsort") and key == "extends" for a, _, key in edges)


def test_a_store_with_papers_is_left_alone(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "g.nq")
    before = store.canonical()
    with pytest.raises(KgError, match="holds 2 papers"):
        import_file(tmp_path / "g.nq", store.path)
    assert store.canonical() == before


BAD = {
    "empty.nq": b"",
    "foreign.ttl": b"<http://e.org/a> <http://e.org/b> <http://e.org/c> .",
    "broken.ttl": b"<http://e.org/a> <http://e.org",
    "broken.json": b'{"nodes": [',
    "other.json": b'{"nodes": [{"id": 1}], "links": []}',
    "types.json": b'{"nodes": [{"id": "https://e.org/1", "type": "wombat"}], "links": []}',
    "loose.json": (
        b'{"nodes": [], "links": [{"source": "a", "predicate": "uses", "target": "b", "claims": [{"paper":"p",'
        b'"rule": "", "field": "title", "start": 0, "end": 1, "quote": "x", "polarity": "asserted", "confidence":1}]}]}'
    ),
    "bomb.graphml": b'<!DOCTYPE g [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><graphml>&b;</graphml>',
    "broken.graphml": b"<graphml><node",
    "broken.gml": b"graph [ what",
    "latin.gml": 'graph [\n label "é"\n]'.encode("latin-1"),
    "other.csv": b"a,b\n1,2\n",
    "other.sqlite": b"SQLite format 3\0" + b"x" * 100,
    "other.duckdb": b"nothing",
    "other.xlsx": b"PK\x03\x04",
    "other.cx2": b"[]",
    "other.graphson": b"{}\n",
    "half.nq": b"<https://w3id.org/paperkg/claim/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
    b"<https://w3id.org/paperkg/ontology#Claim> <https://w3id.org/paperkg/paper/1#claims> .",
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_what_is_no_graph_is_told_in_one_line(tmp_path: Path, run: Run, name: str) -> None:
    (tmp_path / name).write_bytes(BAD[name])
    result = run("import", tmp_path / name, "--store", tmp_path / "store")
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    assert len(result.output.strip().splitlines()) == 1
    assert not (tmp_path / "store").exists()


def test_unknown_formats_name_the_known(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"\.ttl"):
        import_file(tmp_path / "g.xyz", tmp_path / "store")
    with pytest.raises(KgError, match="cannot read"):
        import_file(tmp_path / "none.nq", tmp_path / "store")


MAPPINGS = sorted((Path(__file__).parents[2] / "examples" / "mappings").glob("*.rq"))


@pytest.mark.parametrize("mapping", MAPPINGS, ids=lambda path: path.stem)
def test_foreign_rdf_comes_in_by_a_mapping(mapping: Path, tmp_path: Path, run: Run) -> None:
    foreign = mapping.with_suffix(".ttl")
    expected = mapping.with_suffix(".edges").read_text("utf-8").splitlines()
    result = run("import", foreign, "--mapping", mapping, "--store", tmp_path / "store")
    assert result.exit_code == 0, result.output
    with Store.open(tmp_path / "store") as store:
        network = store.network()
        labels = {iri: data["fact"].label for iri, data in network.nodes(data=True)}
        assert sorted(f"{labels[a]} {key} {labels[b]}" for a, b, key in network.edges(keys=True)) == expected


def test_there_are_mappings() -> None:
    assert {path.stem for path in MAPPINGS} == {"cso", "lpwc", "orkg"}
