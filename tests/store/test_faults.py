"""Killed, starved, robbed of its files, or asked twice at once: the store opens, is whole, and can be completed."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.query.verify import verify
from kg.store import Store
from tests.store.written import extraction

PAPERS = 40


def outside(folder: Path, *, limit: int | None = None) -> subprocess.Popen[str]:
    def starve() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [sys.executable, "-m", "tests.store.build_outside", str(folder), "0", str(PAPERS)]
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, preexec_fn=starve)  # noqa: PLW1509 - no threads here


def whole(folder: Path) -> bytes:
    """The store completed, as an undisturbed build leaves it."""
    with Store.open(folder, create=True) as store:
        store.put(extraction(number, 0) for number in range(PAPERS))
        store.remove(extraction(0, 0).paper.iri)
        return store.canonical()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return whole(tmp_path_factory.mktemp("undisturbed") / "store")


def check(folder: Path, undisturbed: bytes) -> None:
    if (folder / "papers.sqlite").exists():
        with Store.open(folder) as store:
            assert verify(store) == ()
            papers = {paper.iri for paper in store.papers()}
            assert papers == {node.iri for node in store.facts().nodes if node.type == "paper"}
    assert whole(folder) == undisturbed


def test_killed_at_any_moment_nothing_is_half(tmp_path: Path, undisturbed: bytes) -> None:
    moments = random.Random(11)  # noqa: S311 - moments, not secrets
    for attempt in range(6):
        process = outside(tmp_path / f"{attempt}")
        time.sleep(moments.uniform(0.3, 2.5))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        check(tmp_path / f"{attempt}", undisturbed)


@pytest.mark.parametrize("limit", [20_000, 400_000])
def test_a_full_disk_is_one_line_and_leaves_the_store_whole(tmp_path: Path, undisturbed: bytes, limit: int) -> None:
    process = outside(tmp_path / "store", limit=limit)
    _, errors = process.communicate()
    assert process.returncode == 1
    assert errors.startswith("Error: cannot ")
    assert len(errors.splitlines()) == 1
    check(tmp_path / "store", undisturbed)


@pytest.mark.parametrize("harm", ["lost", "emptied", "torn", "listless"])
def test_a_graph_that_is_lost_or_damaged_is_made_anew(tmp_path: Path, undisturbed: bytes, harm: str) -> None:
    folder = tmp_path / "store"
    assert whole(folder) == undisturbed
    (graph,) = folder.glob("graph-*")
    if harm == "lost":
        shutil.rmtree(graph)
    elif harm == "emptied":
        for path in graph.iterdir():
            path.unlink()
    elif harm == "torn":
        for path in graph.glob("*.sst"):
            os.truncate(path, path.stat().st_size // 2)
    else:
        (graph / "CURRENT").unlink()
    with Store.open(folder) as store:
        assert store.canonical() == undisturbed


def test_who_reads_sees_one_state_while_another_builds(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with Store.open(folder, create=True) as writer:
        writer.put(extraction(number, 0) for number in range(5))
        with Store.open(folder) as reader:
            before, names = reader.canonical(), reader.database.execute("SELECT COUNT(*) FROM names").fetchone()
            for number in range(5, 9):
                writer.put([extraction(number, 0)])
            assert reader.canonical() == before
            assert reader.database.execute("SELECT COUNT(*) FROM names").fetchone() == names
        with Store.open(folder) as later:
            assert later.canonical() == writer.canonical() != before
        writer.put([extraction(9, 0)])
        assert len(list(folder.glob("graph-*"))) == 1


def test_killed_as_it_was_made_the_store_is_made_again(tmp_path: Path, undisturbed: bytes) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    for name in ("papers.new", "papers.new-journal", "papers.new-wal"):
        (folder / name).write_bytes(b"half of something")
    assert whole(folder) == undisturbed
