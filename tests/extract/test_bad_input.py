"""Texts that are no prose: no crash, every offset right, nothing invented, and no longer than they are long."""

from __future__ import annotations

import time
from importlib.resources import files

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.errors import ExtractorUnavailable
from kg.extract import extract, extractor_names, version
from kg.extract.record import from_record, to_record
from kg.model import Extraction, Paper


def _runs_here(extractor: str) -> bool:
    """Whether an extractor can be used as things are: without a service, with what is installed and shipped."""
    if extractor == "default":
        return (files("kg.extract") / "weights" / "tagger.onnx").is_file()
    try:
        return bool(version(extractor))
    except ExtractorUnavailable:
        return False


OFFLINE = [name for name in extractor_names() if name != "openai-compatible" and _runs_here(name)]
PIECES = [
    "We propose SieveSort (SS), ", "which outperforms DrumSort by 3.5% ", "on CIFAR-10. ",
    "may not ", "et al. ",
    "$\\mathcal{O}(n^2)$ ", "\\textbf{SieveSort} ", "\\cite{drum2020} ", "$x \\le 2.3\\times$ ",
    "\\begin{equation} ",
    "&lt;b&gt;", "&amp; ", "&#x1F600;", "<i>SieveSort</i> ", "我们提出了一种新方法。", "测试 CIFAR-10 ",
    "Größe ", "Модель ",
    "نموذج ", "מודל ", "😀", "👩‍🔬", "\u200b", "Sieve\u200bSort ", "\ufeff", "\u202e", "e\u0301", "ﬁne-tuning ",
    "\ud800", "\udc00 ",
    "\x00", "\n\n", "\t", "\u2028", "(", ")", "[12]", "3.5%~4.5% ", "10,000 ", "1 000 ", "½ ", "٣٫٥ ", "²",
    "x" * 50, "...", "—",
]  # fmt: skip
TEXTS = (
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
    | st.text(st.characters(codec=None, exclude_categories=[]), max_size=200)
    | st.text(max_size=200)
)


def check(found: Extraction) -> None:
    """All that is said stands in the paper."""
    paper = found.paper
    ids = {entity.id for entity in found.entities}
    for entity in found.entities:
        assert entity.mentions
        assert set(entity.names) == {mention.text for mention in entity.mentions}
        for mention in entity.mentions:
            assert paper.text(mention.field)[mention.start : mention.end] == mention.text
    for evidence in (*(r.evidence for r in found.relations), *(r.evidence for r in found.results)):
        assert evidence.quote
        assert paper.text(evidence.field)[evidence.start : evidence.end] == evidence.quote
    assert {r.object for r in found.relations} <= ids
    assert {r.subject for r in found.relations} <= ids | {"paper"}
    for result in found.results:
        assert all(part in result.evidence.quote for part in result.value.split("-"))


def test_some_extractor_runs_here() -> None:
    assert "rules" in OFFLINE


@pytest.mark.parametrize("extractor", OFFLINE)
@settings(max_examples=200, deadline=None)
@example(title="\ud800", abstract="")
@given(title=TEXTS, abstract=TEXTS)
def test_any_text(extractor: str, title: str, abstract: str) -> None:
    found = extract(Paper(title, abstract), extractor)
    check(found)
    assert from_record(found.paper, to_record(found), found.extractor) == found
    assert extract(found.paper, extractor) == found


@pytest.mark.parametrize("extractor", OFFLINE)
@pytest.mark.parametrize("text", ["", " ", "\n", "\u200b", ".", "1", "%", "\ud800"])
def test_next_to_nothing_says_nothing(extractor: str, text: str) -> None:
    for title, abstract in ((text, ""), ("", text), (text, text)):
        found = extract(Paper(title, abstract), extractor)
        assert (found.entities, found.relations, found.results) == ((), (), ())


SAID = "We propose SieveSort (SS), which outperforms DrumSort by 3.5% on CIFAR-10"
LONG = {
    "prose": f"{SAID}. ", "one sentence": f"{SAID} and ", "one word": "x", "digits": "1", "signs": "(", "spaces": " ",
    "lines": "\n", "closed parentheses": "(AB) ", "names": "SieveSort ", "Chinese": "测试模型", "emoji": "😀",
    "zero width": "\u200b", "half surrogates": "\ud800", "HTML": "&lt;b&gt; &amp; ", "negations": "not without ",
    "others": "existing methods ", "clauses": "and we ",
}  # fmt: skip


@pytest.mark.parametrize("kind", LONG)
def test_a_hundred_thousand_characters_by_the_rules(kind: str) -> None:
    text = (LONG[kind] * (100_000 // len(LONG[kind]) + 1))[:100_000]
    extract(Paper("A title", SAID), "rules")  # what is read once a process is read now
    began = time.process_time()
    found = extract(Paper("SieveSort", text), "rules")
    # two seconds where little is named, more where every word is a name, twice that on a busy machine; what grew with
    # the square of the length would take many minutes
    assert time.process_time() - began < 60
    check(found)
