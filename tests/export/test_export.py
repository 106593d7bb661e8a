"""Each registered format is read back by a program that is not ours, and nothing that it can hold is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree

import networkx as nx
import pytest

from kg.errors import FormatError, KgError
from kg.export import export, formats
from kg.store import Store
from tests.export.graphs import NASTY, PLAIN
from tests.export.readers import GRAPHS, RDF, Reader

KG = "https://w3id.org/paperkg/ontology#"
# read in tests of their own: test_documents.py, and below
APART = {
    "bibtex", "ris", "csljson", "markdown", "latex", "html", "obsidian", "pajek", "nanopub", "jsonldframed",
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    opened = Store.open(tmp_path_factory.mktemp("export") / "store", create=True)
    opened.build([NASTY, PLAIN], "rules")
    return opened


def test_every_format_is_read() -> None:
    assert set(formats()) == RDF.keys() | GRAPHS.keys() | APART


def test_every_suffix_means_one_format() -> None:
    suffixes = [suffix for form in formats().values() for suffix in form.suffixes]
    assert len(set(suffixes)) == len(suffixes)


def _written(store: Store, folder: Path, name: str) -> Path:
    path = folder / f"graph{formats()[name].suffixes[0]}"
    export(store, path)
    return path


@pytest.mark.parametrize(("name", "read"), [(name, read) for name, found in RDF.items() for read in found])
def test_rdf_is_read_whole(store: Store, tmp_path: Path, name: str, read: Reader) -> None:
    everything = {(q.subject.value, q.predicate.value.removeprefix(KG), q.object.value) for q in store.graph}
    assert read(_written(store, tmp_path, name)) == everything


@pytest.mark.parametrize(("name", "read"), [(name, read) for name, found in GRAPHS.items() for read in found])
def test_graphs_and_tables_are_read_whole(store: Store, tmp_path: Path, name: str, read: Reader) -> None:
    network = store.network()
    labels = {(iri, "label", data["fact"].label) for iri, data in network.nodes(data=True)}
    assert read(_written(store, tmp_path, name)) == labels | {(a, key, b) for a, b, key in network.edges(keys=True)}


def test_pajek_tells_things_apart_by_name(store: Store, tmp_path: Path) -> None:
    import igraph

    path, network = _written(store, tmp_path, "pajek"), store.network()
    found = nx.read_pajek(path)
    names = {node: network.nodes[node]["fact"].label.replace('"', "'").replace("\\", "/") for node in network}
    assert {(a, d["l"], b) for a, b, d in found.edges(data=True)} == {
        (names[a], key, names[b]) for a, b, key in network.edges(keys=True)
    }
    assert igraph.Graph.Read_Pajek(str(path)).ecount() == network.number_of_edges()


def test_a_framed_tree_says_nothing_that_the_graph_does_not(store: Store, tmp_path: Path) -> None:
    from tests.export.readers import pyld

    default = {(q.subject.value, q.predicate.value.removeprefix(KG), q.object.value) for q in store.graph}
    found = pyld(_written(store, tmp_path, "jsonldframed"))
    assert found <= default
    assert {(s, p, o) for s, p, o in default if p in ("proposes", "reports")} <= found


def test_a_nanopublication_has_its_four_graphs(store: Store, tmp_path: Path) -> None:
    import rdflib

    found = rdflib.Dataset(default_union=True)
    found.parse(_written(store, tmp_path, "nanopub"), format="trig")
    query = """
        PREFIX np: <http://www.nanopub.org/nschema#> PREFIX prov: <http://www.w3.org/ns/prov#>
        SELECT ?s ?p ?o {
            ?pub a np:Nanopublication ; np:hasAssertion ?a ; np:hasProvenance ?b ; np:hasPublicationInfo ?c .
            GRAPH ?a { ?s ?p ?o } GRAPH ?b { ?a prov:value ?quote } GRAPH ?c { ?pub prov:wasDerivedFrom ?claim }
        }"""
    said = {(str(s), str(p).removeprefix(KG), str(o)) for s, p, o in cast(Any, found.query(query))}
    assert said == {(a, key, b) for a, b, key in store.network().edges(keys=True)}


# DuckDB gives each file an identifier by chance
@pytest.mark.parametrize("name", sorted(formats().keys() - {"duckdb"}))
def test_same_graph_same_bytes(store: Store, tmp_path: Path, name: str) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        export(store, tmp_path / folder / "graph.data", name)
    one, two = (
        {str(p.relative_to(tmp_path / f)): p.read_bytes() for p in (tmp_path / f).rglob("*") if p.is_file()}
        for f in ("one", "two")
    )
    assert one == two
    assert one


@pytest.mark.parametrize(
    "name", ["graphml", "gexf", "csv", "nodelink", "cytoscape", "cx2", "graphson", "kgx", "cypher"]
)
def test_quotes_are_carried(store: Store, tmp_path: Path, name: str) -> None:
    _written(store, tmp_path, name)
    text = "".join(p.read_text("utf-8") for p in tmp_path.iterdir())
    assert "SieveSort outperforms DrumSort on ImageNet" in text


def test_gephi_gets_colours_places_and_dates(store: Store, tmp_path: Path) -> None:
    root = ElementTree.parse(_written(store, tmp_path, "gexf")).getroot()  # noqa: S314 - our own file
    tags = {element.tag.rpartition("}")[2]: element for element in root.iter()}
    assert set(tags["color"].keys()) == {"r", "g", "b", "a"}
    places = [(e.get("x"), e.get("y")) for e in root.iter() if e.tag.endswith("position")]
    assert len(set(places)) == len(places) == store.network().number_of_nodes()
    starts = {element.get("start") for element in root.iter() if element.get("start")}
    assert starts == {"2024-05-06", "2025-01-01"}


def test_a_folder_of_the_user_is_not_replaced(store: Store, tmp_path: Path) -> None:
    (tmp_path / "graph.vault").mkdir()
    (tmp_path / "graph.vault" / "diary.md").write_text("mine")
    with pytest.raises(KgError, match="not written by an export"):
        export(store, tmp_path / "graph.vault")
    assert (tmp_path / "graph.vault" / "diary.md").read_text() == "mine"
    export(store, tmp_path / "other.vault")
    export(store, tmp_path / "other.vault")
    assert {p.name for p in tmp_path.iterdir()} == {"graph.vault", "other.vault"}


def test_unknown_formats_name_the_known(store: Store, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"\.ttl"):
        export(store, tmp_path / "graph.xyz")
    with pytest.raises(FormatError, match="turtle"):
        export(store, tmp_path / "graph", "turtel")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["turtle", "sqlite", "duckdb", "excel", "obsidian", "csv"])
def test_a_folder_that_is_not_there_leaves_nothing(store: Store, tmp_path: Path, name: str) -> None:
    with pytest.raises(KgError, match="none"):
        export(store, tmp_path / "none" / "graph.x", name)
    assert not list(tmp_path.iterdir())
