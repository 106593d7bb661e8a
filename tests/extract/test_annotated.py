"""The annotated abstracts are sound, and the extractors read them no worse than they did."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from benchmarks.accuracy import extracted
from benchmarks.scoring.check import KINDS, check
from benchmarks.scoring.papers import read
from benchmarks.scoring.tally import Tally, added, tally

HERE = Path(__file__).parent
ANNOTATED = HERE / "annotated.jsonl"
RECORDS = [json.loads(line) for line in ANNOTATED.read_text(encoding="utf-8").splitlines()]
FLOORS = [line.split("\t") for line in (HERE / "floors.tsv").read_text(encoding="utf-8").splitlines() if line[0] != "#"]
CONTRIBUTING = (HERE.parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_the_annotations_are_of_the_format_and_quote_their_texts() -> None:
    assert list(check(ANNOTATED)) == []


def test_there_are_enough_of_every_sort() -> None:
    assert len(RECORDS) >= 60
    lengths = [len(record["abstract"].split()) for record in RECORDS]
    assert min(lengths) < 60
    assert max(lengths) > 180
    predicates = Counter(predicate for record in RECORDS for _, predicate, _ in record["relations"])
    kinds = Counter(result["kind"] for record in RECORDS for result in record["results"])
    assert min(predicates.values()) >= 20
    assert len(predicates) >= 9
    assert min(kinds[kind] for kind in KINDS) >= 20


def test_what_the_abstracts_show_is_documented() -> None:
    shown = {what for record in RECORDS for what in record["shows"]}
    assert [what for what in sorted(shown) if f"`{what}`" not in CONTRIBUTING] == []


def test_the_example_of_the_documentation_is_a_right_one(tmp_path: Path) -> None:
    (block,) = re.findall(r"```json\n(.*?)```", CONTRIBUTING, flags=re.DOTALL)
    example = tmp_path / "example.jsonl"
    example.write_text(json.dumps(json.loads(re.sub(r"\n\s*", " ", block))) + "\n", encoding="utf-8")
    assert list(check(example)) == []


@cache
def scored(extractor: str) -> Tally:
    gold = read(ANNOTATED)
    return added(tally(one, said) for one, said in zip(gold, extracted(gold, extractor), strict=True))


@pytest.mark.parametrize(("extractor", "figure", "floor"), FLOORS, ids=["-".join(row[:2]) for row in FLOORS])
def test_no_figure_falls_below_its_floor(extractor: str, figure: str, floor: str) -> None:
    assert scored(extractor)[figure, ""].f1 >= float(floor)
