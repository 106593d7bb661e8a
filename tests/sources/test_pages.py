"""Pasted pages and digests in the shapes that people have: in each the same two papers."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Paper
from kg.sources import Problem, records

PAGES = sorted((Path(__file__).parent / "pages").iterdir())
SILTNET = (
    "Sand is hard to sort by colour. We propose Siltnet, which looks at every grain twice. It is 2x faster than Loam."
)
LOAM = "Loam is an old method. We measure it again on SandBench and find an accuracy of 81.5%."
FORMATS = {"bylines.txt": "listing"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page(page: Path) -> None:
    with records(page, None) as (found, content):
        papers = list(content)
    assert found.name == FORMATS.get(page.name, "digest")
    assert not [record for record in papers if isinstance(record, Problem)]
    first, second = (paper for paper in papers if isinstance(paper, Paper))
    assert first.title == "Siltnet: Sorting Sand by Colour"
    assert first.abstract == SILTNET
    assert second.title.removesuffix(" Once More").removesuffix(".") == "Loam Revisited"
    assert second.abstract.startswith(LOAM)
    text = page.read_text(encoding="utf-8")
    if "arxiv.org/abs/2401.00012" in text:
        assert second.arxiv == "2401.00012"
    if "arxiv.org/abs/2401.00011" in text:
        assert first.arxiv == "2401.00011"
    if found.name == "digest" and any(label in text for label in ("Authors", "作者")):
        assert first.authors == ("Ana Pérez", "Bo Lind")
        assert second.authors == ("Bo Lind",)
