"""The same papers are the same bytes: in any order, with any number of processes and any hash seed, after any kill."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.extract import extract
from kg.link.batch import link
from kg.model import Paper
from kg.ontology import examples
from kg.query.validate import validate
from kg.query.verify import verify
from kg.sources import read
from kg.store import Store

SCRIPT = """
import sys
from pathlib import Path
from kg.sources import read
from kg.store import Store
if __name__ == "__main__":
    files = sys.argv[4:]
    papers = [paper for file in files for paper in read(Path(file), None, print)]
    with Store.open(Path(sys.argv[1]), create=True) as store:
        store.build(papers, sys.argv[3], jobs=int(sys.argv[2]))
        sys.stdout.buffer.write(store.canonical())
"""
FILES = sorted(str(path) for path in examples().iterdir() if path.is_file())


def _fail(error: Exception) -> None:
    pytest.fail(str(error))


def papers() -> list[Paper]:
    return [paper for file in FILES for paper in read(Path(file), None, _fail)]


def build(folder: Path, given: list[Paper], extractor: str = "rules") -> bytes:
    with Store.open(folder, create=True) as store:
        store.build(given, extractor)
        return store.canonical()


def outside(folder: Path, jobs: int, seed: str, files: list[str], extractor: str = "rules") -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path.cwd())}
    command = [sys.executable, "-c", SCRIPT, str(folder), str(jobs), extractor, *files]
    return subprocess.run(command, env=environment, check=True, capture_output=True).stdout


@pytest.mark.parametrize("extractor", ["rules", "default"])
def test_order_processes_and_hash_seed_do_not_matter(tmp_path: Path, extractor: str) -> None:
    plain = build(tmp_path / "plain", papers(), extractor)
    shuffled = papers()
    random.Random(7).shuffle(shuffled)  # noqa: S311 - an order, not a secret
    assert build(tmp_path / "shuffled", shuffled, extractor) == plain
    for seed, jobs in (("0", 1), ("1", 2), ("4242", 2)):
        assert outside(tmp_path / seed, jobs, seed, FILES[::-1], extractor) == plain


def test_building_in_steps_and_removing_leave_no_trace(tmp_path: Path) -> None:
    everything = papers()
    whole = build(tmp_path / "whole", everything)
    with Store.open(tmp_path / "steps", create=True) as store:
        for paper in everything:
            store.build([paper], "rules")
        assert store.canonical() == whole
        store.remove(everything[0].iri)
        assert store.canonical() == build(tmp_path / "rest", everything[1:])
        report = store.build(everything, "rules")
        assert (report.added, report.unchanged) == (1, len(everything) - 1)
        assert store.canonical() == whole


def test_a_changed_paper_is_replaced(tmp_path: Path) -> None:
    old = Paper("SieveSort", "We propose SieveSort, which uses quicksort.")
    new = Paper("SieveSort", "We propose SieveSort, which outperforms heapsort.")
    with Store.open(tmp_path / "store", create=True) as store:
        store.build([old], "rules")
        assert store.build([new], "rules").changed == 1
        assert store.canonical() == build(tmp_path / "new", [new])
        assert [extraction.paper for extraction in store.extractions()] == [new]


def test_linking_does_not_depend_on_the_order_of_papers() -> None:
    extractions = [extract(paper) for paper in papers()]
    assert link(extractions) == link(reversed(extractions))


def test_facts_come_back_from_rdf_as_they_went(tmp_path: Path) -> None:
    build(tmp_path / "store", papers())
    with Store.open(tmp_path / "store") as store:
        assert store.facts() == link(store.extractions())


def test_the_examples_verify_and_validate(tmp_path: Path) -> None:
    build(tmp_path / "store", papers())
    with Store.open(tmp_path / "store") as store:
        assert verify(store) == ()
        assert validate(store) == ()
        assert len(store.facts().claims) > 100


def test_verify_finds_a_text_that_was_tampered_with(tmp_path: Path) -> None:
    build(tmp_path / "store", papers()[:2])
    with Store.open(tmp_path / "store") as store:
        database = store._database
        (iri, text) = database.execute("SELECT iri, paper FROM papers").fetchone()
        changed = {**json.loads(text), "abstract": "Nothing of the kind."}
        database.execute("UPDATE papers SET paper = ? WHERE iri = ?", (json.dumps(changed), iri))
        assert verify(store)


def test_killed_at_any_moment_the_store_is_whole(tmp_path: Path) -> None:
    whole = build(tmp_path / "whole", papers())
    pauses = random.Random(3)  # noqa: S311 - moments, not secrets
    for attempt in range(8):
        folder = tmp_path / f"killed{attempt}"
        environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
        process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(folder), "1", *FILES],
            env=environment, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(pauses.uniform(0.15, 0.9))
        process.send_signal(signal.SIGKILL)
        process.wait()
        if (folder / "papers.sqlite").exists():
            with Store.open(folder) as store:
                assert verify(store) == ()
                assert len(store.papers()) in (0, len(papers()))
        assert build(folder, papers()) == whole


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    build(tmp_path / "store", papers()[:1])
    with Store.open(tmp_path / "store") as one, Store.open(tmp_path / "store") as two, one._lock():
        with pytest.raises(StoreError, match="another build"):
            two.build(papers(), "rules")
        assert len(two.papers()) == 1


def _foreign(folder: Path) -> None:
    folder.mkdir()
    (folder / "cat.txt").write_text("a cat", encoding="utf-8")


def _newer(folder: Path) -> None:
    build(folder, papers()[:1])
    with Store.open(folder) as store:
        store._database.execute("PRAGMA user_version = 99")


def _other_database(folder: Path) -> None:
    folder.mkdir()
    import sqlite3

    sqlite3.connect(folder / "papers.sqlite").execute("CREATE TABLE cats (name TEXT)").connection.commit()


@pytest.mark.parametrize("make", [_foreign, _newer, _other_database])
def test_what_is_no_store_of_ours_is_refused(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "store")
    with pytest.raises(StoreError):
        Store.open(tmp_path / "store", create=True)
