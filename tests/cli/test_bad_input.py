"""Whatever is wrong with the input: exit status 1, one line, no traceback, and the store as it was."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.program import Run, contents

GOOD = json.dumps({"title": "Sieve Sorting", "abstract": "We propose SieveSort, a method for sorting gravel."})
OTHER = json.dumps({"title": "Drum Sorting", "abstract": "We propose DrumSort, which outperforms SieveSort."})


@dataclass(frozen=True)
class Case:
    """A file that is no good, words that its line must hold, and how many of its papers are good all the same."""

    name: str
    content: bytes
    says: tuple[str, ...]
    good: int = 0


FILES = (
    Case("empty.jsonl", b"", ("empty",)),
    Case("empty.txt", b"", ("empty",)),
    Case("blank.txt", b" \n\n\t\n", ()),
    Case("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00" * 40, ()),
    Case("binary.txt", bytes(range(256)) * 8, ()),
    Case("latin.txt", "Über Größen\n\nWir schätzen Größen.\n".encode("latin-1"), ("UTF-8",)),
    Case("broken.jsonl", f'{GOOD}\n{OTHER}\n{{"title": \n'.encode(), ("3",), good=2),
    Case("untitled.jsonl", f'{GOOD}\n{{"abstract": "We propose X."}}\n{OTHER}\n'.encode(), ("2", "title"), good=2),
    Case("bare.jsonl", f'{GOOD}\n{{"title": "Alone"}}\n'.encode(), ("2", "abstract"), good=1),
    Case("number.jsonl", f"{GOOD}\n42\n".encode(), ("2",), good=1),
    Case("titled-by-number.jsonl", f'{GOOD}\n{{"title": 7, "abstract": "We."}}\n'.encode(), ("2",), good=1),
    Case("deep.jsonl", f"{GOOD}\n{'[' * 100_000}\n".encode(), ("2",), good=1),
    Case("long.jsonl", f'{GOOD}\n{{"title": "Long", "abstract": "{"x" * 10_500_000}"}}\n'.encode(), ("2",), good=1),
    Case("broken.bib", b"@article{key, title = {Open", ()),
    Case("something.json", b'{"colour": "red"}', ()),
)


def lines(errors: str) -> list[str]:
    assert "Traceback" not in errors
    return errors.splitlines()


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.name)
def test_a_file_that_is_no_good(run: Run, tmp_path: Path, case: Case) -> None:
    file = tmp_path / case.name
    file.write_bytes(case.content)
    store = tmp_path / "store"
    result = run("build", file, "--store", store)
    assert result.exit_code == 1
    (line,) = lines(result.stderr)
    assert line.startswith("Error: ")
    assert case.name in line
    assert len(line) < 400
    for word in case.says:
        assert word in line
    if not case.good:
        assert not store.exists()
        assert not result.stdout
        return
    counted = json.loads(run("stats", "--store", store, "--format", "json").stdout)
    assert {"what": "paper", "count": case.good}.items() <= next(r for r in counted if r["what"] == "paper").items()


def test_a_file_that_is_no_good_does_not_spoil_the_others(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.jsonl").write_text(GOOD + "\n", encoding="utf-8")
    (tmp_path / "bad.jsonl").write_bytes(b"")
    store = tmp_path / "store"
    result = run("build", tmp_path / "bad.jsonl", tmp_path / "good.jsonl", tmp_path / "none.txt", "--store", store)
    assert result.exit_code == 1
    assert len(lines(result.stderr)) == 2
    assert run("find", "SieveSort", "--store", store).stdout.count("SieveSort") >= 1


@pytest.mark.parametrize("case", [case for case in FILES if not case.good], ids=lambda case: case.name)
def test_a_file_that_is_no_good_leaves_the_store_as_it_was(
    run: Run, tmp_path: Path, example_store: Path, case: Case
) -> None:
    file = tmp_path / case.name
    file.write_bytes(case.content)
    before = contents(example_store)
    assert run("build", file, "--store", example_store).exit_code == 1
    assert contents(example_store) == before


QUESTIONS: dict[str, tuple[list[str], tuple[str, ...]]] = {
    "unknown thing": (["show", "Flsh Atention Zzz"], ("Flsh Atention Zzz",)),
    "unknown end of a path": (["path", "Nothing Such", "Nothing Else"], ("Nothing Such",)),
    "unknown side of a why": (["why", "Nothing Such", "Nothing Else"], ("Nothing Such",)),
    "unknown thing to view": (["view", "Nothing Such", "-o", "page.html"], ("Nothing Such",)),
    "unknown paper to remove": (["remove", "Nothing Such"], ("Nothing Such",)),
    "SPARQL that does not parse": (["query", "SELECT ?s WHERE { ?s ?p }"], ("1",)),
    "SPARQL that breaks off": (["query", "SELECT * WHERE {\n ?s ?p ?o"], ("2",)),
    "SPARQL that writes": (["query", "INSERT DATA { <http://a> <http://b> <http://c> }"], ()),
    "SPARQL that asks another machine": (["query", "SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }"], ()),
    "SPARQL from a file that is not there": (["query", "-f", "none.rq"], ("none.rq",)),
    "SPARQL update": (["query", "--update", "INSERT DATA { <http://a> <http://b> <http://c> }"], ("kg find",)),
    "SPARQL update of nothing that may be": (["query", "--update", "CLEAR ALL"], ("CLEAR", "INSERT DATA")),
    "why of the same thing twice": (["why", "CacheWeave", "cacheweave"], ("two different",)),
    "a lineage of a dataset": (["lineage", "ImageNet"], ("dataset", "method")),
    "SPARQL with an unknown predicate": (
        ["query", "SELECT * { ?a kg:outperfroms ?b }"],
        ("column 15", "kg:outperforms"),
    ),
    "SPARQL with an unknown prefix": (["query", "SELECT * { ?a skoss:note ?b }"], ("column 15", "skos:note")),
    "SPARQL that takes too long": (
        ["query", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", "0.3"],
        ("0.3 s", "--timeout"),
    ),
    "CONSTRUCT as a table of values": (["query", "CONSTRUCT WHERE { ?a kg:uses ?b }", "--format", "csv"], ("turtle",)),
    "prepared query without its parameter": (["query", "--name", "uses-of"], ("method",)),
    "prepared query with an unknown parameter": (
        ["query", "--name", "uses-of", "-p", "method=DDIM", "-p", "colour=red"],
        ("colour", "method"),
    ),
    "prepared query of an unknown thing": (["query", "--name", "uses-of", "-p", "method=DDIMM"], ("DDIM",)),
    "prepared query with a word for a number": (["query", "--name", "most-used-methods", "-p", "least=few"], ("few",)),
    "path from a thing to itself": (["path", "CacheWeave", "Cache-Weave"], ("same",)),
    "path between unconnected things": (
        ["path", "CacheWeave", "LoomRank", "--max-hops", "1"],
        ("no path", "--max-hops"),
    ),
    "comparison of a thing with itself": (["compare", "CacheWeave", "cacheweave"], ("different",)),
    "comparison with an unknown thing": (["compare", "CacheWeave", "StrideDif"], ("StrideDiff",)),
    "lineage of an unknown method": (["lineage", "StrideDif"], ("StrideDiff",)),
    "lineage in an unknown format": (["lineage", "StrideDiff", "-o", "tree.xyz"], ("xyz",)),
    "leaderboard of an unknown metric": (["leaderboard", "--metric", "FIDD"], ("FID",)),
    "leaderboard without numbers": (["leaderboard", "--metric", "FID", "--dataset", "GSM8K"], ("FID", "GSM8K")),
    "conflicts about an unknown thing": (["conflicts", "Nothing Such"], ("Nothing Such",)),
    "trends of an unknown type": (["trends", "--type", "methd"], ("method",)),
    "trends of results": (["trends", "--type", "result"], ("result", "method")),
    "export by an unknown suffix": (["export", "graph.xyz"], ("xyz",)),
    "export into a folder that is not there": (["export", "none/graph.ttl"], ("none",)),
    "page into a folder that is not there": (["view", "-o", "none/page.html"], ("none",)),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_that_is_no_good(
    run: Run, tmp_path: Path, example_store: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    arguments, says = QUESTIONS[name]
    monkeypatch.chdir(tmp_path)
    before = contents(example_store)
    result = run(*arguments, "--store", example_store)
    assert result.exit_code == 1
    (line,) = lines(result.stderr)
    assert line.startswith("Error: ")
    for word in says:
        assert word in line
    assert not result.stdout
    assert contents(example_store) == before
    assert not list(tmp_path.iterdir())


def test_a_mistyped_name_gets_the_nearest(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.jsonl").write_text(f"{GOOD}\n{OTHER}\n", encoding="utf-8")
    store = tmp_path / "store"
    assert run("build", tmp_path / "good.jsonl", "--store", store).exit_code == 0
    result = run("show", "Seive Sort", "--store", store)
    assert result.exit_code == 1
    (line,) = lines(result.stderr)
    assert "SieveSort" in line


READERS = (
    ["find", "x"], ["show", "x"], ["path", "x", "y"], ["why", "x", "y"], ["stats"], ["verify"], ["validate"],
    ["query", "ASK {}"], ["export", "graph.ttl"], ["view"], ["remove", "x"], ["leaderboard", "--metric", "x"],
    ["compare", "x", "y"], ["lineage", "x"], ["conflicts"], ["gaps"], ["trends"], ["communities"],
)  # fmt: skip


@pytest.mark.parametrize("arguments", READERS, ids=lambda arguments: arguments[0])
def test_a_folder_that_is_no_store(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.txt").write_text("a cat", encoding="utf-8")
    (tmp_path / "file").write_text("a file", encoding="utf-8")
    before = contents(tmp_path)
    for store in ("missing", "photos", "file"):
        result = run(*arguments, "--store", store)
        assert result.exit_code == 1
        (line,) = lines(result.stderr)
        assert store in line
        assert not result.stdout
    assert contents(tmp_path) == before
    assert not (tmp_path / "missing").exists()


def test_building_into_a_folder_that_is_no_store(run: Run, tmp_path: Path, examples: list[Path]) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.txt").write_text("a cat", encoding="utf-8")
    before = contents(tmp_path)
    result = run("build", examples[0], "--store", tmp_path / "photos")
    assert result.exit_code == 1
    assert len(lines(result.stderr)) == 1
    assert contents(tmp_path) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_folder_that_may_not_be_written_to(run: Run, tmp_path: Path, examples: list[Path]) -> None:
    tmp_path.chmod(0o500)
    try:
        result = run("build", examples[0], "--store", tmp_path / "store")
    finally:
        tmp_path.chmod(0o700)
    assert result.exit_code == 1
    assert len(lines(result.stderr)) == 1


def test_a_store_on_a_file_system_that_refuses(run: Run, examples: list[Path]) -> None:
    # /proc takes no folders, not even from the administrator
    result = run("build", examples[0], "--store", "/proc/kg-store")
    assert result.exit_code == 1
    assert len(lines(result.stderr)) == 1


def test_the_same_paper_twice_is_one_paper(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "twice.jsonl"
    file.write_text(f"{GOOD}\n{OTHER}\n{GOOD}\n", encoding="utf-8")
    store = tmp_path / "store"
    result = run("build", file, "--store", store)
    assert result.exit_code == 0  # no error, but said
    (line,) = lines(result.stderr)
    assert "Sieve Sorting" in line
    assert json.loads(run("query", "--store", store, "--format", "json", "ASK { }").stdout)["boolean"]
    assert len(run("find", "Sorting", "--store", store, "--format", "csv").stdout.splitlines()) >= 3


def test_a_damaged_store_is_said_to_be_one(run: Run, tmp_path: Path, example_store: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(example_store, store)
    for path in store.rglob("*"):
        if path.is_file():
            path.write_bytes(b"\x00" * min(path.stat().st_size, 64))
    result = run("stats", "--store", store)
    assert result.exit_code == 1
    assert len(lines(result.stderr)) == 1


def test_a_store_from_a_newer_kg_is_said_to_be_one(run: Run, tmp_path: Path, example_store: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(example_store, store)
    with sqlite3.connect(store / "papers.sqlite") as database:
        database.execute("PRAGMA user_version = 999")
    for arguments in READERS:
        result = run(*arguments, "--store", store)
        assert result.exit_code == 1
        (line,) = lines(result.stderr)
        assert "999" in line


def test_of_several_things_of_one_name_it_is_said_which_was_taken(run: Run, tmp_path: Path) -> None:
    papers = [
        {"title": "One", "abstract": "We propose Quarry, a method for sorting gravel."},
        {"title": "Quarry", "abstract": "We study gravel with DrumSort, which outperforms SieveSort."},
    ]
    text = "".join(json.dumps(paper) + "\n" for paper in papers)
    assert run("build", "-", "--extractor", "rules", "--store", tmp_path, standard_input=text).exit_code == 0
    result = run("lineage", "Quarry", "--store", tmp_path)  # only a method has one
    assert result.exit_code == 0
    assert "note" not in result.stderr
    result = run("compare", "Quarry", "DrumSort", "--store", tmp_path)
    assert result.exit_code == 0
    (line,) = lines(result.stderr)
    assert "'Quarry' is taken for" in line
    assert "https://" in line
