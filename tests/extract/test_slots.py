"""What a number was measured on, against and with: cases as data, one sentence a line, read as a whole paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract import extract
from kg.model import Paper


def cases(name: str) -> list[list[str]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


CASES, SIDES = cases("slots.tsv"), cases("sides.tsv")


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


@pytest.mark.parametrize(("text", "expected"), SIDES, ids=[text[:50] for text, _ in SIDES])
def test_whose_a_number_is(text: str, expected: str) -> None:
    said = extract(Paper("TurboNet: Fast Networks", f"We propose TurboNet. {text}"), "rules")
    names = {entity.id: entity.name for entity in said.entities}
    found = []
    for result in said.results:
        sides = (("of", result.method), ("on", result.dataset), ("over", result.baseline))
        found.append(
            " ".join((result.value, result.unit, *(f"{word} {names.get(it, it)}" for word, it in sides if it)))
        )
    assert found == expected.split("; ")
