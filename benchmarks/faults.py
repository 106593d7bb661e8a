"""Kills builds at random moments and checks what they leave: `python -m benchmarks.faults --kills 200`.

After each kill the store must open, hold whole papers only and verify; after all of them, a last build must complete it
to the very bytes of an undisturbed one.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kg.query.verify import verify
from kg.store import Store

_BUILDS = 10  # a build is killed within the first of so many parts of the time that it takes
_BUILD = """
import sys
from pathlib import Path
from benchmarks.incremental import papers
from kg.store import Store
with Store.open(Path(sys.argv[1]), create=True) as store:
    for start in range(0, int(sys.argv[2]), 25):
        store.put(papers(start, start + 25))
        if start % 100 == 75:
            store.remove(next(papers(start, start + 1)).paper.iri)
"""


def whole(place: Path) -> str:
    """What is wrong with a store, "" where nothing is."""
    if not (place / "papers.sqlite").exists():
        return ""
    with Store.open(place) as store:
        problems = [str(problem) for problem in verify(store)]
        stored = {paper.iri for paper in store.papers()}
        shown = {node.iri for node in store.facts().nodes if node.type == "paper"}
        return "; ".join([*problems[:3], *(["papers lost or half"] if stored != shown else [])])


def main() -> None:
    """Print how many kills there were, and how many left something wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--papers", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311 - moments, not secrets
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    with tempfile.TemporaryDirectory(prefix="kg-faults-") as folder:
        command = [sys.executable, "-c", _BUILD, "", str(options.papers)]

        def build(place: Path) -> subprocess.Popen[bytes]:
            return subprocess.Popen([*command[:3], str(place), command[4]], env=environment)

        begun = time.perf_counter()
        build(Path(folder) / "undisturbed").wait()
        takes = time.perf_counter() - begun
        place, bad, rounds, unfinished = Path(folder) / "killed-0", 0, 1, 0
        for _ in range(options.kills):
            process = build(place)
            # soon enough that a store is killed some twenty times over before it is complete
            time.sleep(0.2 + chance.random() * takes / _BUILDS)
            unfinished += process.poll() is None
            process.send_signal(signal.SIGKILL)
            process.wait()
            fault = whole(place)
            if fault:
                bad += 1
                print(f"kill left: {fault}", flush=True)
            if chance.random() < 0.5 / _BUILDS:
                bad += not _completed(build, place, Path(folder) / "undisturbed")
                place, rounds = Path(folder) / f"killed-{rounds}", rounds + 1
        bad += not _completed(build, place, Path(folder) / "undisturbed")
        print(f"{options.kills} kills ({unfinished} before the end) in {rounds} stores: {bad} faults")
    sys.exit(bool(bad))


def _completed(build: object, place: Path, undisturbed: Path) -> bool:
    assert callable(build)  # noqa: S101 - the function above
    build(place).wait()
    with Store.open(place) as one, Store.open(undisturbed) as other:
        same = one.canonical() == other.canonical()
    if not same:
        print(f"{place} differs from an undisturbed build")
    return same


if __name__ == "__main__":
    main()
