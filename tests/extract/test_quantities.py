"""Numbers with their units in running text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.text.quantities import quantities

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "quantities.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("case", CASES, ids=[case[0][:40] for case in CASES])
def test_every_number_is_read_with_its_unit(case: list[str]) -> None:
    text, wanted = case[0], case[1] if len(case) > 1 else ""
    found = [f"{q.value} {q.unit or '-'}" for q in quantities(text)]
    assert found == [part for part in wanted.split("; ") if part]


@given(st.text(alphabet=st.sampled_from("0123456789.,-–~% xX×\\times${}toGBms/+()KMBsupby "), max_size=60))
def test_places_hold_numbers_and_do_not_overlap(text: str) -> None:
    end = 0
    for quantity in quantities(text):
        assert end <= quantity.start < quantity.end <= len(text)
        assert any(letter.isdigit() for letter in text[quantity.start : quantity.end])
        end = quantity.end


def test_a_long_row_of_digits_is_read_in_one_pass() -> None:
    assert sum(1 for _ in quantities("1 000 " * 20_000)) > 0
