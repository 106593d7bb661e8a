"""The way from GLiNER's names to an extraction; the model itself is not here to be tested."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from kg.extract.extractors.gliner import read
from kg.model import Paper
from tests.cli.program import invoke

KNOWN = {"SieveSort": "method", "DrumSort": "method", "gravel sorting": "task", "recall": "metric"}


class Finder:
    """Answers as GLiNER does, for words it knows beforehand."""

    def predict_entities(self, text: str, labels: list[str], threshold: float) -> Sequence[Mapping[str, Any]]:
        assert set(KNOWN.values()) <= set(labels)
        found = ((text.find(name), name, label) for name, label in KNOWN.items())
        return [
            {"start": at, "end": at + len(name), "text": name, "label": label, "score": threshold + 0.25}
            for at, name, label in found
            if at >= 0
        ]


def test_names_become_entities_and_our_rules_read_the_rest() -> None:
    paper = Paper("SieveSort: Shaking", "We propose SieveSort for gravel sorting. SieveSort outperforms DrumSort.")
    found = read(paper, Finder(), "gliner test")
    assert [(e.type, e.name, e.role, e.confidence) for e in found.entities] == [
        ("method", "SieveSort", "proposed", 0.75), ("task", "gravel sorting", None, 0.75),
        ("method", "DrumSort", None, 0.75),
    ]  # fmt: skip
    names = {entity.id: entity.name for entity in found.entities}
    assert ("outperforms", "DrumSort") in {(r.predicate, names[r.object]) for r in found.relations}
    for entity in found.entities:
        for mention in entity.mentions:
            assert paper.text(mention.field)[mention.start : mention.end] == mention.text


def test_a_sentence_longer_than_the_model_reads_is_given_in_parts() -> None:
    paper = Paper("Stones", "stone " * 1000 + "and SieveSort")
    assert [entity.name for entity in read(paper, Finder(), "gliner test").entities] == ["SieveSort"]


@pytest.mark.skipif(find_spec("gliner") is not None, reason="GLiNER is installed")
def test_where_it_is_not_installed_one_line_says_how_to_install_it(tmp_path: Path) -> None:
    papers = tmp_path / "papers.jsonl"
    papers.write_text('{"title": "SieveSort", "abstract": "We propose SieveSort."}\n', encoding="utf-8")
    result = invoke("extract", papers, "--extractor", "gliner", "--model", tmp_path)
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert "pip install 'paperkg[gliner]'" in line
