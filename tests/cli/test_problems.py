"""How `kg build` tells what it could not read: by kind, with examples, all of it in a file when asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.program import Run

GOOD = json.dumps({"title": "Sieve Sorting", "abstract": "We propose SieveSort, a method for sorting gravel."})


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """A file with one good paper, five without abstract and one broken line."""
    lines = [GOOD, *(json.dumps({"title": f"Bare {k}"}) for k in range(5)), '{"title": ']
    path = tmp_path / "dump.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_problems_are_told_by_kind_with_three_examples(run: Run, tmp_path: Path, dump: Path) -> None:
    result = run("build", dump, "--store", tmp_path / "store", "--extractor", "rules")
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert [line.split(": ")[-1] for line in lines if "Bare" in line] == [
        f"the paper ('Bare {k}') has no abstract" for k in range(3)
    ]
    assert "Error: 2 more: no abstract; --report FILE lists all" in lines
    assert sum("broken JSON" in line for line in lines) == 1
    account = next(line for line in result.stdout.splitlines() if "dump.jsonl" in line).split()
    assert account[1:4] == ["json_lines", "1", "6"]
    assert "5 no abstract, 1 broken JSON" in result.stdout


def test_the_report_holds_every_problem(run: Run, tmp_path: Path, dump: Path) -> None:
    report = tmp_path / "report.tsv"
    run("build", dump, "--store", tmp_path / "store", "--extractor", "rules", "--report", report)
    header, *rows = (line.split("\t") for line in report.read_text(encoding="utf-8").splitlines())
    assert header == ["kind", "source", "place", "reason"]
    assert [(kind, place) for kind, _, place, _ in rows] == [("no abstract", str(k)) for k in range(2, 7)] + [
        ("broken JSON", "7")
    ]
    assert all(source == str(dump) for _, source, _, _ in rows)


def test_strict_stops_at_the_first_and_stores_nothing(run: Run, tmp_path: Path, dump: Path) -> None:
    store = tmp_path / "store"
    result = run("build", dump, "--store", store, "--extractor", "rules", "--strict")
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"Error: {dump}:2: ")
    assert "Sieve" not in run("find", "Sieve", "--store", store).stdout


def test_a_note_is_no_error(run: Run, tmp_path: Path) -> None:
    library = tmp_path / "library.bib"
    library.write_text("@misc{,\n title = {Sieves},\n abstract = {We propose SieveSort.}\n}\n", encoding="utf-8")
    result = run("build", library, "--store", tmp_path / "store", "--extractor", "rules")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [f"Note: {library}:1: an entry without a key; it is read all the same"]


def test_extract_tells_the_same(run: Run, dump: Path) -> None:
    result = run("extract", dump, "--extractor", "rules")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert "2 more: no abstract" in result.stderr
