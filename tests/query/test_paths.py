"""Paths: the most telling first, and the same ones that networkx finds in the whole graph."""

from __future__ import annotations

from itertools import pairwise, permutations
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.errors import KgError, UnknownName
from kg.query.names import resolve
from kg.query.paths import JOINS_ALL, connections
from kg.store import Store
from tests.query.papers import Written, store_of
from tests.query.world import World
from tests.store.written import extraction

CONDITIONS: tuple[dict[str, Any], ...] = (
    {}, {"directed": True}, {"avoid": ("result",)}, {"avoid": ("metric", "uses")}, {"via": ("uses", "extends")},
)  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    opened = Store.open(tmp_path_factory.mktemp("paths") / "store", create=True)
    opened.put(extraction(number, 0) for number in range(12))
    return opened


def _expected(network: nx.MultiDiGraph, a: str, b: str, hops: int, conditions: dict[str, Any]) -> list[list[str]]:
    """All paths of so many hops, by networkx."""
    simple = nx.DiGraph() if conditions.get("directed") else nx.Graph()
    via, avoid = conditions.get("via", ()), conditions.get("avoid", ())
    for subject, object_, predicate in network.edges(keys=True):
        passed = [end for end in (subject, object_) if end not in (a, b)]
        if (via and predicate not in via) or predicate in avoid:
            continue
        if not any(network.nodes[end]["type"] in avoid for end in passed):
            simple.add_edge(subject, object_)
    return sorted(nx.all_simple_paths(simple, a, b, cutoff=hops)) if a in simple and b in simple else []


@pytest.mark.parametrize("conditions", CONDITIONS, ids=str)
def test_all_paths_are_found(store: Store, conditions: dict[str, Any]) -> None:
    network = store.network()
    nodes = sorted(iri for iri in network if "/method/" in iri or "/dataset/" in iri)
    checked = 0
    for a, b in list(permutations(nodes, 2))[::7]:
        expected = _expected(network, a, b, 3, conditions)
        if not expected:
            with pytest.raises(KgError, match="no path"):
                connections(store, a, b, max_hops=3, allow=JOINS_ALL, **conditions)
            continue
        found = connections(store, a, b, max_hops=3, k=None, allow=JOINS_ALL, **conditions)
        assert sorted([node.iri for node in path.nodes] for path in found) == expected
        for path in found:
            for (start, end), edge in zip(pairwise(path.nodes), path.edges, strict=True):
                assert {edge.subject, edge.object} == {start.iri, end.iri}
                assert edge.claims
                assert network.has_edge(edge.subject, edge.object, edge.predicate)
        checked += 1
    assert checked


def test_metrics_hardware_and_hubs_are_passed_only_when_allowed() -> None:
    world = World()
    for end in ("Alder", "Birch"):
        world.says(f"{end} paper", end, "measures", "speed")
        world.says(f"{end} paper", end, "runsOn", "Loom")
        world.says(f"{end} paper", end, "uses", "Hub")
    for number in range(30):
        world.says(f"Paper {number}", f"Other {number}", "uses", "Hub")
    world.says("Bridge paper", "Alder", "uses", "Cedar")
    world.says("Bridge paper", "Cedar", "extends", "Dogwood")
    world.says("Bridge paper", "Birch", "uses", "Dogwood")
    graph, ends = world.graph(), (world.thing("method", "Alder").iri, world.thing("method", "Birch").iri)

    def ways(**options: Any) -> list[list[str]]:
        return [[node.label for node in path.nodes[1:-1]] for path in connections(graph, *ends, k=9, **options)]

    assert ways() == [["Cedar", "Dogwood"]]
    assert ways(allow=("metric",)) == [["speed"], ["Cedar", "Dogwood"]]
    assert ways(allow=("hardware",)) == [["Loom"], ["Cedar", "Dogwood"]]
    assert ways(allow=("hub",))[-1] == ["Hub"]  # it says least of all
    with pytest.raises(KgError, match=r"through what joins anything with anything .*--allow hub"):
        ways(max_hops=2, avoid=("metric", "hardware"))
    # what cannot be passed may still be an end
    loom = world.thing("hardware", "Loom").iri
    assert len(connections(graph, ends[0], loom, k=1)[0].edges) == 1


def test_sure_edges_come_before_unsure_ones_and_unsure_ones_not_at_all(tmp_path: Path) -> None:
    text = "Alder uses Cedar. Cedar uses Birch. Alder uses Dogwood. Dogwood uses Birch."
    paper = Written("Four Trees", text)
    for subject, object_, confidence in (
        ("Alder", "Cedar", 0.6), ("Cedar", "Birch", 0.95), ("Alder", "Dogwood", 0.9), ("Dogwood", "Birch", 0.9),
    ):  # fmt: skip
        paper.says(subject, "uses", object_, f"{subject} uses {object_}", confidence=confidence)
    with store_of(tmp_path / "store", paper) as store:
        ends = resolve(store, "Alder").iri, resolve(store, "Birch").iri

        def through(**options: Any) -> list[str]:
            return [path.nodes[1].label for path in connections(store, *ends, k=9, max_hops=2, **options)]

        assert through() == ["Dogwood", "Cedar"]
        assert through(min_confidence=0.8) == ["Dogwood"]


def test_a_question_that_is_none_is_refused(store: Store) -> None:
    one = resolve(store, "quicksort").iri
    with pytest.raises(KgError, match="two different"):
        connections(store, one, one)
    wrong: tuple[dict[str, Any], ...] = ({"via": ("usess",)}, {"avoid": ("metrics",)}, {"allow": ("methods",)})
    for options in wrong:
        with pytest.raises(UnknownName):
            connections(store, one, resolve(store, "ImageNet").iri, **options)
