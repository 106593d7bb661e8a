"""Records of one work are one paper, whatever the order; different works stay apart; decisions count more."""

from __future__ import annotations

from itertools import permutations

import pytest

from kg.link.decisions import parse
from kg.link.works import Work, works
from kg.model import Paper

TITLE = "Willowgate: Fast Index Trees"
TEXT = "We propose Willowgate, an index tree."
PREPRINT = Paper(TITLE, TEXT, "a", arxiv="2301.04321", issued="2023-01-10", authors=("Ana Pérez", "Bo Li"))
BOTH = Paper("Willowgate: Fast index trees.", TEXT, "s2", "10.5555/wg.1", "2301.04321", ids=(("s2", "abc123"),))
DOI = Paper(
    "Willowgate - Fast Index Trees", TEXT + " It is fast.", "W1", "10.5555/WG.1", issued="2024", venue="TreeConf"
)
ONE = (
    (PREPRINT, BOTH), (BOTH, DOI), (PREPRINT, DOI, BOTH),
    (PREPRINT, Paper("Willowgate", TEXT, "b", "10.48550/arXiv.2301.04321")),
    (PREPRINT, Paper("{Willowgate}: {Fast} Index Trees.", TEXT, authors=("Perez, A.",), issued="2024")),
    (PREPRINT, Paper(TITLE, TEXT)),
    (Paper(TITLE, TEXT, ids=(("openalex", "W5"),)), Paper("Fast Trees", TEXT, ids=(("openalex", "w5"),))),
)  # fmt: skip
OTHERS = (
    (PREPRINT, Paper(TITLE, TEXT, arxiv="2305.00001")),
    (PREPRINT, Paper(TITLE, TEXT, "x", "10.5555/other", authors=("Cy Okafor",))),
    (PREPRINT, Paper(TITLE, TEXT, "x", "10.5555/other", issued="2015")),
    (Paper(TITLE, TEXT, "x", "10.5555/one"), Paper(TITLE, TEXT, "y", "10.5555/two")),
    (Paper("Editorial", TEXT, "x", "10.5555/one"), Paper("Editorial", TEXT, "y", arxiv="2301.04321")),
)


def found(*records: Paper, decided: str = "") -> list[Work]:
    """The works, checked to be the same for every order of the records."""
    decisions = parse(decided)
    first, *others = (works(order, decisions) for order in permutations(records))
    assert all(first == other for other in others)
    return first


@pytest.mark.parametrize("records", ONE)
def test_records_of_one_work(records: tuple[Paper, ...]) -> None:
    (work,) = found(*records)
    assert set(work.records) == set(records)


@pytest.mark.parametrize("records", OTHERS)
def test_records_of_different_works(records: tuple[Paper, ...]) -> None:
    assert len(found(*records)) == 2


def test_a_paper_knows_what_all_its_records_know() -> None:
    (work,) = found(PREPRINT, BOTH, DOI)
    paper = work.paper
    assert (paper.title, paper.abstract) == (DOI.title, DOI.abstract)  # the longest
    assert (paper.doi, paper.arxiv, paper.issued, paper.venue) == (
        "10.5555/wg.1",
        "2301.04321",
        "2023-01-10",
        "TreeConf",
    )
    assert paper.authors == PREPRINT.authors
    assert set(paper.ids) == {("s2", "abc123"), ("key", "a"), ("key", "s2")}
    assert paper.key == "W1"
    assert paper.iri == DOI.iri


def test_the_record_between_two_joins_them() -> None:
    doi = Paper("Trees that Index Fast", TEXT, "W1", "10.5555/wg.1")
    assert len(found(PREPRINT, doi)) == 2
    assert len(found(PREPRINT, doi, BOTH)) == 1


def test_decisions_join_and_part() -> None:
    other = Paper("Trees that Index Fast", TEXT, "W1", "10.5555/wg.1")
    for name in ("Trees that Index Fast", "doi:10.5555/WG.1", other.iri):
        (work,) = found(PREPRINT, other, decided=f'merge "paper:{TITLE}" "paper:{name}"')
        assert len(work.applied) == 1
    apart = found(PREPRINT, DOI, decided="split paper:arxiv:2301.04321")
    assert len(apart) == 2
    assert all(work.applied for work in apart)
    assert not any(work.applied for work in found(PREPRINT, decided="split paper:arxiv:2301.04321"))
