"""Fit how sure a fact must be: `python -m training.calibrate FACTS.jsonl --extractor "default 7"`.

FACTS.jsonl is what `python -m benchmarks.accuracy GOLD.jsonl --facts FACTS.jsonl` writes, of papers that nothing was
trained on. For each predicate, each kind of number and each of LEVELS the threshold is chosen that keeps the share of
wrong facts below it (`training.risk`). Thresholds are of the confidence that FACTS.jsonl states. All goes to
`kg/extract/weights/calibration.json`, which `kg.extract.calibration` reads.

Each predicate needs about 50 papers without a single error to promise 5 % wrong, and 250 to promise 1 %. `--together`
promises the share of all edges, and of all numbers, instead, which far fewer papers can bear. `--scores` names facts
of other papers (cross-validated predictions on those that were trained on). Curves from score to the share that is
right are fitted on them; together, every predicate is then cut where its edges are equally probable to be right.

`--check` fits on one half of the papers and measures on the other, 200 times, and prints how often the share of wrong
facts was above the level.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.scoring import facts
from benchmarks.scoring.facts import Fact
from kg.errors import KgError
from kg.extract.calibration import FILE, FORMAT, Curve
from training.curves import curves
from training.thresholds import NAMES, by_key, fitted, resampled, shares

LEVELS = (0.01, 0.02, 0.05, 0.1, 0.2)
DELTA = 0.1  # how probable it may be that the error is above the level
SPLITS = 200


def calibration(
    found: Sequence[Fact], lines: Mapping[str, Curve], extractor: str, sha256: str, *, together: bool
) -> dict[str, Any]:
    """The calibration as JSON.

    Args:
        found: facts of papers that nothing was trained on, with confidences as they are given out.
        lines: curves from these confidences to the share that is right, fitted on other papers.
        extractor: name and version of what said the facts.
        sha256: of the file of the facts.
        together: see `training.thresholds.fitted`.
    """
    least = {str(level): fitted(found, level, DELTA, together=together, lines=lines) for level in LEVELS}
    edges_and_numbers = sum(map(len, by_key(found).values()))
    return {
        "format": FORMAT,
        "extractor": extractor,
        "calibration_set": {
            "sha256": sha256,
            "papers": len({fact.paper for fact in found}),
            "facts": edges_and_numbers,
        },
        "certainty": 1 - DELTA,
        "promised_of": "all edges, and all numbers" if together else "each predicate, and each kind of number",
        "thresholds": least,
        "kept": {level: shares(found, by_level) for level, by_level in least.items()},
        "curves": {name: [list(point) for point in curve] for name, curve in lines.items()},
    }


def show_check(found: Sequence[Fact], lines: Mapping[str, Curve], seed: int, *, together: bool) -> None:
    """Print how the thresholds do on other papers, at all levels."""
    print(f"{SPLITS} splits; promised is that the share of wrong facts is above the level in at most {DELTA:.0%}")
    print(f"{'':16}{'level':>6}{'kept any':>10}{'above':>7}{'share kept':>12}")
    for level in LEVELS:
        trials = resampled(found, level, DELTA, together=together, lines=lines, splits=SPLITS, seed=seed)
        for key, trial in trials.items():
            if together and key not in NAMES.values():  # nothing is promised of it
                continue
            share = trial.share / trial.kept_any if trial.kept_any else 0.0
            print(f"{key:16}{level:6}{trial.kept_any:10}{trial.above:7}{share:12.2f}")


def main(words: Sequence[str] | None = None) -> int:
    """Fit and write, or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path, help="facts of papers that nothing was trained on")
    parser.add_argument("--scores", type=Path, help="facts of other papers, to fit the curves of confidence on")
    parser.add_argument("--extractor", default="", help="name and version of what said the facts")
    parser.add_argument("--together", action="store_true", help="promise the share of all edges, and of all numbers")
    parser.add_argument("--check", action="store_true", help="try thresholds on resampled halves instead of writing")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path, default=FILE)
    chosen = parser.parse_args(words)
    try:
        lines = curves(facts.read(chosen.scores)) if chosen.scores else {}
        found = facts.read(chosen.facts)
    except (KgError, OSError) as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    if chosen.check:
        show_check(found, lines, chosen.seed, together=chosen.together)
        return 0
    sha256 = hashlib.sha256(chosen.facts.read_bytes()).hexdigest()
    made = calibration(found, lines, chosen.extractor, sha256, together=chosen.together)
    chosen.output.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    for level, by_level in made["kept"].items():
        print(f"{level:>5} wrong: keeps", ", ".join(f"{share:.2f} of {key}" for key, share in by_level.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
