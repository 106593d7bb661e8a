"""The card of a hub: the first of each relation, and the number of the rest."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.model import Node
from kg.query.cards import card
from tests.query.world import World


@pytest.fixture
def hub() -> tuple[World, Node]:
    """Oak is used by twelve methods, one of them in five papers, and denied and doubted by two."""
    world = World()
    for k in range(12):
        world.says(f"Paper {k}", f"Method {k:02}", "uses", "Oak")
        world.reports(f"Paper {k}", f"Method {k:02}", "speed", str(k), baseline="Oak", quote=f"{k} times")
    for k in range(5):
        world.says(f"Other {k}", "Method 07", "uses", "Oak")
    world.says("Paper 3", "Method 20", "uses", "Oak", "negated", quote="It does without Oak.")
    world.says("Paper 4", "Oak", "extends", "Acorn", "hedged", quote="Oak may come from Acorn.")
    return world, world.thing("method", "Oak")


def test_all_is_shown_unless_less_is_asked_for(hub: tuple[World, Node]) -> None:
    world, oak = hub
    whole, wide = card(world.graph(), oak), card(world.graph(), oak, 100)
    assert (len(whole.claims), len(whole.numbers)) == (12 + 5 + 2, 12)
    assert not whole.edges_left
    assert not whole.papers_left
    assert {c.subject for c in wide.claims} == {c.subject for c in whole.claims}
    assert wide.edges_left == ()
    assert [count for *_, count in wide.papers_left] == [3]  # three of the six papers that name Method 07 are quoted


def test_what_most_papers_say_comes_first_and_the_rest_is_counted(hub: tuple[World, Node]) -> None:
    world, oak = hub
    found = card(world.graph(), oak, 4)
    asserted = Counter(c.subject.rpartition("/")[2] for c in found.claims if c.polarity == "asserted")
    assert len(asserted) == 4
    assert list(asserted) == ["method-07", "method-00", "method-01", "method-02"]
    assert found.edges_left == (("uses", False, 8),)
    assert {c.polarity for c in found.claims} == {"asserted", "negated", "hedged"}
    assert (len(found.numbers), found.numbers_left) == (4, 8)
    names = dict(found.names)
    assert all(iri in names for c in found.claims for iri in (c.subject, c.object, c.paper))
