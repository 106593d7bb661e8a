"""Texts that are no English prose: other languages, and tables that lost their lines."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.extract.text.language import is_english
from kg.extract.text.tables import in_table
from kg.model import Paper

OTHERS = {
    "de": "Wir stellen ein Sieb vor, das Kies schneller sortiert als eine Trommel und dabei nur wenig Wasser braucht.",
    "fr": "Nous présentons un tamis qui trie le gravier plus vite que les tambours et qui utilise peu d'eau.",
    "es": "Presentamos un tamiz que clasifica la grava más rápido que los tambores y que usa poca agua en la cantera.",
    "pt": "Apresentamos uma peneira que separa o cascalho mais rápido do que os tambores e que usa pouca água.",
    "it": "Presentiamo un setaccio che ordina la ghiaia più velocemente dei tamburi e che usa poca acqua nella cava.",
    "ru": "Мы представляем сито, которое сортирует гравий быстрее барабанов и требует мало воды.",
    "zh": "我们提出一种筛子，它比滚筒更快地分选砾石，而且用水很少，适合采石场。",
}
TABLE = (
    "Model Recall Speed SieveSort 91.2 14.1 DrumSort 88.0 12.9 RollSort 85.3 11.2 ShakeSort 80.1 10.0 TiltSort 79.9 9.8"
)


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS.keys())
def test_other_languages_are_told_from_english(text: str) -> None:
    assert not is_english(text)
    assert is_english("We present a sieve that sorts gravel faster than drums and needs little water in the quarry.")


def test_another_language_leaves_nothing_sure() -> None:
    text = f"{OTHERS['de']} SieveSort erreicht 91.2% Accuracy auf CIFAR-10 und ist für Kies besser als DrumSort."
    said = extract(Paper("SieveSort: ein Sieb", text), "rules")
    assert said.results == ()
    assert all(entity.confidence < 0.5 for entity in said.entities)
    assert all(relation.confidence < 0.5 for relation in said.relations)
    assert ("papers not in English", 1) in said.dropped


def test_a_flattened_table_gives_no_numbers() -> None:
    said = extract(
        Paper("SieveSort: Sorting", f"We propose SieveSort. Recall is measured on GravelBench. {TABLE}."), "rules"
    )
    assert said.results == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "SieveSort reaches 91.2%, 88.0%, 85.3%, 80.1%, 79.9% and 70.2% on six beds, respectively.",
        "Recall is 91.2 (SieveSort), 88.0 (DrumSort), 85.3 (RollSort), 80.1 (ShakeSort), 79.9 (TiltSort), 70 (Pan).",
        "It improves recall from 88.0 to 91.2 and speed from 12.9 to 14.1 and water use from 11 to 9.",
    ],
)
def test_lists_of_numbers_are_no_tables(sentence: str) -> None:
    at = sentence.index("91.2")
    assert not in_table(sentence, at, at + 4)
