"""What speeds a thing up: only what became faster or cheaper, for the thing and its variants."""

from __future__ import annotations

from typing import Any

import pytest

from kg.query.speedups import speedups
from tests.query.world import World

UP: dict[str, Any] = {"kind": "change", "direction": "up"}
DOWN: dict[str, Any] = {"kind": "change", "direction": "down"}


@pytest.fixture
def world() -> World:
    """Lake v2 is a variant of Lake; five papers make one of them faster."""
    world = World()
    lake, second = world.thing("method", "Lake").iri, world.thing("method", "Lake v2").iri
    world.says("Zero", second, "variantOf", lake)
    for paper, method in (("One", "Otter"), ("Two", "Heron"), ("Three", "Newt"), ("Four", "Frog"), ("Five", "Toad")):
        world.says(paper, "paper", "proposes", method)
    world.reports("One", "Otter", "speedup", "2.3", "x", baseline="Lake v2", quote="2.3x", hardware="Loom", **UP)
    world.reports("Two", "Heron", "latency", "40", "%", dataset="Ponds", quote="40% less", baseline="Lake", **DOWN)
    world.says("Three", "Newt", "uses", "Lake")
    world.reports("Three", "Newt", "throughput", "1.5", "x", quote="1.5x throughput", **UP)
    world.reports("Four", "Lake", "training cost", "30", "%", baseline="Lake", quote="30% cheaper", **DOWN)
    return world


def _found(world: World, **options: Any) -> set[tuple[str, str, str, str]]:
    found = speedups(world.graph(), world.thing("method", "Lake"), **options)
    return {(one.by, one.of, one.text, one.metric) for one in found.found}


def test_speed_that_rose_and_time_and_cost_that_fell(world: World) -> None:
    every = {
        ("Otter", "Lake v2", "2.3x", "speedup"), ("Heron", "Lake", "−40%", "latency"),
        ("Newt", "Lake", "1.5x", "throughput"), ("Frog", "Lake", "−30%", "training cost"),
    }  # fmt: skip
    assert _found(world) == every
    assert _found(world, variants=False) == {one for one in every if one[1] == "Lake"}


SLOWER: dict[str, tuple[str, str, str, dict[str, Any]]] = {
    "it became slower": ("latency", "20", "%", {"baseline": "Lake", **UP}),
    "it became better, not faster": ("accuracy", "20", "%", {"baseline": "Lake", **UP}),
    "a level is no change": ("latency", "20", "ms", {"baseline": "Lake", "kind": "value"}),
    "a count": ("speedup", "9", "", {"baseline": "Lake", "kind": "count"}),
    "it went neither way": ("latency", "20", "%", {"baseline": "Lake", "kind": "change"}),
}


@pytest.mark.parametrize("name", SLOWER)
def test_what_is_no_speedup(name: str) -> None:
    metric, value, unit, slots = SLOWER[name]
    world = World()
    world.reports("One", "Toad", metric, value, unit, quote=f"{value}{unit} of it", **slots)
    assert _found(world) == set()


def test_the_speed_of_something_else_is_not_its_own(world: World) -> None:
    world.says("Five", "Toad", "uses", "Lake")
    world.says("Five", "Toad", "uses", "River")
    world.reports("Five", "Toad", "speedup", "9", "x", baseline="River", quote="9x over River", **UP)
    world.reports("Five", "Lake", "speedup", "8", "x", baseline="Toad", quote="Lake is 8x faster than Toad", **UP)
    assert not {text for _, _, text, _ in _found(world)} & {"9x"}
