"""A chat model behind an address: what the text bears out is kept, whatever the service does."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.llm.grounding import grounded, parsed
from kg.model import Paper
from tests.cli.program import invoke
from tests.extract.service import Answer, Service, fails, says, serve

TITLE = "SieveSort: Sorting Gravel by Shaking"
FIRST = "We propose SieveSort, a sorter of gravel. SieveSort outperforms DrumSort by 3.5% recall on QuarrySet."
SECOND = "We study springs. DrumSort does not use springs."
GOOD: dict[str, Any] = {
    "entities": [
        {"id": "m", "type": "method", "names": ["SieveSort"], "role": "proposed"},
        {"id": "b", "type": "method", "names": ["DrumSort"], "role": None},
        {"id": "d", "type": "dataset", "names": ["QuarrySet"]},
        {"id": "r", "type": "metric", "names": ["recall"]},
    ],
    "relations": [
        {"subject": "paper", "predicate": "proposes", "object": "m", "polarity": "asserted",
         "quote": "We propose SieveSort"},
        {"subject": "paper", "predicate": "outperforms", "object": "b", "quote": "SieveSort outperforms DrumSort"},
    ],
    "results": [
        {"method": "m", "metric": "r", "value": "3.5", "unit": "%", "dataset": "d", "baseline": "b",
         "quote": "outperforms DrumSort by 3.5% recall on QuarrySet"},
    ],
}  # fmt: skip
EMPTY: dict[str, Any] = {"entities": [], "relations": [], "results": []}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test waits for the back-off meant for real services, none sees another's replies or the user's settings."""
    for name in ("KG_ENDPOINT", "KG_MODEL", "KG_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KG_BACKOFF", "0.001")
    monkeypatch.setenv("KG_ATTEMPTS", "3")
    monkeypatch.setenv("KG_TIMEOUT", "5")
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "replies"))


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    file = tmp_path / "papers.jsonl"
    records = [{"title": TITLE, "abstract": FIRST}, {"title": "On Springs", "abstract": SECOND}]
    file.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return file


def run(service: Service, papers: Path, *more: object, command: str = "extract") -> tuple[int, list[Any], list[str]]:
    """Exit status, records on standard output, lines on standard error."""
    result = invoke(
        command, papers, "--extractor", "openai-compatible", "--endpoint", service.url, "--model", "m", *more
    )
    assert "Traceback" not in result.stderr
    records = [json.loads(line) for line in result.stdout.splitlines()] if command == "extract" else []
    return result.exit_code, records, result.stderr.splitlines()


def good(_: int, question: Any) -> Answer:
    return says(GOOD if TITLE in question["messages"][-1]["content"] else EMPTY)


def first_only(content: Answer) -> Any:
    """Answers so about the first paper and plainly about the other."""
    return lambda _, question: content if TITLE in question["messages"][1]["content"] else says(EMPTY)


