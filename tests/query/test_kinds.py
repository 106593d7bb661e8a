"""What a number is, told from its unit and words where no extractor says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.query.kinds import reading, unit_of
from kg.query.metrics import by_name

CASES = [
    line.split("\t")
    for line in Path(__file__).with_name("kinds.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} {case[5]}")
def test_a_number_is_told_from_its_words(case: list[Any]) -> None:
    text, unit, metric, better, proposed, quote, kind, direction, refused = case
    found = reading(text, unit, quote, metric=metric, better=better, proposed=proposed == "yes")
    assert (found.kind, found.direction) == (kind, direction) or found.refused
    assert refused in found.refused
    assert bool(refused) == bool(found.refused)


def test_what_the_extractor_says_comes_first() -> None:
    assert reading("2", "x", "2x as many", kind="value").kind == "value"
    assert reading("7", "%", "No words.", kind="change", direction="up").direction == "up"
    assert reading("9", "", "above the threshold of 9", kind="value").refused
    # but a minus sign is a minus sign
    assert reading("-3", "points", "changes by -3 points", kind="change", direction="up").direction == "down"


def test_units_of_one_kind_are_one() -> None:
    assert {unit_of(unit) for unit in ("x", "×", "times", "fold")} == {"x"}
    assert {unit_of(unit) for unit in ("points", "pp", "percentage points")} == {"points"}


@pytest.mark.parametrize(
    ("metric", "better"),
    [("FID", "lower"), ("validation accuracy", "higher"), ("mean latency", "lower"), ("speed", "higher"), ("sway", "")],
)
def test_the_last_words_of_a_metric_say_which_is_better(metric: str, better: str) -> None:
    assert by_name(metric) == better
