"""Who wins, sentence by sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.extract.text.comparisons import comparison, find_comparison
from kg.extract.text.document import document
from kg.model import Mention, Paper

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "comparisons.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def read(marked: str) -> tuple[str, list[Mention], Mention]:
    """The sentence, the mentions of SieveSort and the mention in square brackets."""
    sentence = marked.replace("[", "").replace("]", "")
    start, end = marked.index("["), marked.index("]") - 1
    own = [Mention("abstract", m.start(), m.end(), m.group()) for m in re.finditer("SieveSort", sentence)]
    return sentence, own, Mention("abstract", start, end, sentence[start:end])


@pytest.mark.parametrize(("outcome", "marked"), CASES, ids=[marked for _, marked in CASES])
def test_who_wins(outcome: str, marked: str) -> None:
    sentence, own, other = read(marked)
    assert comparison(document(Paper("", sentence)), own, other) == outcome


def test_a_denied_win_is_found_as_denied() -> None:
    sentence, own, other = read("SieveSort did not outperform [DrumSort] on GravelBench.")
    found = find_comparison(document(Paper("", sentence)), own, other)
    assert found is not None
    assert (found.outcome, found.polarity) == ("wins", "negated")