def test_a_well_behaved_service(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_API_KEY", "secret")
    with serve(good) as service:
        status, (record, other), lines = run(service, papers)
    assert (status, lines) == (0, [])
    assert [(e["type"], e["name"], e["role"]) for e in record["entities"]] == [
        ("method", "SieveSort", "proposed"), ("method", "DrumSort", None), ("metric", "recall", None),
        ("dataset", "QuarrySet", None),
    ]  # fmt: skip
    assert [(r["predicate"], r["polarity"]) for r in record["relations"]] == [
        ("proposes", "asserted"), ("outperforms", "asserted"),
    ]  # fmt: skip
    (result,) = record["results"]
    assert (result["value"], result["unit"], result["metric"], result["dataset"]) == ("3.5", "%", "e3", "e4")
    assert "dropped" not in record
    assert other["entities"] == []
    for part in (*record["relations"], *record["results"]):
        evidence = part["evidence"]
        assert FIRST[evidence["start"] : evidence["end"]] == evidence["quote"]
    assert service.questions[0]["temperature"] == 0
    assert service.questions[0]["seed"] == 0
    assert service.keys == ["Bearer secret"] * 2


def test_what_is_invented_is_dropped_and_counted(papers: Path) -> None:
    invented = {
        "entities": [
            *GOOD["entities"], {"id": "x", "type": "method", "names": ["GhostSort"]},
            {"id": "y", "type": "colour", "names": ["gravel"]}, {"type": "method", "names": ["method"]}, 7,
        ],
        "relations": [
            *GOOD["relations"],
            {"subject": "paper", "predicate": "uses", "object": "x", "quote": "We propose SieveSort"},
            {"subject": "paper", "predicate": "uses", "object": "b", "quote": "SieveSort uses DrumSort"},
            {"subject": "paper", "predicate": "uses", "object": "b", "quote": "We propose SieveSort"},
            {"subject": "paper", "predicate": "uses", "object": "b", "quote": "outperforms DrumSor"},
            {"subject": "paper", "predicate": "evaluatesOn", "object": "b", "quote": "outperforms DrumSort"},
            {"subject": "paper", "predicate": "likes", "object": "b", "quote": "outperforms DrumSort"},
        ],
        "results": [
            *GOOD["results"],
            {"metric": "r", "value": "5", "unit": "%", "quote": "by 3.5% recall"},
            {"metric": "r", "value": "3.5", "unit": "%", "quote": "by 3.5% recall on SandSet"},
            {"metric": "smell", "value": "3.5", "unit": "%", "quote": "by 3.5% recall"},
        ],
    }  # fmt: skip
    with serve(good) as service:
        expected = run(service, papers)[1][0]
    with serve(first_only(says(invented))) as service:
        status, (record, _), lines = run(service, papers)
    assert status == 0
    assert record.pop("dropped") == {
        "entities not named in the text": 1, "entities of an unknown type": 1,
        "entities without a name of their own": 1, "entities that are no objects": 1,
        "relations between things that are not among the entities": 1,
        "relations whose quote is not in the text": 2, "relations whose quote does not name the object": 1,
        "relations that the ontology does not allow": 1, "relations with an unknown predicate": 1,
        "results whose number is not in their quote": 1, "results whose quote is not in the text": 1,
        "results whose metric is neither in the text nor known": 1,
    }  # fmt: skip
    assert record == expected
    (line,) = lines
    assert "2 relations whose quote is not in the text" in line


@pytest.mark.parametrize(
    "wrapped",
    [
        "```json\n{}\n```",
        "Here you are:\n```\n{}\n```\nAnything else?",
        "<think>maybe {{one}}, maybe not</think>\n```json\n{}\n```",
        "Sure! {}",
    ],
)
def test_json_among_other_words(papers: Path, wrapped: str) -> None:
    with serve(first_only(says(wrapped.replace("{}", json.dumps(GOOD))))) as service:
        status, (record, _), _ = run(service, papers)
    assert status == 0
    assert len(record["relations"]) == 2
    assert len(service.questions) == 2


def test_broken_json_is_asked_for_once_more(papers: Path) -> None:
    broken = json.dumps(GOOD)[:-20]
    with serve(lambda n, q: says(broken) if n == 0 else good(n, {"messages": q["messages"][:2]})) as service:
        status, records, lines = run(service, papers)
    assert (status, len(records), lines) == (0, 2, [])
    assert len(service.questions) == 3
    assert service.questions[1]["messages"][2]["content"] == broken


BAD: dict[str, tuple[Answer, str]] = {
    "broken JSON, twice": (says('{"entities": ['), "no JSON object"),
    "a list": (says("[1, 2]"), "no JSON object"),
    "deep JSON": (says("[" * 50_000 + '{"a":' * 50_000), "no JSON object"),
    "a page": (Answer(b"<html>Welcome</html>", headers=(("Content-Type", "text/html"),)), "<html>"),
    "no choices": (Answer(b'{"choices": []}'), "no chat completion"),
    "a refusal": (Answer(b'{"choices": [{"message": {"content": null}}]}'), "no chat completion"),
    "nothing": (Answer(b""), "no chat completion"),
    "a huge reply": (Answer(b" " * (9 << 20)), "longer than 8 MiB"),
    "a broken service": (fails(500, "out of memory"), "500: out of memory"),
    "a refused question": (fails(400, "too long"), "too long"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_answer_fails_that_paper_alone(papers: Path, name: str) -> None:
    answer, word = BAD[name]
    with serve(first_only(answer)) as service:
        status, records, lines = run(service, papers)
        assert status == 1
        assert [record["title"] for record in records] == ["On Springs"]
        (line,) = lines
        assert line.startswith(f"Error: {TITLE!r} was not read: ")
        assert word in line
        assert len(line) < 500
        # the second run asks for what failed, and for nothing else
        before = len(service.questions)
        service.answer = good
        status, records, lines = run(service, papers)
        assert (status, len(records), lines) == (0, 2, [])
        assert len(service.questions) == before + 1


def test_a_slow_answer_fails_that_paper_alone(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_TIMEOUT", "0.2")
    monkeypatch.setenv("KG_ATTEMPTS", "2")
    slow = Answer(says(EMPTY).body, delay=0.6)
    with serve(first_only(slow)) as service:
        status, records, (line,) = run(service, papers)
    assert (status, len(records)) == (1, 1)
    assert "did not answer within 0.2 s after 2 attempts" in line


def test_a_busy_service_is_waited_for_as_long_as_it_asks(papers: Path) -> None:
    with serve(lambda n, q: fails(429, "slow down", Retry_After="1") if n == 0 else good(n, q)) as service:
        status, records, lines = run(service, papers)
    assert (status, len(records), lines) == (0, 2, [])
    assert service.times[1] - service.times[0] >= 1


@pytest.mark.parametrize(
    ("answer", "word", "asked"),
    [
        (fails(429, "quota spent"), "quota spent", 3),
        (fails(429, "tomorrow", Retry_After="86400"), "asks to wait 86400 s", 1),
        (fails(401, "bad key"), "KG_API_KEY", 1),
        (fails(404, "no model m"), "no model m", 1),
        (Answer(b"", 307, (("Location", "http://localhost:1/v1"),)), "http://localhost:1/v1", 1),
    ],
)
def test_a_service_that_answers_nobody_ends_the_run(papers: Path, answer: Answer, word: str, asked: int) -> None:
    with serve(lambda *_: answer) as service:
        status, records, (line,) = run(service, papers)
    assert (status, records) == (1, [])
    assert word in line
    assert TITLE in line
    assert len(service.questions) == asked


def test_no_service_at_all(papers: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    status, records, (line,) = run(Service(f"http://127.0.0.1:{port}/v1", good), papers)
    assert (status, records) == (1, [])
    assert "cannot be reached" in line


def test_the_key_is_never_shown(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_API_KEY", "sk-secret")
    with serve(lambda *_: fails(401, "the key sk-secret is wrong")) as service:
        *_, (line,) = run(service, papers)
    assert "sk-secret" not in line


def test_a_model_without_temperature_is_asked_without(papers: Path) -> None:
    def picky(n: int, question: Any) -> Answer:
        return fails(400, "unsupported: temperature") if "temperature" in question else good(n, question)

    with serve(picky) as service:
        status, records, lines = run(service, papers)
    assert (status, len(records), lines) == (0, 2, [])


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ((), "--endpoint"),
        (("--endpoint", "http://localhost:1/v1"), "--model"),
        (("--endpoint", "localhost", "--model", "m"), "'localhost'"),
        (("--endpoint", "file:///etc/passwd", "--model", "m"), "file:///etc/passwd"),
        (("--endpoint", "http://me:word@localhost/v1", "--model", "m"), "KG_API_KEY"),
    ],
)
def test_settings_that_are_no_good(papers: Path, tmp_path: Path, arguments: tuple[str, ...], word: str) -> None:
    for command, more in (("extract", ()), ("build", ("--store", tmp_path / "store"))):
        result = invoke(command, papers, "--extractor", "openai-compatible", *arguments, *more)
        assert result.exit_code == 1
        (line,) = result.stderr.splitlines()
        assert word in line
        assert not result.stdout
    assert not (tmp_path / "store").exists()


def canonical(store: Path) -> bytes:
    from kg.store import Store

    with Store.open(store) as graph:
        return graph.canonical()


def test_a_build_keeps_what_was_read_and_goes_on_where_it_stopped(papers: Path, tmp_path: Path) -> None:
    broken, whole = ("--store", tmp_path / "broken"), ("--store", tmp_path / "whole")
    with serve(first_only(fails(500))) as service:
        status, _, lines = run(service, papers, *broken, command="build")
        assert status == 1
        (line,) = lines
        assert TITLE in line
        # the second run stores the paper that failed, a third finds nothing to do
        service.answer = good
        assert run(service, papers, *broken, command="build")[::2] == (0, [])
        asked = len(service.questions)
        assert run(service, papers, *broken, command="build")[::2] == (0, [])
        # another store gets the same bytes from the replies that were kept, without asking, in several processes too
        assert run(service, papers, "--jobs", 2, *whole, command="build")[::2] == (0, [])
        assert len(service.questions) == asked
    assert canonical(tmp_path / "broken") == canonical(tmp_path / "whole")
    assert b"SieveSort" in canonical(tmp_path / "whole")


def test_a_build_tries_no_more_papers_when_nobody_is_answered(papers: Path, tmp_path: Path) -> None:
    with serve(lambda *_: fails(401)) as service:
        status, _, lines = run(service, papers, "--store", tmp_path / "store", command="build")
    assert status == 1
    assert len(lines) == 2
    assert lines[1].startswith("Error: 1 more papers were not tried")
    assert len(service.questions) == 1


WORDS = st.sampled_from(["m", "b", "paper", "method", "uses", "outperforms", "SieveSort", "DrumSort", "3.5", FIRST])
KEYS = st.sampled_from(sorted({"id", "type", "names", "role", *GOOD["relations"][0], *GOOD["results"][0]}))
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | WORDS
JSON = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner), max_leaves=20)
ENTRY = st.dictionaries(KEYS, JSON)


@settings(max_examples=60, deadline=None)
@given(st.fixed_dictionaries({kind: st.lists(ENTRY, max_size=4) | JSON for kind in GOOD}))
def test_no_claim_of_any_shape_crashes_or_gets_in_without_its_words(claimed: dict[str, Any]) -> None:
    found = grounded(Paper(TITLE, FIRST), claimed, "test")
    for entity in found.entities:
        for mention in entity.mentions:
            assert found.paper.text(mention.field)[mention.start : mention.end] == mention.text
    for evidence in (*(r.evidence for r in found.relations), *(r.evidence for r in found.results)):
        assert evidence.quote
        assert found.paper.text(evidence.field)[evidence.start : evidence.end] == evidence.quote
    assert all(result.value in result.evidence.quote for result in found.results)


@given(st.text())
def test_a_reply_of_any_shape_is_read_or_not(reply: str) -> None:
    assert parsed(reply) is None or isinstance(parsed(reply), dict)
