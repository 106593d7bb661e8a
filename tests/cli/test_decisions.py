"""What people decide: it is a line of a file, holds at once and on every build, and is undone with its line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.store import Store
from tests.cli.program import Run

PAPERS = (
    ("Sieve Sorting", "We propose SieveSort, a method for sorting gravel. SieveSort outperforms DrumSort."),
    ("Drum Sorting", "We propose DrumSort, a method for sorting pebbles. DrumSort uses quicksort."),
    ("Fast Drums", "We propose FastDrum, which extends DrumSort. FastDrum outperforms SieveSort on ImageNet."),
)
EVERYTHING = ("--min-confidence", "0")  # what is tried here is not how sure the reader is
Decide = Callable[..., None]


@pytest.fixture
def store(run: Run, tmp_path: Path) -> Path:
    lines = "".join(json.dumps({"title": title, "abstract": text}) + "\n" for title, text in PAPERS)
    (tmp_path / "papers.jsonl").write_text(lines, encoding="utf-8")
    assert run("build", tmp_path / "papers.jsonl", "--store", tmp_path / "store", *EVERYTHING).exit_code == 0
    return tmp_path / "store"


def graph(store: Path) -> bytes:
    with Store.open(store) as opened:
        return opened.canonical()


def card(run: Run, store: Path, name: str) -> dict[str, object]:
    result = run("show", name, "--store", store, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found: dict[str, object] = json.loads(result.stdout)
    return found


DECISIONS: tuple[tuple[str, ...], ...] = (
    ("merge", "SieveSort", "DrumSort"),
    ("variant", "FastDrum", "DrumSort"),
    ("split", "SieveSort"),
    ("rename", "SieveSort", "Sieve Sort the First"),
    ("retype", "ImageNet", "method"),
    ("reject", "SieveSort", "outperforms", "DrumSort"),
    ("accept", "SieveSort", "outperforms", "DrumSort"),
    ("add-missed", "Drum Sorting", "paper", "uses", "method:pebble sieve", "a method for sorting pebbles"),
)


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda decision: decision[0])
def test_a_decision_holds_at_once_on_every_build_and_no_longer_than_its_line(
    run: Run, tmp_path: Path, store: Path, decision: tuple[str, ...]
) -> None:
    before, file = graph(store), tmp_path / "store.decisions.txt"
    decided = run(*decision, "--store", store)
    assert decided.exit_code == 0, decided.stderr
    at_once = graph(store)
    assert at_once != before
    assert len(file.read_text(encoding="utf-8").splitlines()) == 2  # a comment, and the decision
    again = run("build", tmp_path / "papers.jsonl", "--store", tmp_path / "other", "--decisions", file, *EVERYTHING)
    assert again.exit_code == 0, again.stderr
    assert "applies to nothing" not in again.stderr
    assert graph(tmp_path / "other") == at_once
    assert run("verify", "--store", store).exit_code == 0
    assert run("validate", "--store", store).exit_code == 0
    file.write_text("", encoding="utf-8")
    assert run("build", tmp_path / "papers.jsonl", "--store", store, *EVERYTHING).exit_code == 0
    assert graph(store) == before


def test_a_merge_is_explained(run: Run, store: Path) -> None:
    run("merge", "SieveSort", "DrumSort", "--store", store)
    assert card(run, store, "DrumSort")["iri"] == card(run, store, "SieveSort")["iri"]
    assert "DrumSort = SieveSort: by decision" in str(card(run, store, "SieveSort")["merged"])


def test_the_graph_is_measured_by_what_was_decided(run: Run, store: Path) -> None:
    run("accept", "FastDrum", "outperforms", "SieveSort", "--store", store)
    run("reject", "SieveSort", "outperforms", "DrumSort", "--store", store)
    run(*DECISIONS[-1], "--store", store)
    table = run("score", "--store", store, "--format", "csv").stdout
    rows = {row["predicate"]: row for row in csv.DictReader(io.StringIO(table))}
    assert (rows["outperforms"]["precision"], rows["outperforms"]["recall"]) == ("0.5", "1")
    assert rows["uses"]["recall"] == "0"


def test_a_decision_that_applies_to_nothing_any_more_is_reported(run: Run, tmp_path: Path, store: Path) -> None:
    run("rename", "FastDrum", "Fastest Drum", "--store", store)
    run("remove", "Fast Drums", "--store", store)
    (tmp_path / "one.jsonl").write_text(json.dumps({"title": PAPERS[0][0], "abstract": PAPERS[0][1]}), encoding="utf-8")
    result = run("build", tmp_path / "one.jsonl", "--store", store)
    assert result.exit_code == 0
    assert "applies to nothing any more: rename method:FastDrum" in result.stderr


def test_an_edge_that_is_rejected_already_is_said_to_be(run: Run, store: Path) -> None:
    run("reject", "SieveSort", "outperforms", "DrumSort", "--store", store)
    again = run("reject", "SieveSort", "outperforms", "DrumSort", "--store", store)
    assert again.exit_code == 1
    assert "rejected already" in again.stderr


def test_a_decision_that_takes_the_ground_from_another_says_so(run: Run, store: Path) -> None:
    run("rename", "ImageNet", "The Image Net", "--store", store)
    result = run("retype", "ImageNet", "method", "--store", store)
    assert result.exit_code == 0
    assert 'applies to nothing any more: rename dataset:ImageNet "The Image Net"' in result.stderr


def test_what_is_renamed_can_still_be_decided_of(run: Run, store: Path) -> None:
    run("rename", "SieveSort", "Sieve Sort the First", "--store", store)
    merged = run("merge", "Sieve Sort the First", "DrumSort", "--store", store)
    assert merged.exit_code == 0, merged.stderr
    assert card(run, store, "DrumSort")["label"] == "Sieve Sort the First"
    again = run("rename", "DrumSort", "Drum Sort the Second", "--store", store)
    assert again.exit_code == 1
    assert "renamed already" in again.stderr


def test_a_line_has_one_way_to_be_written(run: Run, tmp_path: Path, store: Path) -> None:
    quote = "a method for\n  sorting pebbles"
    added = run("add-missed", "Drum Sorting", "paper", "kg:uses", "heapsort", quote, "--store", store)
    assert added.exit_code == 0, added.stderr
    again = run("build", tmp_path / "papers.jsonl", "--store", store)
    assert "no longer" not in again.stderr
    score = run("score", "--store", store, "--format", "json")
    assert json.loads(score.stdout)[0]["missed"] == 1


def test_a_metric_that_stands_only_with_numbers_can_be_merged(run: Run, tmp_path: Path) -> None:
    text = "We propose SieveSort. SieveSort is 3.1x faster than DrumSort. Its latency is 4 ms."
    (tmp_path / "fast.jsonl").write_text(json.dumps({"title": "Fast", "abstract": text}) + "\n", encoding="utf-8")
    run("build", tmp_path / "fast.jsonl", "--store", tmp_path / "fast", "--extractor", "rules")
    assert card(run, tmp_path / "fast", "speedup")["type"] == "metric"
    merged = run("merge", "latency", "speedup", "--store", tmp_path / "fast")
    assert merged.exit_code == 0, merged.stderr
    assert card(run, tmp_path / "fast", "speedup")["label"] == "latency"


def test_a_name_means_what_most_papers_mean_by_it(run: Run, tmp_path: Path) -> None:
    papers = [(f"Paper {n}", "We study large language models (LLMs). We use LLMs.") for n in range(3)]
    papers.append(("Odd one", "We propose LLM, a lexical lattice. LLM outperforms quicksort."))
    lines = "".join(json.dumps({"title": title, "abstract": text}) + "\n" for title, text in papers)
    (tmp_path / "llm.jsonl").write_text(lines, encoding="utf-8")
    run("build", tmp_path / "llm.jsonl", "--store", tmp_path / "llm")
    assert card(run, tmp_path / "llm", "LLM")["label"] == "large language model"


WRONG: dict[str, tuple[tuple[str, ...], str]] = {
    "unknown name": (("merge", "SieveSort", "Nothing Such"), "Nothing Such"),
    "unknown type": (("retype", "SieveSort", "metod"), "method"),
    "unknown predicate": (("reject", "SieveSort", "outperform", "DrumSort"), "outperforms"),
    "nobody says so": (("reject", "SieveSort", "uses", "DrumSort"), "no paper says"),
    "a number's predicate": (("add-missed", "Drum Sorting", "paper", "reports", "heapsort", "sort"), "reported number"),
    "an object of no such type": (("add-missed", "Drum Sorting", "paper", "uses", "dataset:Pebbles", "sort"), "method"),
    "no such quote": (("add-missed", "Drum Sorting", "paper", "uses", "heapsort", "We use heapsort"), "word for word"),
    "nothing decided": (("score",), "kg accept"),
    "a variant of itself": (("variant", "SieveSort", "sieve-sort"), "nothing is a variant of itself"),
    "one thing already": (("merge", "SieveSort", "sieve-sort"), "one method already"),
    "another type": (("merge", "SieveSort", "ImageNet"), "'ImageNet' is a dataset here, and a method is wanted"),
    "of that type already": (("retype", "ImageNet", "dataset"), "a dataset already"),
    "an empty name": (("rename", "SieveSort", " "), "empty"),
    "only the beginning of a title": (("add-missed", "Drum", "paper", "uses", "quicksort", "uses"), "'Drum Sorting'"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_decision_that_is_no_good(run: Run, tmp_path: Path, store: Path, name: str) -> None:
    arguments, says = WRONG[name]
    before = graph(store)
    result = run(*arguments, "--store", store)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert says in result.stderr
    assert graph(store) == before
    assert not (tmp_path / "store.decisions.txt").exists()


LINES = (
    *("merge method:A", 'split "method:A', "marry a b", "split A", "retype method:A cat"),
    *("reject a reports b", "add-missed t paper uses dataset:b q"),
)


@pytest.mark.parametrize("line", LINES)
def test_a_line_that_is_no_decision_is_named_by_its_number(run: Run, tmp_path: Path, store: Path, line: str) -> None:
    (tmp_path / "store.decisions.txt").write_text(f"# mine\n{line}\n", encoding="utf-8")
    result = run("build", tmp_path / "papers.jsonl", "--store", store)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "decisions.txt:2" in result.stderr


def test_what_changed_between_two_graphs(run: Run, tmp_path: Path, store: Path) -> None:
    snapshot = tmp_path / "before.nq"
    assert run("export", snapshot, "--store", store).exit_code == 0
    assert run("diff", snapshot, store).stdout.splitlines()[1:] == []
    run("merge", "SieveSort", "DrumSort", "--store", store)
    run("remove", "Fast Drums", "--store", store)
    changes = json.loads(run("diff", snapshot, store, "--format", "json").stdout)
    assert {"kind": "paper", "change": "removed", "before": "Fast Drums", "after": ""} in changes
    assert {"name"} <= {change["kind"] for change in changes if change["change"] == "merged"}
    assert any(change["kind"] == "edge" and change["change"] == "removed" for change in changes)
    assert "## Papers: 1 removed" in run("diff", snapshot, store, "--format", "markdown").stdout
    result = run("diff", tmp_path / "papers.jsonl", store)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


def test_two_stores_beside_one_another_share_no_decisions(run: Run, tmp_path: Path, store: Path) -> None:
    other = tmp_path / "other"
    run("build", tmp_path / "papers.jsonl", "--store", other, *EVERYTHING)
    before = graph(other)
    run("merge", "SieveSort", "DrumSort", "--store", store)
    again = run("build", tmp_path / "papers.jsonl", "--store", other)
    assert (graph(other), "note" in again.stderr) == (before, False)


def test_a_file_of_decisions_of_before_is_still_read_with_a_note(run: Run, tmp_path: Path, store: Path) -> None:
    (tmp_path / "decisions.txt").write_text("merge method:SieveSort method:DrumSort\n", encoding="utf-8")
    result = run("build", tmp_path / "papers.jsonl", "--store", store)
    assert "rename it to store.decisions.txt" in result.stderr
    assert card(run, store, "DrumSort")["label"] == "SieveSort"
