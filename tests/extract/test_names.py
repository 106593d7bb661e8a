"""Which names are one thing, and where a name begins and ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract import extract
from kg.extract.entities.aliases import name_key
from kg.extract.entities.boundaries import whole_name
from kg.extract.text.acronyms import acronyms
from kg.extract.text.latex import plain
from kg.model import Paper


def rows(name: str) -> list[list[str]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("defined", "text"), rows("acronyms.tsv"))
def test_short_and_long_forms(defined: str, text: str) -> None:
    found = [f"{text[a.short_start : a.short_end]} = {text[a.long_start : a.long_end]}" for a in acronyms(text)]
    assert found == ([] if defined == "-" else defined.split("; "))


@pytest.mark.parametrize(("part", "whole", "text"), rows("boundaries.tsv"))
def test_a_name_keeps_its_suffix(part: str, whole: str, text: str) -> None:
    at = text.index(part)
    start, end = whole_name(text, at, at + len(part))
    assert text[start:end] == whole


@pytest.mark.parametrize("extractor", ["rules", "default"])
def test_a_version_is_another_thing(extractor: str) -> None:
    said = extract(
        Paper("SieveNet-2: Faster Sorting", "SieveNet made sorting fast. We present SieveNet-2 for gravel."), extractor
    )
    assert ["SieveNet-2"] in [list(entity.names) for entity in said.entities]
    assert all("SieveNet-2" not in entity.names or "SieveNet" not in entity.names for entity in said.entities)


def test_an_apposition_is_one_thing() -> None:
    said = extract(Paper("On Stones", "We train on the Larger Gravel Corpus, LGC. LGC holds stones."), "rules")
    assert {"LGC", "Larger Gravel Corpus"} in [set(entity.names) for entity in said.entities]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("$\\omega$-Walks", "ω-Walks"),
        ("\\textbf{Sieve}", "Sieve"),
        ("Sieve$^2$", "Sieve2"),
        ("$\\pi_{0.5}$", "π0.5"),
        ("\\mathcal{S}-Net", "S-Net"),
        ("plain_name", "plain_name"),
    ],
)
def test_latex_in_names(name: str, wanted: str) -> None:
    assert plain(name) == wanted


def test_a_name_with_and_without_latex_is_one_thing() -> None:
    assert name_key("$\\omega$-Walks") == name_key("ω-Walks")
