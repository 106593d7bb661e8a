"""Which names are one thing: by spelling, by what papers spell out, by company, and never against versions."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.link.batch import link, same
from kg.link.decisions import Decisions
from kg.model import Entity, Extraction, Facts, Mention, Node, Paper

PAIRS = Path(__file__).parent / "pairs.tsv"
SAME = (
    ("method", "Flash Attention", "FlashAttention"), ("method", "flash-attention", "FlashAttention"),
    ("method", "GANs", "GAN"), ("method", "ResNet-50", "ResNet50"), ("dataset", "Pebble10 dataset", "Pebble10"),
    ("metric", "Fréchet inception distances", "Frechet Inception Distance"),
    ("task", "image visualisation", "image visualization"),
    ("task", "super-resolution", "superresolution"), ("method", "similarity matrices", "similarity matrix"),
    ("method", "k-nearest neighbours", "K-Nearest Neighbors"), ("method", "Zeta optimizer", "Zeta"),
    ("method", "ZQX's", "ZQX"), ("method", "Zonal-Quick (ZQ) models", "zonal quick model"),
    ("method", "ZQX-generated", "ZQX"), ("method", "transformer-based models", "Transformer"),
    ("task", "gravel sorting tasks", "gravel sorting"), ("metric", "faithfulness metrics", "faithfulness"),
)  # fmt: skip
APART = (
    ("method", "ResNet-50", "ResNet-101"), ("method", "GPT-3", "GPT-4"), ("method", "GPT-3.5", "GPT-35"),
    ("method", "A*", "A"), ("method", "C++", "C"), ("dataset", "CIFAR-10", "CIFAR-100"), ("method", "YOLOv5", "YOLOv8"),
    ("method", "dynamics", "dynamic"), ("metric", "maps", "mAP"), ("metric", "F1", "macro F1"),
    ("task", "multi-task", "multi"), ("method", "3D models", "3D"), ("task", "multi-agent", "agent"),
    ("method", "diffusion model", "diffusion"), ("method", "word2vec", "word3vec"), ("metric", "precision", "recall"),
)  # fmt: skip


@pytest.mark.parametrize(("type_", "a", "b"), SAME)
def test_spellings_of_one_name(type_: str, a: str, b: str) -> None:
    assert same(type_, a, b)


@pytest.mark.parametrize(("type_", "a", "b"), APART)
def test_versions_and_other_names(type_: str, a: str, b: str) -> None:
    assert not same(type_, a, b)


def paper(number: int, *things: tuple[str, ...], type_: str = "method") -> Extraction:
    """A paper that mentions things, each under all of its names."""
    text = ". ".join(" or ".join(names) for names in things)
    entities = tuple(
        Entity(f"e{k}", type_, names[0], names,
               tuple(Mention("abstract", text.index(n), text.index(n) + len(n), n) for n in names))
        for k, names in enumerate(things)
    )  # fmt: skip
    return Extraction(Paper(f"Paper {number}", text), entities)


def bearer(facts: Facts, number: int, name: str) -> Node:
    """The node that a paper means by a name."""
    said = {entity for source, entity in facts.mentions if source.endswith(f"paper-{number}")}
    (found,) = (n for n in facts.nodes if n.iri in said and name in (n.label, *n.names))
    return found


LONG = ("Zonal Quick Xylem", "ZQX")


def test_an_acronym_alone_means_what_the_other_papers_spell_out() -> None:
    facts = link([paper(1, LONG), paper(2, LONG), paper(3, ("ZQX",))])
    node = bearer(facts, 3, "ZQX")
    assert node == bearer(facts, 1, "ZQX")
    assert node.reasons == (
        "ZQX = Zonal Quick Xylem: defined in 2 papers; so it is read where it stands alone (1 paper)",
    )


def test_an_acronym_of_two_meanings_goes_by_the_company_it_keeps() -> None:
    other = ("Zebra Quiet Xerox", "ZQX")
    papers = [
        paper(1, LONG, ("sieve",), ("gravel",)), paper(2, LONG, ("sieve",), ("gravel",)),
        paper(3, other, ("toner",), ("drum",)), paper(4, other, ("toner",), ("drum",)),
        paper(5, ("ZQX",), ("sieve",), ("gravel",)), paper(6, ("ZQX",), ("pump",)),
    ]  # fmt: skip
    facts = link(papers)
    assert bearer(facts, 5, "ZQX") == bearer(facts, 1, "ZQX")
    assert bearer(facts, 3, "ZQX") != bearer(facts, 1, "ZQX")
    assert bearer(facts, 6, "ZQX").names == ()


def test_an_acronym_with_words_that_add_nothing_is_read_as_the_acronym() -> None:
    facts = link([paper(1, LONG), paper(2, LONG), paper(3, ("ZQX-based",)), paper(4, ("ZQX", "ZQX agents"))])
    assert bearer(facts, 3, "ZQX-based") == bearer(facts, 1, "ZQX")
    assert bearer(facts, 4, "ZQX") == bearer(facts, 1, "ZQX")  # "ZQX agents" does not spell it out


def test_a_short_form_means_what_its_own_paper_spells_out() -> None:
    """One paper is enough for itself, also where title and text were read as two things."""
    text = "ZQX sorts. We present Zonal Quick Xylem (ZQX)"
    things = ("Zonal Quick Xylem", "ZQX")
    entities = tuple(
        Entity(
            f"e{k}",
            "method",
            name,
            (name,),
            (Mention("abstract", text.index(name), text.index(name) + len(name), name),),
        )
        for k, name in enumerate(things)
    )
    facts = link([Extraction(Paper("Paper 1", text), entities), paper(2, ("ZQX",))])
    assert bearer(facts, 1, "ZQX") == bearer(facts, 1, "Zonal Quick Xylem")
    assert bearer(facts, 2, "ZQX").names == ()  # for others one paper is not enough
    facts = link([paper(1, LONG, ("ZQX",))])
    assert len([node for node in facts.nodes if node.type == "method"]) == 1


def test_one_name_under_two_types_is_two_things() -> None:
    facts = link([paper(1, ("Pebbles",)), paper(2, ("Pebbles",), type_="dataset")])
    assert bearer(facts, 1, "Pebbles") != bearer(facts, 2, "Pebbles")


def test_no_decision_is_no_change() -> None:
    papers = [paper(1, LONG), paper(2, ("quicksort",))]
    assert link(papers) == link(papers, Decisions())


def test_pairs_that_people_judged() -> None:
    right = said = true = 0
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            type_, a, b, verdict = line.split("\t")[:4]
            one, ours = verdict.strip() in ("same", "1", "yes", "true"), same(type_, a, b)
            right, said, true = right + (one and ours), said + ours, true + one
    assert right / said >= 0.98
    assert right / true >= 0.85
