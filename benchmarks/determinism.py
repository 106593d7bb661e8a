"""Whether the same papers give the same graph: `python -m benchmarks.determinism PAPERS.jsonl`.

The first so many lines of a file of JSON Lines are shuffled and built three times by the program itself, each time in
another order, with another hash seed and with one or two processes. One hash of all quads is right.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from hashlib import sha256
from itertools import islice
from pathlib import Path

from kg.store import Store

# PYTHONHASHSEED, processes
RUNS = (("0", 1), ("1", 2), ("4242", 1))
_KG = "from kg.cli import main; main(prog_name='kg')"


def main() -> None:
    """Print a row for each build, and whether all are the same."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("source", type=Path, help="papers as JSON Lines")
    parser.add_argument("--papers", type=int, default=2000)
    parser.add_argument("--extractor", default="rules")
    options = parser.parse_args()
    with options.source.open(encoding="utf-8") as file:
        lines = list(islice(file, options.papers))
    hashes: set[str] = set()
    print("hash seed  processes  quads    SHA-256 of the sorted quads")
    with tempfile.TemporaryDirectory(prefix="kg-determinism-") as folder:
        for seed, jobs in RUNS:
            random.Random(seed).shuffle(lines)  # noqa: S311 - an order, not a secret
            source, store = Path(folder) / f"{seed}.jsonl", Path(folder) / seed
            source.write_text("".join(lines), encoding="utf-8")
            subprocess.run(
                [sys.executable, "-c", _KG, "build", str(source), "--store", str(store),
                 "--jobs", str(jobs), "--extractor", options.extractor],
                env={**os.environ, "PYTHONHASHSEED": seed}, stdout=subprocess.DEVNULL, check=True,
            )  # fmt: skip
            with Store.open(store) as built:
                canonical = built.canonical()
                quads = len(canonical.splitlines())
            hashes.add(found := sha256(canonical).hexdigest())
            print(f"{seed:>9}  {jobs:>9}  {quads:>7}  {found}", flush=True)
    print(f"{len(lines)} papers, {len(RUNS)} builds: {len(hashes)} graph{'s' * (len(hashes) != 1)}")
    sys.exit(len(hashes) != 1)


if __name__ == "__main__":
    main()
