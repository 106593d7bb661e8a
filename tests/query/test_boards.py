"""Boards of hand-written papers, through the real store: what may be ranked, and what not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.errors import KgError
from kg.query.leaderboard import Board, Leaderboard, leaderboard
from kg.query.names import resolve
from kg.store import Store
from tests.query.papers import Written, store_of
from tests.query.world import World

PAPERS = (
    Written(
        "Heron: Sharper Features", "We propose Heron. On MarshNet, Heron reaches 71.4% accuracy, an improvement of 2.1 "
        "points over Egret. The previous best was 69.3% accuracy by Egret. Heron needs 30% fewer FLOPs than Egret.",
        "2023-05",
    ).proposes("Heron")
    .reports("71.4", "%", "accuracy", method="Heron", dataset="MarshNet", kind="value", confidence=0.97)
    .reports("2.1", "points", "accuracy", method="Heron", dataset="MarshNet", baseline="Egret", kind="change",
             direction="up")
    .reports("69.3", "%", "accuracy", method="Egret", dataset="MarshNet", kind="value")
    .reports("30", "%", "FLOPs", method="Heron", baseline="Egret", kind="change", direction="down"),
    Written(
        "Stork: Wings for Vision", "Stork is our new backbone. It obtains 73.0% accuracy on MarshNet, 3.7 points above "
        "Egret, and is best on 7 of 9 datasets. Without pretraining, Stork loses 0.8 points against Egret. Stork uses "
        "45% fewer FLOPs than Egret.", "2024",
    ).proposes("Stork")
    .reports("73.0", "%", "accuracy", method="Stork", dataset="MarshNet", kind="value")
    .reports("3.7", "points", "accuracy", method="Stork", dataset="MarshNet", baseline="Egret", kind="change",
             direction="up")
    .reports("0.8", "points", "accuracy", method="Stork", dataset="MarshNet", baseline="Egret", kind="change",
             direction="down", condition="Without pretraining")
    .reports("7", "", "datasets", method="Stork", dataset="MarshNet", kind="count")
    .reports("45", "%", "FLOPs", method="Stork", baseline="Egret", kind="change", direction="down"),
    Written(
        "Crane Revisited", "We revisit Crane on MarshNet. Crane gets 74.9% accuracy on MarshNet. Nobody knows whose "
        "80.1% accuracy on MarshNet is.", "2022",
    )
    .reports("74.9", "%", "accuracy", method="Crane", dataset="MarshNet", kind="value", confidence=0.31)
    .reports("80.1", "%", "accuracy", dataset="MarshNet", kind="value"),
)  # fmt: skip


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Leaderboard:
    with store_of(tmp_path_factory.mktemp("boards") / "store", *PAPERS) as store:
        return leaderboard(store, metric=resolve(store, "accuracy", "metric"))


def _rows(board: Board) -> list[tuple[int | None, str, str]]:
    return [(entry.rank, entry.method, entry.text) for entry in board.entries]


def test_levels_rank_with_levels_and_a_record_is_its_owners(found: Leaderboard) -> None:
    (values,) = (board for board in found.boards if board.kind == "value")
    assert _rows(values) == [(1, "Stork", "73.0"), (2, "Heron", "71.4"), (3, "Egret", "69.3")]
    assert (values.papers, values.direction) == (2, "higher")
    assert [entry.year for entry in values.entries] == ["2024", "2023", "2023"]
    assert values.entries[1].confidence == 0.97


def test_changes_rank_with_changes_and_a_drop_is_no_gain(found: Leaderboard) -> None:
    (changes,) = (board for board in found.boards if board.kind == "change")
    assert changes.baseline == "Egret"
    assert _rows(changes) == [(1, "Stork", "+3.7"), (2, "Heron", "+2.1"), (3, "Stork", "−0.8")]


def test_what_is_unsure_is_hidden_and_counted_and_what_has_no_method_is_no_row(found: Leaderboard) -> None:
    assert found.hidden == 1
    assert [(entry.text, entry.reason) for entry in found.apart] == [("80.1", "its method is not said")]


def test_less_is_better_where_the_metric_says_so(tmp_path: Path) -> None:
    with store_of(tmp_path / "store", *PAPERS) as store:
        (board,) = leaderboard(store, metric=resolve(store, "FLOPs", "metric")).boards
    assert _rows(board) == [(1, "Stork", "−45"), (2, "Heron", "−30")]


def _numbers(path: Path, *numbers: tuple[str, str, dict[str, Any]]) -> Leaderboard:
    """The leaderboard of one metric over two papers for each number, one of a method of its own."""
    papers = []
    for k, (value, unit, slots) in enumerate(numbers):
        text = f"On Leaves, Twigs, Tree{k} has {value}{unit} sway, accuracy and speedup over Yew or Elm."
        metric = str(slots.pop("metric", "accuracy"))
        papers.append(Written(f"Paper {k}", text).reports(value, unit, metric, method=f"Tree{k}", **slots))
    with store_of(path / "store", *papers) as store:
        return leaderboard(store, metric=resolve(store, metric, "metric"))


def test_equal_numbers_share_a_rank(tmp_path: Path) -> None:
    slots = {"dataset": "Leaves", "kind": "value"}
    (board,) = _numbers(tmp_path, *((v, "%", dict(slots)) for v in ("93", "91.5", "93.0"))).boards
    assert [(entry.rank, entry.text) for entry in board.entries] == [(1, "93"), (1, "93.0"), (3, "91.5")]


def test_units_datasets_and_baselines_keep_numbers_apart(tmp_path: Path) -> None:
    change = {"kind": "change", "direction": "up", "dataset": "Leaves"}
    found = _numbers(
        tmp_path, ("93", "%", {"dataset": "Leaves", "kind": "value"}),
        ("0.93", "", {"dataset": "Leaves", "kind": "value"}), ("91", "%", {"dataset": "Twigs", "kind": "value"}),
        ("2", "points", {**change, "baseline": "Yew"}), ("3", "points", {**change, "baseline": "Elm"}),
    )  # fmt: skip
    assert found.boards == ()
    assert len(found.single) == 5


REASONS = {
    "its dataset is not said": ("90", "%", {"kind": "value"}),
    "against what is not said": ("4", "points", {"kind": "change", "direction": "up", "dataset": "Leaves"}),
    "no single number": ("15-50", "%", {"kind": "value", "dataset": "Leaves"}),
    "it counts cases": ("9", "", {"kind": "count", "dataset": "Leaves"}),
    "whether it rose or fell": ("9", "", {"kind": "change", "dataset": "Leaves", "baseline": "Yew"}),
}


@pytest.mark.parametrize("reason", REASONS)
def test_what_compares_with_nothing_says_why(tmp_path: Path, reason: str) -> None:
    found = _numbers(tmp_path, REASONS[reason])
    assert found.boards == found.single == ()
    assert reason in found.apart[0].reason


def test_of_a_metric_of_unknown_direction_nothing_is_ranked(tmp_path: Path) -> None:
    slots = {"dataset": "Leaves", "kind": "value", "metric": "sway"}
    (board,) = _numbers(tmp_path, ("3", "", dict(slots)), ("4", "", dict(slots))).boards
    assert board.direction is None
    assert {entry.rank for entry in board.entries} == {None}
    assert "not known of sway" in board.entries[0].reason
    with Store.open(tmp_path / "store") as store:
        (told,) = leaderboard(store, metric=resolve(store, "sway", "metric"), direction="lower").boards
    assert [(entry.rank, entry.method) for entry in told.entries] == [(1, "Tree0"), (2, "Tree1")]


def test_speedups_rank_over_one_baseline(tmp_path: Path) -> None:
    slots = {"dataset": "Leaves", "baseline": "Yew", "metric": "speedup", "kind": "change", "direction": "up"}
    (board,) = _numbers(tmp_path, ("2", "x", dict(slots)), ("3", "times", dict(slots))).boards
    assert [(entry.rank, entry.text, entry.unit) for entry in board.entries] == [(1, "3", "x"), (2, "2", "x")]


def test_a_task_takes_in_the_numbers_of_papers_that_address_it(tmp_path: Path) -> None:
    text = "We solve sorting with {0}. {0} has {1}% accuracy on Leaves."
    papers = [
        Written(f"Paper {name}", text.format(name, value)).says("paper", "addresses", "sorting")
        .reports(value, "%", "accuracy", method=name, dataset="Leaves", kind="value")
        for name, value in (("Alder", "90"), ("Birch", "91"))
    ]  # fmt: skip
    with store_of(tmp_path / "store", *papers) as store:
        (board,) = leaderboard(store, task=resolve(store, "sorting", "task")).boards
        assert [entry.method for entry in board.entries] == ["Birch", "Alder"]
        assert leaderboard(store).boards == (board,)


def test_variants_of_a_dataset_stand_together_on_request() -> None:
    world = World()
    for paper, method, value, dataset in (("One", "Alder", "91", "Leaves 64"), ("Two", "Birch", "93", "Leaves 256")):
        world.reports(paper, method, "accuracy", value, "%", dataset=dataset, quote=f"{value}% accuracy", kind="value")
        world.says(paper, world.thing("dataset", dataset).iri, "variantOf", world.thing("dataset", "Leaves").iri)
    store, leaves = world.graph(), world.thing("dataset", "Leaves")
    with pytest.raises(KgError, match="no paper reports"):
        leaderboard(store, dataset=leaves)
    (board,) = leaderboard(store, dataset=leaves, variants=True).boards
    assert board.dataset == "Leaves"
    assert [(entry.method, entry.dataset) for entry in board.entries] == [
        ("Birch", "Leaves 256"),
        ("Alder", "Leaves 64"),
    ]
