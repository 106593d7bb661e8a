"""How often names are rightly taken for one thing: `python -m benchmarks.linking [PAIRS.tsv]`.

Pairs of names that people judged, by spelling and vocabulary alone (no paper says anything); the wrong ones are listed.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from kg.link.batch import same

PAIRS = Path(__file__).resolve().parent.parent / "tests" / "link" / "pairs.tsv"


def main() -> None:
    """Judge, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", nargs="?", type=Path, default=PAIRS)
    arguments = parser.parse_args()
    counts: Counter[tuple[bool, bool]] = Counter()
    for line in arguments.pairs.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        type_, a, b, verdict = line.split("\t")
        said, right = same(type_, a, b), verdict == "same"
        counts[said, right] += 1
        if said != right:
            print(f"{type_}: {a} and {b} are {verdict}")
    merged = counts[True, True] + counts[True, False]
    alike = counts[True, True] + counts[False, True]
    print(
        f"{counts.total()} pairs: precision {counts[True, True] / merged:.3f}, recall {counts[True, True] / alike:.3f}"
    )


if __name__ == "__main__":
    main()
