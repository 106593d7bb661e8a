"""Comparison, lineage, conflicts, gaps, trends and communities on a few facts."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from kg.errors import KgError
from kg.export import export
from kg.query.communities import communities
from kg.query.compare import compare
from kg.query.conflicts import conflicts
from kg.query.gaps import gaps
from kg.query.lineage import lineage
from kg.query.part import cut
from kg.query.trends import trends
from tests.query.world import World


@pytest.fixture
def world() -> World:
    """Birch extends Alder, Cedar and Dogwood extend Birch, and two papers disagree on who is better."""
    world = World()
    world.paper("One", "2023")
    world.paper("Two", "2024-05")
    world.paper("Three", "2024")
    world.says("One", "paper", "proposes", "Birch")
    world.says("One", "Birch", "extends", "Alder", quote="Birch builds on Alder.")
    world.says("One", "Birch", "outperforms", "Elm", quote="Birch beats Elm.")
    world.says("One", "Birch", "addresses", "sorting")
    world.says("One", "Birch", "evaluatesOn", "Leaves")
    world.says("Two", "paper", "proposes", "Cedar")
    world.says("Two", "Cedar", "extends", "Birch")
    world.says("Two", "Elm", "outperforms", "Birch", quote="Elm is still ahead of Birch.")
    world.says("Two", "Cedar", "uses", "Yew")
    world.says("Two", "Cedar", "addresses", "sorting")
    world.says("Three", "paper", "proposes", "Dogwood")
    world.says("Three", "Dogwood", "extends", "Birch")
    world.says("Three", "Cedar", "uses", "Yew", "negated", quote="Cedar does without Yew.")
    world.says("Three", "paper", "addresses", "stacking")
    world.reports("One", "Birch", "accuracy", "91", "%", dataset="Leaves", quote="Birch has 91% accuracy on Leaves.")
    world.reports("Two", "Cedar", "accuracy", "92", "%", dataset="Leaves", quote="Cedar has 92% accuracy on Leaves.")
    return world


def test_a_comparison_lays_side_by_side_what_is_said(world: World) -> None:
    things = [world.thing("method", name) for name in ("Birch", "Cedar")]
    found = compare(world.graph(), things)
    cells = {aspect.name: [[item.text for item in cell] for cell in aspect.cells] for aspect in found.aspects}
    assert cells["addresses"] == [["sorting"], ["sorting"]]
    assert cells["extends"] == [["Alder"], ["Birch"]]
    assert cells["extends (by others)"] == [["Cedar", "Dogwood"], []]
    assert cells["outperforms"] == [["Elm"], []]
    assert cells["outperforms (by others)"] == [["Elm"], []]
    assert cells["accuracy on Leaves"] == [["91%"], ["92%"]]
    (aspect,) = [a for a in found.aspects if a.name == "outperforms"]
    assert [said.quote for said in aspect.cells[0][0].said] == ["Birch beats Elm."]
    assert all(item.said for aspect in found.aspects for cell in aspect.cells for item in cell)


def test_a_comparison_wants_different_things(world: World) -> None:
    birch = world.thing("method", "Birch")
    with pytest.raises(KgError, match="different"):
        compare(world.graph(), [birch, birch])
    with pytest.raises(KgError, match="two"):
        compare(world.graph(), [birch])


def test_a_long_cell_is_cut_and_says_so(world: World) -> None:
    for k in range(12):
        world.says("Two", "Birch", "uses", f"Part {k:02}")
    found = compare(world.graph(), [world.thing("method", name) for name in ("Birch", "Cedar")], most=5)
    (aspect,) = [a for a in found.aspects if a.name == "uses"]
    assert (len(aspect.cells[0]), aspect.left_out) == (5, (7, 0))


def test_a_lineage_is_two_trees_with_quotes(world: World) -> None:
    found = lineage(world.graph(), world.thing("method", "Birch"))
    assert [(b.label, b.said[0].quote) for b in found.extends.branches] == [("Alder", "Birch builds on Alder.")]
    assert [b.label for b in found.extended_by.branches] == ["Cedar", "Dogwood"]
    assert len(found.edges()) == 3


def test_a_lineage_ends_where_it_comes_round_again(world: World) -> None:
    world.says("Two", "Alder", "extends", "Cedar")
    world.says("Two", "Alder", "extends", "Alder")
    found = lineage(world.graph(), world.thing("method", "Birch"), depth=50)
    assert len(found.edges()) == 4
    shallow = lineage(world.graph(), world.thing("method", "Birch"), depth=1, breadth=1)
    assert (len(shallow.extended_by.branches), shallow.extended_by.left_out) == (1, 1)
    assert shallow.extended_by.branches[0].branches == ()


def test_a_lineage_is_a_graph_of_its_own(world: World, tmp_path: Path) -> None:
    graph = world.graph()
    part = cut(graph, lineage(graph, world.thing("method", "Birch")).edges())
    network = part.network()
    labels = {network.nodes[iri]["fact"].label for iri in network}
    assert labels == {"Alder", "Birch", "Cedar", "Dogwood", "One", "Two", "Three"}
    assert {key for *_, key in network.edges(keys=True)} == {"extends", "proposes"}
    assert all(edge["fact"].claims for *_, edge in network.edges(data=True))
    export(part, tmp_path / "lineage.graphml")
    assert nx.read_graphml(tmp_path / "lineage.graphml").number_of_nodes() == 7


def test_conflicts_pair_papers_that_say_opposite_things(world: World) -> None:
    found = conflicts(world.graph())
    assert [(c.kind, c.first.quote, c.second.quote) for c in found] == [
        ("the reverse", "Birch beats Elm.", "Elm is still ahead of Birch."),
        ("denied", "Cedar uses Yew, asserted.", "Cedar does without Yew."),
    ]
    assert [c.kind for c in conflicts(world.graph(), world.thing("method", "Yew"))] == ["denied"]


def test_a_paper_is_not_at_odds_with_itself() -> None:
    world = World()
    world.says("One", "Alder", "outperforms", "Elm")
    world.says("One", "Elm", "outperforms", "Alder")
    world.says("One", "Alder", "uses", "Yew")
    world.says("One", "Alder", "uses", "Yew", "negated")
    world.says("Two", "Alder", "outperforms", "Yew", "negated")
    assert conflicts(world.graph()) == ()


def test_gaps_are_the_empty_cells(world: World) -> None:
    found = gaps(world.graph())
    cells = {
        (row, column): n
        for row, line in zip(found.rows, found.cells, strict=True)
        for column, n in zip(found.columns, line, strict=True)
    }
    assert cells["sorting", "Birch"] == 2  # the paper that proposes it, and the one whose method extends it
    assert cells["sorting", "Yew"] == 1
    assert ("stacking", "Yew") in found.empty
    assert all((cells[pair] == 0) == (pair in found.empty) for pair in cells)


def test_trends_count_papers_by_year(world: World) -> None:
    every, birch = trends(world.graph(), [world.thing("method", "Birch")])
    assert every.papers == {"2023": 1, "2024": 2}
    assert birch.papers == {"2023": 1, "2024": 2}
    assert [t.label for t in trends(world.graph(), type="task", count=1)] == ["all papers", "sorting"]
    with pytest.raises(KgError, match="method"):
        trends(world.graph(), type="methd")


def test_communities_are_the_same_every_time() -> None:
    world = World()
    for group in ("north", "south"):
        for k in range(5):
            for other in range(k):
                world.says(f"{group} {k}", f"{group} {k}", "comparesWith", f"{group} {other}")
    world.says("north 1", "north 1", "uses", "south 1")
    first = communities(world.graph())
    assert first == communities(world.graph())
    assert sorted(len(c.members) for c in first) == [5, 5]
    assert {c.label.split()[0] for c in first} == {"north", "south"}
    assert communities(World().graph()) == ()
