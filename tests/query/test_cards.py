"""Cards: what most papers say comes first, the rest is counted, and what is unsure is hidden."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kg.model import Node
from kg.query.cards import card
from kg.query.names import resolve
from tests.query.papers import Written, store_of
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


PAPER = (
    Written(
        "Heron: Sharper Eyes", "We propose Heron. Heron uses Marsh. Heron uses Fog. Heron has 71% accuracy on Reeds."
    )
    .proposes("Heron").says("Heron", "uses", "Marsh", "uses Marsh")
    .says("Heron", "uses", "Fog", "uses Fog", confidence=0.3)
    .reports("71", "%", "accuracy", method="Heron", dataset="Reeds", kind="value")
)  # fmt: skip


@pytest.mark.parametrize("most", [None, 5])
def test_what_is_unsure_is_hidden_and_counted(tmp_path: Path, most: int | None) -> None:
    with store_of(tmp_path / "store", PAPER) as store:
        heron, graph = resolve(store, "Heron"), store
        found = card(graph, heron, most)
        assert [c.object.rpartition("/")[2] for c in found.claims if c.predicate == "uses"] == ["marsh"]
        assert found.hidden == 1
        whole = card(graph, heron, most, min_confidence=0)
        assert sorted(c.object.rpartition("/")[2] for c in whole.claims if c.predicate == "uses") == ["fog", "marsh"]
        assert whole.hidden == 0
        strict = card(graph, heron, most, min_confidence=0.95)
        assert (strict.claims, strict.numbers) == ((), ())
        assert strict.hidden == 4


def test_the_card_of_a_paper_holds_its_contributions_facts(tmp_path: Path) -> None:
    with store_of(tmp_path / "store", PAPER) as store:
        found = card(store, resolve(store, "Heron: Sharper Eyes", "paper"), 10)
    said = [(c.subject.rpartition("/")[2], c.predicate, c.object.rpartition("/")[2]) for c in found.claims]
    assert said == [("heron-sharper-eyes", "proposes", "heron"), ("heron", "uses", "marsh")]
    assert [number.text for number in found.numbers] == ["71"]
