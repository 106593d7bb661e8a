"""Texts in pieces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.serve.marking import marked, passage_of, passages

NAMES = [("ResNet", "method"), ("ResNet-50", "method"), ("accuracy", "metric")]


def told(text: str) -> list[tuple[str, str]]:
    return [(piece.text, piece.marked) for piece in marked(text, NAMES)]


def test_names_are_marked_as_words_and_the_longer_counts() -> None:
    assert told("resnet-50 beats ResNets") == [("resnet-50", "method"), (" beats ResNets", "")]
    assert told("ResNet: ACCURACY.") == [("ResNet", "method"), (": ", ""), ("ACCURACY", "metric"), (".", "")]
    assert told("nothing") == [("nothing", "")]


@given(st.text(), st.lists(st.tuples(st.text(), st.just("method"))))
def test_the_pieces_are_the_text(text: str, names: list[tuple[str, str]]) -> None:
    assert "".join(piece.text for piece in marked(text, names)) == text


SPAN = st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda pair: (pair[0], min(40, sum(pair))))
SPANS = st.lists(SPAN.filter(lambda span: span[0] < span[1]))


@given(SPANS, SPANS)
def test_passages_are_the_text_and_every_fact_has_one(
    said: list[tuple[int, int]], names: list[tuple[int, int]]
) -> None:
    text = "".join(chr(65 + k) for k in range(40))
    found = passages(text, said, [(*span, "x") for span in names])
    assert "".join(piece.text for passage in found for piece in passage.pieces) == text
    numbers = [passage.number for passage in found if passage.number is not None]
    assert numbers == list(range(1, len(numbers) + 1))
    for start, _ in said:
        passage = next(p for p in found if p.number == passage_of(said, start))
        assert text[start] in "".join(piece.text for piece in passage.pieces)
