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
from kg.query.similar import similar_papers
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


def test_a_lineage_is_in_order_of_years_and_does_not_go_back_in_time() -> None:
    world = World()
    for name, year in (("Zelkova", "2019"), ("Aspen", "2021"), ("Root", "2015"), ("Maple", "")):
        world.paper(f"{name} paper", year)
        world.says(f"{name} paper", "paper", "proposes", name)
        if name != "Root":
            world.says(f"{name} paper", name, "extends", "Root")
    world.says("Aspen paper", "Root", "extends", "Aspen")  # read the wrong way round
    world.says("Aspen paper", "Aspen", "uses", "Root")
    found = lineage(world.graph(), world.thing("method", "Root"))
    assert [(b.label, b.year) for b in found.extended_by.branches] == [
        ("Zelkova", "2019"), ("Aspen", "2021"), ("Maple", ""),
    ]  # fmt: skip
    assert found.extends.branches == ()


def test_conflicts_pair_papers_that_say_opposite_things(world: World) -> None:
    world.says("Two", "Cedar", "evaluatesOn", "Leaves")
    found = conflicts(world.graph()).found
    assert [(c.kind, c.first.quote, c.second.quote, c.data) for c in found] == [
        ("the reverse", "Birch beats Elm.", "Elm is still ahead of Birch.", ("Leaves",)),
        ("denied", "Cedar uses Yew, asserted.", "Cedar does without Yew.", ()),
    ]
    assert [c.kind for c in conflicts(world.graph(), world.thing("method", "Yew")).found] == ["denied"]


def test_who_is_better_on_other_data_or_by_another_metric_is_no_conflict() -> None:
    def world(data: tuple[str, str], metrics: tuple[str, str]) -> World:
        found = World()
        for paper, winner, loser, k in (("One", "Alder", "Elm", 0), ("Two", "Elm", "Alder", 1)):
            found.says(paper, winner, "outperforms", loser)
            found.says(paper, winner, "evaluatesOn", data[k])
            found.says(paper, winner, "measures", metrics[k])
        return found

    assert conflicts(world(("Leaves", "Leaves"), ("speed", "speed")).graph()).found
    for data, metrics in ((("Leaves", "Twigs"), ("speed", "speed")), (("Leaves", "Leaves"), ("speed", "accuracy"))):
        found = conflicts(world(data, metrics).graph())
        assert (found.found, found.other_data) == ((), 1)


def test_a_paper_is_not_at_odds_with_itself() -> None:
    world = World()
    world.says("One", "paper", "evaluatesOn", "Leaves")
    world.says("One", "Alder", "outperforms", "Elm")
    world.says("One", "Elm", "outperforms", "Alder")
    world.says("One", "Alder", "uses", "Yew")
    world.says("One", "Alder", "uses", "Yew", "negated")
    world.says("Two", "Alder", "outperforms", "Yew", "negated")
    assert conflicts(world.graph()).found == ()


def test_gaps_are_what_chance_would_have_tried_more_often() -> None:
    world = World()
    for k in range(40):
        paper = f"Paper {k}"
        world.says(paper, "paper", "addresses", "sorting" if k % 2 else "stacking")
        world.says(paper, "paper", "uses", "Alder" if k % 2 else "Birch")
        world.says(paper, "paper", "uses", "Common")
    found = gaps(world.graph())
    assert {(gap.row, gap.column, gap.together) for gap in found.found} == {
        ("sorting", "Birch", 0), ("stacking", "Alder", 0),
    }  # fmt: skip
    assert all(gap.expected == 10 and gap.chance < 0.001 for gap in found.found)
    cells = dict(zip(found.rows, found.cells, strict=True))
    assert sorted(cells["sorting"]) == [0, 20, 20]


def test_a_few_papers_have_no_gaps(world: World) -> None:
    found = gaps(world.graph())
    assert found.found == ()
    assert found.papers == 3
    with pytest.raises(KgError, match="no paper names"):
        gaps(World().graph())


def test_similar_papers_share_what_few_others_name() -> None:
    world = World()
    for k in range(30):
        world.says(f"Paper {k}", "paper", "uses", "Common")
        world.says(f"Paper {k}", "paper", "uses", f"Own {k}")
    for k in (3, 7):
        world.says(f"Paper {k}", "paper", "uses", "Rare")
    iri = world.paper("Paper 3")
    graph = world.graph()
    node = next(node for node in graph.facts().nodes if node.iri == iri)
    (found,) = similar_papers(graph, node)
    assert (found.title, found.shared) == ("Paper 7", ("Rare",))


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


def test_communities_are_named_by_what_sets_them_apart() -> None:
    world = World()
    for group in ("north", "south"):
        for k in range(6):
            paper = f"{group} {k}"
            for thing in (f"{group} star", f"{group} sea", "Everywhere"):
                world.says(paper, "paper", "uses", thing)
    found = communities(world.graph())
    assert len(found) == 2
    assert all("Everywhere" not in community.label.split(", ")[:2] for community in found)


def test_nothing_hangs_together_in_an_empty_graph() -> None:
    assert communities(World().graph()) == ()
