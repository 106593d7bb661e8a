"""Thresholds and curves as the program reads them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.extract.calibration import FORMAT, KEEP_NONE, calibrated, calibration, interpolated, read, summary

FILE = {
    "format": FORMAT,
    "extractor": "default 9",
    "calibration_set": {"sha256": "00", "papers": 3, "facts": 5},
    "certainty": 0.9,
    "promised_of": "each predicate, and each kind of number",
    "thresholds": {"0.05": {"uses": None, "measures": 0.9}, "0.2": {"uses": 0.7, "measures": 0.4}},
    "kept": {"0.05": {"uses": 0.0, "measures": 0.3}, "0.2": {"uses": 0.5, "measures": 0.8}},
    "curves": {"relation": [[0.2, 0.1], [0.6, 0.5]], "relation uses": [[0.5, 0.3]]},
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "calibration.json"
    made.write_text(json.dumps(FILE), encoding="utf-8")
    return made


def test_the_nearest_level_that_is_not_above_is_taken(path: Path) -> None:
    made = read(path)
    assert [made.level(error) for error in (0.05, 0.1, 0.2, 0.9)] == [0.05, 0.05, 0.2, 0.2]
    assert made.thresholds[0.05] == {"uses": KEEP_NONE, "measures": 0.9}


@pytest.mark.parametrize(("error", "told"), [(0.01, "is 0.05"), (0.0, "between 0 and 1"), (1.5, "between")])
def test_a_level_that_cannot_be_had_is_one_line(path: Path, error: float, told: str) -> None:
    with pytest.raises(KgError, match=told):
        read(path).level(error)


def test_confidence_follows_the_curve_of_its_key_else_of_its_fact(path: Path) -> None:
    lines = read(path).curves
    assert calibrated(lines, "relation", "uses", 0.9) == 0.3
    assert calibrated(lines, "relation", "extends", 0.4) == pytest.approx(0.3)
    assert calibrated(lines, "entity", "method", 0.4) == 0.4
    assert [interpolated(lines["relation"], score) for score in (0.0, 0.2, 0.6, 1.0)] == [0.1, 0.1, 0.5, 0.5]


@pytest.mark.parametrize(
    ("text", "told"), [("{", "no JSON"), ('{"format": 0}', "does not fit"), ("[]", "does not fit")]
)
def test_a_file_that_does_not_fit_is_one_line(path: Path, text: str, told: str) -> None:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KgError, match=told):
        read(path)


def test_a_missing_file_says_how_it_is_made(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"training\.calibrate"):
        read(tmp_path / "calibration.json")


def test_the_user_is_told_what_is_given_up(path: Path) -> None:
    assert summary(read(path), 0.05, "default 9") == (
        "at most 5% wrong of each predicate, and each kind of number, with certainty 90% (3 papers): "
        "keeps 30% of measures; none of uses",
    )
    assert summary(read(path), 0.05, "rules 1")[1].startswith("this was calibrated for default 9; rules 1 may be")


def test_a_calibration_comes_with_the_weights() -> None:
    made = calibration()
    assert made.extractor.startswith("default ")
    assert {"uses", "measures", "evaluatesOn"} <= set(made.thresholds[0.1])
