"""Figures on two papers small enough to be counted by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import accuracy
from benchmarks.scoring.check import problems
from benchmarks.scoring.edges import edges
from benchmarks.scoring.names import holds, name_key, number_key, shared, unit_key
from benchmarks.scoring.numbers import Right, matches
from benchmarks.scoring.papers import Paper, paper
from benchmarks.scoring.report import Report, as_json, report

TITLE = "SieveSort: Sorting Gravel"
ABSTRACT = (
    "We propose SieveSort, which extends DrumSort. On PebbleBench, SieveSort reaches 91.5% accuracy, 2.1 points more "
    "than HeapSieve, and is 3x faster on a Corvid GPU. Sand is sorted as well."
)


def entity(id_: str, type_: str, *names: str, **more: object) -> dict[str, Any]:
    return {"id": id_, "type": type_, "names": list(names), **more}


def number(value: str, unit: str, metric: str, evidence: str, **more: object) -> dict[str, Any]:
    return {"value": value, "unit": unit, "metric": metric, "evidence": evidence, **more}


GOLD = {
    "id": "gravel",
    "title": TITLE,
    "abstract": ABSTRACT,
    "entities": [
        entity("e1", "method", "SieveSort", role="proposed"),
        entity("e2", "method", "DrumSort"),
        entity("e3", "dataset", "PebbleBench"),
        entity("e4", "metric", "accuracy"),
        entity("e5", "method", "HeapSieve"),
        entity("e6", "hardware", "Corvid GPU"),
        entity("e7", "task", "Sand is sorted", optional=True),
    ],
    "relations": [
        ["paper", "proposes", "e1"], ["e1", "extends", "e2"], ["paper", "evaluatesOn", "e3"],
        ["paper", "measures", "e4"], ["paper", "outperforms", "e5"], ["paper", "addresses", "e7"],
    ],
    "results": [
        number("91.5", "%", "e4", "SieveSort reaches 91.5% accuracy", method="e1", dataset="e3", kind="value"),
        number("2.1", "points", "e4", "2.1 points more than HeapSieve", method="e1", dataset="e3", baseline="e5",
               kind="change", direction="up"),
        number("3", "x", "speedup", "is 3x faster on a Corvid GPU", method="e1", hardware="e6", kind="change",
               direction="up"),
    ],
}  # fmt: skip

# found: SieveSort, DrumSort, PebbleBench, accuracy; missed: HeapSieve, Corvid GPU; wrong: Gravel. "Sand" is optional.
SAID = {
    "id": "gravel",
    "title": TITLE,
    "entities": [
        entity("a", "method", "the SieveSort algorithm", role="proposed", confidence=0.9),
        entity("b", "method", "DrumSort", confidence=0.8),
        entity("c", "dataset", "PebbleBench", confidence=0.7),
        entity("d", "metric", "accuracy", confidence=0.6),
        entity("e", "dataset", "Gravel", confidence=0.6),
        entity("f", "task", "Sand is sorted", confidence=0.5),
    ],
    # right: proposes, evaluatesOn; right only when folded: uses for extends; wrong: comparesWith what it extends,
    # evaluatesOn Gravel; neither: addresses what is optional; missed: measures, outperforms
    "relations": [
        {"subject": "paper", "predicate": "proposes", "object": "a", "confidence": 0.9,
         "evidence": {"quote": "We propose SieveSort"}},
        {"subject": "a", "predicate": "uses", "object": "b", "confidence": 0.8,
         "evidence": {"quote": "which extends DrumSort"}},
        {"subject": "b", "predicate": "comparesWith", "object": "b", "confidence": 0.3,
         "evidence": {"quote": "nowhere"}},
        {"subject": "paper", "predicate": "comparesWith", "object": "b", "confidence": 0.4,
         "evidence": {"quote": "2.1 points more than HeapSieve"}},
        {"subject": "a", "predicate": "evaluatesOn", "object": "c", "confidence": 0.9,
         "evidence": {"quote": "On PebbleBench"}},
        {"subject": "paper", "predicate": "evaluatesOn", "object": "e", "confidence": 0.4,
         "evidence": {"quote": "Gravel"}},
        {"subject": "paper", "predicate": "addresses", "object": "f", "confidence": 0.5,
         "evidence": {"quote": "Sand is sorted as well"}},
    ],
    "results": [
        # every slot right; the kind is wrong
        number("91.5", "%", "d", "91.5% accuracy", method="a", dataset="c", kind="count"),
        # found, with the wrong baseline
        number("2.1", "point", "d", "2.1 points", method="a", dataset="c", baseline="b", kind="change", direction="up"),
        # another name of the metric, hardware in words; a dataset that the annotator does not have
        number("3x", "times", "inference speed", "3x faster", method="a", dataset="c", hardware="the Corvid GPU",
               kind="change", direction="up"),
        number("7", "", "d", "well", kind="value"),
    ],
}  # fmt: skip
NOT_READ = {"id": "other", "title": "Other", "abstract": "On mud.", "entities": [entity("e1", "task", "mud")]}

FIGURES = {  # right, wrong, missed
    "entities": (4, 1, 3),
    "entities dataset": (1, 1, 0),
    "entities method": (2, 0, 1),
    "entities task": (0, 0, 1),
    "relations": (3, 2, 2),
    "relations (exact)": (2, 3, 3),
    "relations (exact) evaluatesOn": (1, 1, 0),
    "relations (exact) extends": (0, 0, 1),
    "results": (3, 1, 0),
    "results (full)": (2, 2, 1),
    "results (every slot)": (1, 3, 2),
    "results change": (2, 0, 0),
    "kind": (2, 1, 0),
    "slots baseline": (0, 1, 1),
    "slots dataset": (2, 1, 0),
    "slots hardware": (1, 0, 0),
    "slots method": (3, 0, 0),
}


@pytest.fixture(scope="module")
def made() -> Report:
    return report([paper(GOLD), paper(NOT_READ)], [paper(SAID)], samples=200, seed=3)


@pytest.mark.parametrize("figure", FIGURES)
def test_figures_are_what_is_counted_by_hand(made: Report, figure: str) -> None:
    found = as_json(made)["figures"][figure]
    assert (found["tp"], found["fp"], found["fn"]) == FIGURES[figure]


def test_precision_recall_and_f1(made: Report) -> None:
    found = as_json(made)["figures"]["entities"]
    assert (found["p"], found["r"]) == (4 / 5, 4 / 7)
    assert found["f1"] == pytest.approx(2 / 3)
    assert found["low"] <= found["f1"] <= found["high"]


def test_the_same_seed_gives_the_same_intervals(made: Report) -> None:
    again = report([paper(GOLD), paper(NOT_READ)], [paper(SAID)], samples=200, seed=3)
    assert again.intervals == made.intervals


def test_evidence_is_looked_at(made: Report) -> None:
    shown = dict(made.evidence)
    assert shown["quotes that stand in the text"] == (10, 11)
    # two edges to DrumSort have quotes without it, and "the SieveSort algorithm" is not what the quote calls it
    assert shown["quotes of edges that name the object"] == (4, 7)
    assert shown["quotes of edges between two named things that name both"] == (0, 1)
    assert shown["quotes of numbers that hold the value"] == (3, 4)


def test_how_much_is_kept_at_95_percent_precision(made: Report) -> None:
    # of five entities the three surest are right; the next two are said with the same confidence, and one is wrong
    assert made.kept["entity"] == 3 / 5
    # of five edges the two surest are right, the third is wrong
    assert made.kept["relation"] == 2 / 5


def test_optional_things_count_neither_way(made: Report) -> None:
    assert made.unread == 1
    assert not [fact for fact in made.facts if fact.key in ("task", "addresses")]


def test_the_annotations_themselves_are_right_in_all() -> None:
    itself = report([paper(GOLD)], [paper(GOLD)], samples=10)
    assert all(not count.wrong and not count.missed for count in itself.counts.values())


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("the Stable-Sieve models", "Stable Sieve"), ("Adam optimizer", "adam"), ("ImageNet 64×64", "ImageNet 64 ×64"),
        ("gravels", "gravel"), ("Ｆull Width", "full width"),
    ],
)  # fmt: skip
def test_names_that_are_the_same(a: str, b: str) -> None:
    assert name_key(a) == name_key(b)


@pytest.mark.parametrize(("a", "b"), [("SieveSort", "SieveSort++"), ("model", "method"), ("bus", "bu")])
def test_names_that_are_not(a: str, b: str) -> None:
    assert name_key(a) != name_key(b)


def test_numbers_units_and_shared_words() -> None:
    assert number_key("~1,200%") == number_key("1200")
    assert number_key("15–50") == "15-50"
    assert unit_key("Seconds") == unit_key("s") != unit_key("min")
    assert shared("sorting of gravel", "gravel sorting machine") == 2 / 3


@pytest.mark.parametrize(("text", "value"), [("15% to 50%", "15-50"), ("$0.38 each", "0.38"), ("a 3x gain", "3")])
def test_a_number_stands_in_a_text(text: str, value: str) -> None:
    assert holds(text, value)


@pytest.mark.parametrize(
    ("text", "value"), [("91.5%", "5"), ("91.5%", "91"), ("10,000", "10"), ("e-7", ""), ("1", "1-2")]
)
def test_part_of_a_number_is_not_it(text: str, value: str) -> None:
    assert not holds(text, value)


def test_of_two_numbers_that_are_alike_the_better_match_is_taken() -> None:
    both = {**GOLD, "results": [number("9", "%", "e4", "x", dataset="e3"), number("9", "%", "e4", "x", dataset="e5")]}
    said = {**GOLD, "results": [number("9", "%", "e4", "x", dataset="e5")]}
    (match,) = matches(paper(both), paper(said))
    assert match.right == Right.EVERY_SLOT
    assert match.wanted.slots["dataset"] == "e5"


def test_an_unknown_end_makes_an_edge_wrong_and_a_known_pair_turned_round_too() -> None:
    said = {**GOLD, "relations": [["e2", "extends", "e1"], ["e5", "uses", "e2"]]}
    assert len(edges(paper(GOLD), paper(said), exact=True).wrong()) == 2


def test_the_program_reads_predictions_and_writes_facts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold, said, facts = (tmp_path / name for name in ("gold.jsonl", "said.jsonl", "facts.jsonl"))
    gold.write_text(json.dumps(GOLD) + "\n" + json.dumps(NOT_READ) + "\n", encoding="utf-8")
    said.write_text(json.dumps(SAID) + "\n", encoding="utf-8")
    assert accuracy.main([str(gold), "--predictions", str(said), "--json", "--facts", str(facts)]) == 0
    assert json.loads(capsys.readouterr().out)["figures"]["results"]["tp"] == 3
    assert len(facts.read_text(encoding="utf-8").splitlines()) == 5 + 5 + 4
    assert accuracy.main([str(gold), "--predictions", str(said)]) == 0
    assert "entities" in capsys.readouterr().out


@pytest.mark.parametrize("line", ["{", '{"id": "x", "entities": [{"id": "e1"}]}', "[]"])
def test_a_broken_file_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(line + "\n", encoding="utf-8")
    assert accuracy.main([str(gold), "--predictions", str(gold)]) == 1
    assert capsys.readouterr().err.startswith(f"Error: {gold}:1: ")
    assert accuracy.main([str(gold), "--check"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("entities", [entity("e1", "colour", "SieveSort")], "has the type 'colour'"),
        ("entities", [entity("e1", "method", "QuickSort")], "does not have the name 'QuickSort'"),
        ("relations", [["paper", "likes", "e1"]], "no such predicate"),
        ("relations", [["paper", "uses", "e9"]], "no entity has the id e9"),
        ("relations", [["paper", "uses", "e3"]], "it goes to method, not to dataset"),
        ("relations", [["e3", "uses", "e1"]], "not from dataset"),
        ("results", [number("5", "", "e4", "91.5% accuracy", kind="value")], "does not stand"),
        ("results", [number("92", "", "e4", "91.5% accuracy", kind="value")], "does not stand in its evidence"),
        ("results", [number("91.5", "", "e4", "93% accuracy", kind="value")], "does not have the evidence"),
        ("results", [number("91.5", "", "", "91.5% accuracy", kind="value")], "has no metric"),
        ("results", [number("91.5", "", "e4", "91.5% accuracy", kind="level")], "has the kind 'level'"),
        ("results", [number("91.5", "", "e4", "91.5% accuracy", kind="change")], "has the direction None"),
        ("results", [number("91.5", "", "e4", "91.5% accuracy", dataset="Mud", kind="value")], "dataset 'Mud'"),
    ],
)
def test_the_check_says_what_is_wrong(key: str, value: list[Any], told: str) -> None:
    rest: dict[str, list[Any]] = {"relations": [], "results": []} if key == "entities" else {}
    assert any(told in problem for problem in problems({**GOLD, **rest, key: value}))


def test_the_check_passes_what_is_right() -> None:
    assert list(problems(GOLD)) == []
    assert isinstance(paper(GOLD), Paper)
