"""Rows a second and memory of every source format: `python -m benchmarks.sources papers.jsonl [FORMAT...]`.

The papers of the file are written in each format and read back in a process of its own, whose time and peak memory
are printed as a row of Markdown. A format that does not give every paper back is said to.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kg.sources import formats, read
from tests.sources.papers import Written

_ONE_PAPER = {"plain_text", "html_page"}  # formats that hold one paper a file


def measure(path: Path, name: str) -> dict[str, float]:
    """Papers, problems, seconds and MB at the most of reading one file in this process."""
    problems = 0

    def count(_: object) -> None:
        nonlocal problems
        problems += 1

    start = time.process_time()
    papers = sum(1 for _ in read(path, name, count))
    seconds = time.process_time() - start
    return {
        "papers": papers, "problems": problems, "seconds": seconds,
        "mb": int(re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[0]) / 1024,
    }  # fmt: skip


def corpus(path: Path) -> list[Written]:
    """The papers of a file, with what formats ask for besides."""
    return [
        Written(
            paper.title, paper.abstract, ("Ana Pérez", "Bo Lind"), 2024, f"10.5555/x.{k}", f"2401.{k:05}", "Journal"
        )
        for k, paper in enumerate(read(path, None, lambda _: None))
    ]


def main() -> None:
    """Print the table."""
    from tests.sources.written import written

    if sys.argv[1] == "--measure":
        print(json.dumps(measure(Path(sys.argv[2]), sys.argv[3])))
        return
    papers = corpus(Path(sys.argv[1]))
    print(f"{len(papers):,} papers\n\n| format | MB | rows a second | peak MB | |\n|---|---|---|---|---|")
    for name in sys.argv[2:] or sorted(set(formats()) - _ONE_PAPER):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"papers{formats()[name].suffixes[0]}"
            path.write_bytes(written(name, papers))
            size = path.stat().st_size / 1e6
            command = [sys.executable, "-m", "benchmarks.sources", "--measure", str(path), name]
            found = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
        lost = len(papers) - found["papers"]
        note = f"{lost:,} not read, {found['problems']:,} told" if lost or found["problems"] else ""
        rate = found["papers"] / found["seconds"]
        print(f"| {name} | {size:.0f} | {rate:,.0f} | {found['mb']:.0f} | {note} |", flush=True)


if __name__ == "__main__":
    main()
