"""What surrounds a thing is what networkx cuts out of the whole graph."""

from __future__ import annotations

import networkx as nx
import pytest

from kg.query.around import around
from kg.store import Store
from tests.query.world import World
from tests.store.written import extraction


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    opened = Store.open(tmp_path_factory.mktemp("around") / "store", create=True)
    opened.put(extraction(number, 0) for number in range(12))
    return opened


@pytest.mark.parametrize("hops", [1, 2, 3])
def test_it_is_the_part_of_the_whole_within_those_hops(store: Store, hops: int) -> None:
    network = store.network()
    smaller = 0
    for iri in network:
        expected = nx.ego_graph(network, iri, radius=hops, undirected=True)
        found, met = around(store, iri, hops)
        assert dict(found.nodes(data="fact")) == dict(expected.nodes(data="fact"))
        assert {e[:3]: e[3] for e in found.edges(keys=True, data="fact")} == {
            e[:3]: e[3] for e in expected.edges(keys=True, data="fact")
        }
        assert met == len(expected)
        smaller += len(expected) < len(network)
    assert smaller


def test_of_too_many_the_nearest_and_most_named_are_given() -> None:
    world = World()
    for number in range(9):
        world.says(f"Paper {number}", "Hub", "uses", f"Part {number}")
    for number in range(3):
        world.says(f"More {number}", "Other", "uses", "Part 7")
    part, middle = world.graph(), world.thing("method", "Hub").iri
    found, met = around(part, middle, 2, most=2)
    assert set(found) == {middle, world.thing("method", "Part 7").iri}
    assert [key for *_, key in found.edges(keys=True)] == ["uses"]
    assert met == 10  # "Other" is further away than where they became too many


def test_what_nothing_is_said_of_stands_alone() -> None:
    world = World()
    world.says("Paper", "Tool", "uses", "Part")
    alone = world.thing("method", "Alone")
    found, met = around(world.graph(), alone.iri, 2)
    assert dict(found.nodes(data="fact")) == {alone.iri: alone}
    assert (found.number_of_edges(), met) == (0, 1)
