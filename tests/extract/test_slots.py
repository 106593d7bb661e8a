"""What a number was measured on, against and with: cases as data, one sentence a line, read as a whole paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract import extract
from kg.model import Paper

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "slots.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_the_words_say_what_fills_a_slot(text: str, expected: str) -> None:
    said = extract(Paper("Sieving Plans", f"We present Sievera. {text}"), "rules")
    names = {entity.id: entity.name for entity in said.entities}
    first = said.results[0]
    slots = {
        "dataset": first.dataset,
        "baseline": first.baseline,
        "hardware": first.hardware,
        "condition": first.condition,
    }
    found = {f"{slot} = {names.get(filler, filler)}" for slot, filler in slots.items() if filler}
    assert found == set(expected.split("; "))
