"""What the extractor may never do, on any text; and what it reads in plain sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import extract
from kg.extract.text.polarity import polarity
from kg.extract.text.sentences import Sentence, Token, sentences, tokens
from kg.model import Extraction, Paper

CASES = [line.split("\t") for line in (Path(__file__).parent / "polarity.tsv").read_text(encoding="utf-8").splitlines()]
WORDS = st.sampled_from(
    [
        "We",
        "propose",
        "SieveSort",
        "(SS)",
        "outperforms",
        "DrumSort",
        "by",
        "3.2x",
        "×",
        "61.4%",
        "\\%",
        "$x$",
        "on",
        "CIFAR-10",
        ",",
        ".",
        "(",
        ")",
        "[1]",
        "et",
        "al.",
        "not",
        "may",
        "with",
        "from",
        "51%",
        "to",
        "55%",
        "accuracy",
        "NVIDIA",
        "A100",
        "测试",
        "😀",
        "\u200b",
        "e.g.",
        "10,000",
        "1-2",
        "–",
        "the",
        "of",
    ]
)
TEXTS = st.text(max_size=300) | st.lists(WORDS, max_size=60).map(" ".join)


def paper(abstract: str, title: str = "SieveSort: Sorting Gravel by Shaking") -> Extraction:
    return extract(Paper(title, abstract))


@given(TEXTS)
def test_tokens_and_sentences_reproduce_the_text(text: str) -> None:
    readings: list[list[Token] | list[Sentence]] = [tokens(text), sentences(text)]
    for parts in readings:
        covered: set[int] = set()
        end = 0
        for part in parts:
            assert text[part.start : part.end] == part.text
            assert part.start >= end
            end = part.end
            covered |= set(range(part.start, end))
        assert all(k in covered or text[k].isspace() for k in range(len(text)))


@pytest.mark.parametrize(("expected", "cue", "sentence"), CASES, ids=[case[2] for case in CASES])
def test_polarity(expected: str, cue: str, sentence: str) -> None:
    assert polarity(sentence, sentence.rindex(cue)) == expected


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("SieveSort achieves a 2.3x speedup over DDIM.", "2.3", "x"),
        ("SieveSort reaches 61.4% accuracy on CIFAR-10.", "61.4", "%"),
        ("SieveSort reaches an accuracy of 61.4\\% on CIFAR-10.", "61.4", "%"),
        ("SieveSort is 25$\\times$ faster than DDIM.", "25", "x"),
        ("Our SieveSort reduces latency by 15%-50% over DDIM.", "15-50", "%"),
        ("We obtain 4.17 FID with 10 steps on CIFAR-10.", "4.17", ""),
        ("Our inference latency drops to 8 ms.", "8", "ms"),
    ],
)
def test_numbers(sentence: str, value: str, unit: str) -> None:
    found = paper(f"We propose SieveSort, a sorting method. {sentence}")
    assert (value, unit) in {(result.value, result.unit) for result in found.results}


@pytest.mark.parametrize(
    "sentence",
    [
        "We use 12 datasets and 8 GPUs.",
        "In 2023 we trained for 100 epochs.",
        "We sample 5 images from 3 classes.",
    ],
)
def test_settings_are_no_results(sentence: str) -> None:
    assert paper(f"We propose SieveSort, a sorting method. {sentence}").results == ()


def test_what_a_plain_abstract_says() -> None:
    found = paper(
        "We propose SieveSort, a diffusion model for image generation. SieveSort outperforms DDIM on CIFAR-10 and "
        "runs on an NVIDIA A100."
    )
    names = {entity.id: entity.name for entity in found.entities}
    said = {(relation.predicate, names[relation.object]) for relation in found.relations}
    assert {
        ("proposes", "SieveSort"), ("addresses", "image generation"), ("outperforms", "DDIM"),
        ("evaluatesOn", "CIFAR-10"), ("runsOn", "NVIDIA A100"),
    } <= said  # fmt: skip


def test_what_another_clause_names_is_not_beaten() -> None:
    text = (
        "We propose SieveSort. SieveSort does not improve over DDIM on CIFAR-10, where little is left for quantization."
    )
    said = extract(Paper("On Sorting Pebbles", text), "default")
    names = {entity.id: entity.name for entity in said.entities}
    beaten = {(names[r.object], r.polarity) for r in said.relations if r.predicate == "outperforms"}
    assert beaten <= {("DDIM", "negated")}


@pytest.mark.parametrize(
    ("sentence", "proposed"),
    [
        ("We propose SieveSort, which extends quicksort.", {"SieveSort"}),
        ("We propose a novel Stable Diffusion (SD) module called SieveSort.", {"SieveSort"}),
        ("We present a Transformer for pebbles, and we call it SieveSort.", {"SieveSort"}),
    ],
)
@pytest.mark.parametrize("extractor", ["rules", "default"])
def test_what_a_paper_brings_itself(extractor: str, sentence: str, proposed: set[str]) -> None:
    said = extract(Paper("On Sorting Pebbles", f"{sentence} SieveSort outperforms DDIM on CIFAR-10."), extractor)
    assert {entity.name for entity in said.entities if entity.role == "proposed"} == proposed


def test_what_a_number_needs_is_named_and_its_parts_are_not() -> None:
    text = "We propose SieveSort. On Stable Diffusion, SieveSort achieves a 2.3x speedup over DDIM."
    said = extract(Paper("SieveSort: Sieving Diffusion", text), "default")
    names = {entity.id: entity.name for entity in said.entities}
    (result,) = said.results
    assert (names[result.dataset or ""], names[result.baseline or ""]) == ("Stable Diffusion", "DDIM")
    mentions = {mention.text: mention.start for entity in said.entities for mention in entity.mentions}
    assert mentions.get("Diffusion", -1) != text.index("Diffusion")


def test_what_the_paper_extends_is_extended_by_nothing_else_it_names() -> None:
    text = "Transformers sort pebbles. We propose a variant of SGD for training. Adam is compared on PebbleNet."
    said = extract(Paper("Sorting with Transformers", text), "default")
    own = {entity.id for entity in said.entities if entity.role == "proposed"} | {"paper"}
    extending = {relation.subject for relation in said.relations if relation.predicate == "extends"}
    assert extending
    assert extending <= own


def test_long_and_short_form_are_one_thing() -> None:
    found = paper("We study denoising diffusion implicit models (DDIM). DDIM is fast.", "On samplers")
    (entity,) = [e for e in found.entities if "DDIM" in e.names]
    assert "denoising diffusion implicit models" in entity.names


def test_a_very_long_text_is_read() -> None:
    assert paper("We propose SieveSort. It sorts gravel with 61.4% accuracy. " * 300).entities
