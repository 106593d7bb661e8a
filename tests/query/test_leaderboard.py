"""Only what can be compared is ranked, and what stands apart says why."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.errors import KgError
from kg.query.leaderboard import Kind, kind_of, leaderboard
from tests.query.world import World


@pytest.fixture
def world() -> World:
    world = World()
    world.thing("metric", "accuracy", "higher")
    world.thing("metric", "FID", "lower")
    for paper, method, value in (("One", "Alder", "91.5"), ("Two", "Birch", "93"), ("Three", "Cedar", "93.0")):
        world.reports(paper, method, "accuracy", value, "%", dataset="Leaves", quote=f"{method} has {value}% accuracy.")
    return world


def test_best_first_and_equals_share_a_rank(world: World) -> None:
    (board,) = leaderboard(world.graph(), metric=world.thing("metric", "accuracy")).boards
    assert [(e.rank, e.method, e.value) for e in board.entries] == [
        (1, "Birch", Decimal(93)),
        (1, "Cedar", Decimal(93)),
        (3, "Alder", Decimal("91.5")),
    ]
    assert board.direction == "higher"
    assert board.entries[2].quote == "Alder has 91.5% accuracy."
    assert board.entries[2].paper == "One"


def test_lower_is_better_where_the_metric_says_so(world: World) -> None:
    for method, value in (("Alder", "7"), ("Birch", "12.5")):
        world.reports("One", method, "FID", value, dataset="Leaves", quote=f"{method}: {value} FID", hardware="Loom")
    (board,) = leaderboard(world.graph(), metric=world.thing("metric", "FID")).boards
    assert [e.method for e in board.entries] == ["Alder", "Birch"]
    assert board.entries[0].hardware == "Loom"


APART = {
    "another unit": ({"value": "0.9", "unit": "", "dataset": "Leaves", "quote": "accuracy of 0.9"}, "unit"),
    "another dataset": ({"value": "90", "unit": "%", "dataset": "Twigs", "quote": "accuracy of 90%"}, "Twigs"),
    "no dataset": ({"value": "90", "unit": "%", "quote": "accuracy of 90%"}, "no dataset"),
    "a gain": ({"value": "4", "unit": "%", "dataset": "Leaves", "quote": "improves accuracy by 4% on Leaves"}, "gain"),
    "a parameter": ({"value": "99", "unit": "%", "dataset": "Leaves", "quote": "99% top-5 accuracy"}, "parameter"),
    "a range": ({"value": "15%-50%", "unit": "%", "dataset": "Leaves", "quote": "15%-50%"}, "single number"),
}


@pytest.mark.parametrize("name", APART)
def test_what_cannot_be_compared_stands_apart(world: World, name: str) -> None:
    slots, reason = APART[name]
    world.reports("Four", "Dogwood", "accuracy", **slots)
    found = leaderboard(world.graph(), metric=world.thing("metric", "accuracy"))
    assert [len(board.entries) for board in found.boards] == [3]
    (entry,) = found.apart
    assert (entry.rank, entry.method) == (None, "Dogwood")
    assert reason in entry.reason


def test_a_metric_of_unknown_direction_is_ranked_only_when_told(world: World) -> None:
    for method, value in (("Alder", "3"), ("Birch", "4")):
        world.reports("One", method, "sway", value, dataset="Leaves", quote=f"sway {value}")
    metric = world.thing("metric", "sway")
    found = leaderboard(world.graph(), metric=metric)
    assert found.boards == ()
    assert {entry.reason for entry in found.apart} == {"whether higher or lower is better is not known of sway"}
    (board,) = leaderboard(world.graph(), metric=metric, direction="lower").boards
    assert board.entries[0].method == "Alder"


def test_speedups_are_ranked_over_the_same_baseline_only(world: World) -> None:
    for method, value, over in (("Alder", "2", "Yew"), ("Birch", "3", "Yew"), ("Cedar", "9", "Elm")):
        world.reports("One", method, "speedup", value, "x", baseline=over, quote=f"{method}: {value}x over {over}")
    found = leaderboard(world.graph(), metric=world.thing("metric", "speedup"))
    assert [[e.method for e in board.entries] for board in found.boards] == [["Birch", "Alder"]]
    assert "baseline" in found.apart[0].reason


def test_a_task_takes_in_the_numbers_of_papers_that_address_it(world: World) -> None:
    world.says("One", "paper", "addresses", "sorting")
    world.says("Two", "paper", "proposes", "Birch")
    world.says("Two", "Birch", "addresses", "sorting")
    (board,) = leaderboard(world.graph(), task=world.thing("task", "sorting")).boards
    assert {e.method for e in board.entries} == {"Alder", "Birch"}


def test_nothing_asked_and_nothing_found(world: World) -> None:
    with pytest.raises(KgError, match="a task, a dataset or a metric"):
        leaderboard(world.graph())
    with pytest.raises(KgError, match="Twigs"):
        leaderboard(world.graph(), dataset=world.thing("dataset", "Twigs"))


@pytest.mark.parametrize(
    ("text", "unit", "quote", "kind"),
    [
        ("3.1", "x", "achieves a 3.1x speedup", "gain"),
        ("2.4", "points", "outperforming it by 2.4 points", "gain"),
        ("28", "%", "reduces memory usage by 28%", "gain"),
        ("12", "%", "a 12% relative improvement", "gain"),
        ("0.3", "%", "with less than 0.3% loss in accuracy", "loss"),
        ("61.4", "%", "reaches 61.4% pass@1", "absolute"),
        ("47.6", "%", "from 44.1% to 47.6%", "absolute"),
        ("14.0", "", "obtains 14.0 FID by 20 steps", "absolute"),
        ("7", "%", "no such figure here", "absolute"),
    ],
)
def test_gains_are_told_from_numbers_as_such(text: str, unit: str, quote: str, kind: Kind) -> None:
    assert kind_of(text, unit, quote) == kind
