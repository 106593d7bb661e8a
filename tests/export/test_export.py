"""Each registered format is read back by a program that is not ours, and nothing that it can hold is lost."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
import rdflib

from kg.errors import FormatError, KgError
from kg.export import export, formats
from kg.model import Paper
from kg.store import Store

NASTY = Paper(
    'SieveSort: sorting "gravel" </script> & more: a\\b 🪨',
    "We propose SieveSort, a method for sorting <b>gravel</b>. SieveSort outperforms DrumSort on ImageNet with 61.4% "
    "accuracy. On an NVIDIA A100 it achieves a 2.3x speedup over DrumSort; it does not use quicksort.",
    key="a|b", issued="2024-05-06", authors=("Ana Pérez", "Bo, Jr."), url="https://example.org/?a=1&b=<2>",
)  # fmt: skip
PLAIN = Paper(
    "Drum sorting", "We present DrumSort, which extends SieveSort and runs on an NVIDIA A100 GPU.", issued="2025"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    opened = Store.open(tmp_path_factory.mktemp("export") / "store", create=True)
    opened.build([NASTY, PLAIN], "rules")
    return opened


Ends = set[tuple[str, str, str]]


def _rdf(name: str) -> Callable[[Path], Ends]:
    def read(path: Path) -> Ends:
        found = rdflib.Dataset(default_union=True)
        found.parse(path, format=name)
        kg = "https://w3id.org/paperkg/ontology#"
        return {(str(s), str(p).removeprefix(kg), str(o)) for s, p, o in found.triples((None, None, None))}

    return read


def _graph(read: Callable[[Path], nx.MultiDiGraph]) -> Callable[[Path], Ends]:
    def ends(path: Path) -> Ends:
        graph = read(path)
        labels = {(node, "label", attributes["label"]) for node, attributes in graph.nodes(data=True)}
        said = {(a, attributes["predicate"], b) for a, b, attributes in graph.edges(data=True)}
        return labels | said

    return ends


def _csv(path: Path) -> Ends:
    with path.with_suffix(".nodes.csv").open(encoding="utf-8", newline="") as file:
        found = {(row["id"], "label", row["label"]) for row in csv.DictReader(file)}
    with path.with_suffix(".edges.csv").open(encoding="utf-8", newline="") as file:
        return found | {(row["source"], row["predicate"], row["target"]) for row in csv.DictReader(file)}


READERS: dict[str, Callable[[Path], Ends]] = {
    "turtle": _rdf("turtle"),
    "ntriples": _rdf("nt"),
    "nquads": _rdf("nquads"),
    "trig": _rdf("trig"),
    "jsonld": _rdf("json-ld"),
    "graphml": _graph(nx.read_graphml),
    "gexf": _graph(nx.read_gexf),
    "nodelink": _graph(lambda p: nx.node_link_graph(json.loads(p.read_text("utf-8")), edges="links")),
    "cytoscape": _graph(lambda p: nx.cytoscape_graph(json.loads(p.read_text("utf-8")))),
    "csv": _csv,
}
RDF = {"turtle", "ntriples", "nquads", "trig", "jsonld"}


@pytest.mark.parametrize("name", sorted(formats()))
def test_nothing_is_lost(store: Store, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"graph{formats()[name].suffixes[0]}"
    export(store, path)
    found = READERS[name](path)
    network = store.network()
    edges = {(a, key, b) for a, b, key in network.edges(keys=True)}
    if name in RDF:
        everything = {
            (q.subject.value, q.predicate.value.removeprefix("https://w3id.org/paperkg/ontology#"), q.object.value)
            for q in store.graph
        }
        assert edges <= found
        assert found == everything
    else:
        assert found == edges | {(iri, "label", data["fact"].label) for iri, data in network.nodes(data=True)}


@pytest.mark.parametrize("name", sorted(formats()))
def test_same_graph_same_bytes(store: Store, tmp_path: Path, name: str) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        export(store, tmp_path / folder / "graph.data", name)
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / f).iterdir()} for f in ("one", "two"))
    assert one == two
    assert one


@pytest.mark.parametrize("name", ["graphml", "gexf", "csv", "nodelink", "cytoscape"])
def test_quotes_are_carried(store: Store, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"graph{formats()[name].suffixes[0]}"
    export(store, path)
    text = "".join(p.read_text("utf-8") for p in tmp_path.iterdir())
    assert "SieveSort outperforms DrumSort on ImageNet" in text


def test_gephi_gets_the_colours_of_the_types(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "graph.gexf")
    root = ElementTree.parse(tmp_path / "graph.gexf").getroot()  # noqa: S314 - our own file
    colours = {(e.get("r"), e.get("g"), e.get("b")) for e in root.iter() if e.tag.endswith("color")}
    assert ("59", "138", "217") in colours


def test_unknown_formats_name_the_known(store: Store, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"\.ttl"):
        export(store, tmp_path / "graph.xyz")
    with pytest.raises(FormatError, match="turtle"):
        export(store, tmp_path / "graph", "turtel")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_leaves_nothing(store: Store, tmp_path: Path) -> None:
    with pytest.raises(KgError, match="none"):
        export(store, tmp_path / "none" / "graph.ttl")
    assert not list(tmp_path.iterdir())
