"""Paths found on disk are those that networkx finds in the whole graph."""

from __future__ import annotations

from itertools import pairwise, permutations

import networkx as nx
import pytest

from kg.errors import KgError, UnknownName
from kg.query.names import resolve
from kg.query.paths import connections
from kg.query.paths import paths as in_memory
from kg.store import Store
from tests.store.written import extraction

CONDITIONS: tuple[dict[str, object], ...] = (
    {}, {"directed": True}, {"avoid": ("result",)}, {"avoid": ("metric", "uses")}, {"via": ("uses", "extends")},
)  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    opened = Store.open(tmp_path_factory.mktemp("paths") / "store", create=True)
    opened.put(extraction(number, 0) for number in range(12))
    return opened


@pytest.mark.parametrize("conditions", CONDITIONS, ids=str)
def test_all_paths_are_found_shortest_first(store: Store, conditions: dict[str, object]) -> None:
    network = store.network()
    nodes = sorted(iri for iri in network if "/method/" in iri or "/dataset/" in iri)
    checked = 0
    for a, b in list(permutations(nodes, 2))[::3]:
        try:
            expected = in_memory(network, a, b, max_hops=3, k=2_000, **conditions)  # type: ignore[arg-type]
        except KgError:
            with pytest.raises(KgError):
                connections(store, a, b, max_hops=3, **conditions)  # type: ignore[arg-type]
            continue
        found = connections(store, a, b, max_hops=3, k=None, **conditions)  # type: ignore[arg-type]
        ways = [tuple(node.iri for node in path.nodes) for path in found]
        assert sorted(ways) == sorted(tuple(node.iri for node in path.nodes) for path in expected)
        assert ways == sorted(ways, key=lambda way: (len(way), way))
        by_way = {tuple(node.iri for node in path.nodes): path for path in expected}
        assert all(by_way[way].edges == path.edges for way, path in zip(ways, found, strict=True))
        checked += 1
    assert checked


def test_a_path_around_the_hubs_passes_fewer_papers(store: Store) -> None:
    degrees = dict(nx.Graph(store.network()).degree())
    ends = resolve(store, "Frobnicator-50").iri, resolve(store, "quicksort").iri
    plain = connections(store, *ends, max_hops=4, k=None)
    around = connections(store, *ends, max_hops=4, avoid_hubs=True)[0]
    assert around in plain
    assert all(start in degrees and end in degrees for start, end in pairwise(n.iri for n in around.nodes))


def test_what_is_no_question_is_said_to_be_none(store: Store) -> None:
    one = resolve(store, "quicksort").iri
    with pytest.raises(KgError, match="two different"):
        connections(store, one, one)
    with pytest.raises(UnknownName):
        connections(store, one, resolve(store, "ImageNet").iri, via=("usess",))
