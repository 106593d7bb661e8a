"""What a number measures: cases as data, one sentence a line, read as a whole paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract import extract
from kg.model import Paper

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "measures.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_the_words_say_what_is_measured(text: str, expected: str) -> None:
    said = extract(Paper("Sieving Plans", f"We present Sievera. {text}"), "rules")
    names = {entity.id: entity.name for entity in said.entities}
    found = {f"{r.value} {r.unit or '-'} = {names.get(r.metric, r.metric)}" for r in said.results}
    assert found == set(expected.split("; "))
