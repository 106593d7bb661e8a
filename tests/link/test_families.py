"""What is a variant of what: by name, by the vocabulary, as stated, by decision; only where the parent is named."""

from __future__ import annotations

import pytest

from kg.errors import KgError
from kg.link.batch import link
from kg.link.decisions import parse
from kg.model import Entity, Evidence, Extraction, Facts, Mention, Paper, Relation

VARIANTS = (
    ("method", "Stable Diffusion v1.5", "Stable Diffusion"), ("method", "TideNet-2", "TideNet"),
    ("method", "WillowSolver++", "WillowSolver"), ("method", "GRPX-Guard", "GRPX"),
    ("method", "U-Marten2-SSL", "U-Marten2"), ("method", "YOLOv8", "YOLO"), ("method", "Qwen2.5-7B", "Qwen2.5"),
    ("method", "AdamW", "Adam"), ("method", "DistilBERT", "BERT"), ("method", "QuT-B/16", "QuT"),
    ("method", "latent diffusion model", "diffusion model"), ("method", "Pebble Transformer", "Transformer"),
    ("dataset", "ImageNet 256×256", "ImageNet"), ("dataset", "Tiny PebbleSet", "PebbleSet"),
    ("task", "aerial gravel sorting", "gravel sorting"), ("hardware", "NV-9 80GB", "NV-9"),
)  # fmt: skip
NOT_VARIANTS = (
    ("method", "Net-2", "Net"), ("method", "CNN-LSTM", "CNN"), ("method", "LLM-Pruner", "LLM"),
    ("method", "vision language model", "language model"),
    ("method", "non autoregressive model", "autoregressive model"),
    ("method", "distillation of large language models", "large language models"), ("method", "C++", "C"),
    ("method", "gravel model", "model"), ("metric", "macro F1", "F1"), ("method", "FlashPebble", "Pebble"),
    ("task", "machine translation", "translation"), ("method", "Pebble (Gravel) 2", "Pebble (Gravel)"),
)  # fmt: skip


def paper(
    number: int, *names: str, type_: str = "method", relations: tuple[tuple[str, str, str], ...] = ()
) -> Extraction:
    """A paper that mentions things; relations are of their positions, with the words that say so."""
    text = ". ".join((*names, *(quote for *_, quote in relations)))
    entities = tuple(
        Entity(
            f"e{k}", type_, name, (name,), (Mention("abstract", text.index(name), text.index(name) + len(name), name),)
        )
        for k, name in enumerate(names)
    )
    said = []
    for subject, object_, quote in relations:
        start = text.index(quote)
        said.append(Relation(subject, "extends", object_, Evidence("abstract", start, start + len(quote), quote)))
    return Extraction(Paper(f"Paper {number}", text), entities, tuple(said))


def families(facts: Facts) -> set[tuple[str, str, str]]:
    """Labels of a variant and of what it is one of, and the reason."""
    labels = {node.iri: node.label for node in facts.nodes}
    return {(labels[c.subject], labels[c.object], c.rule) for c in facts.claims if c.predicate == "variantOf"}


@pytest.mark.parametrize(("type_", "name", "parent"), VARIANTS)
def test_a_name_says_what_a_thing_is_a_variant_of(type_: str, name: str, parent: str) -> None:
    facts = link([paper(1, name, type_=type_), paper(2, parent, type_=type_)])
    ((child, found, _),) = families(facts)
    assert (child, found) == (name, parent)


@pytest.mark.parametrize(("type_", "name", "parent"), NOT_VARIANTS)
def test_no_false_families(type_: str, name: str, parent: str) -> None:
    assert not families(link([paper(1, name, type_=type_), paper(2, parent, type_=type_)]))


def test_without_its_parent_a_thing_is_a_variant_of_nothing() -> None:
    assert not families(link([paper(1, "TideNet-2")]))


def test_the_nearest_parent_that_is_named_stands() -> None:
    papers = [paper(1, "Willow 2 Turbo"), paper(2, "Willow")]
    assert families(link(papers)) == {("Willow 2 Turbo", "Willow", "version in its name")}
    papers.append(paper(3, "Willow 2"))
    assert {(a, b) for a, b, _ in families(link(papers))} == {("Willow 2 Turbo", "Willow 2"), ("Willow 2", "Willow")}


def test_the_vocabulary_declares_families() -> None:
    assert families(link([paper(1, "Stable Diffusion"), paper(2, "latent diffusion model")])) == {
        ("Stable Diffusion", "latent diffusion model", "vocabulary")
    }
    # where nobody names the nearest, the next one up stands
    assert families(link([paper(1, "SDXL"), paper(2, "latent diffusion model")])) == {
        ("SDXL", "latent diffusion model", "vocabulary")
    }


def test_a_paper_may_state_a_variant() -> None:
    quote = "Rill is a sparse variant of Brook"
    facts = link([paper(1, "Rill", "Brook", relations=(("e0", "e1", quote),))])
    assert families(facts) == {("Rill", "Brook", "stated")}
    assert not families(link([paper(1, "Rill", "Brook", relations=(("e0", "e1", "Rill improves on Brook"),))]))


def test_decisions_declare_and_reject() -> None:
    papers = [paper(1, "TideNet-2"), paper(2, "TideNet"), paper(3, "Brook")]
    declared = link(papers, parse("variant method:TideNet method:Brook"))
    assert ("TideNet", "Brook", "decision") in families(declared)
    assert not families(link(papers, parse("reject method:TideNet-2 variantOf method:TideNet")))


def test_a_circle_of_decisions_is_one_line() -> None:
    lines = "variant method:Rill method:Brook\nvariant method:Brook method:Creek\nvariant method:Creek method:Rill"
    with pytest.raises(KgError, match="variant of itself") as caught:
        parse(lines, "decisions.txt")
    assert "\n" not in str(caught.value)
    with pytest.raises(KgError, match="two types"):
        parse("variant method:Rill dataset:Brook")
