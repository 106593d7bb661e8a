"""How right an extractor is: `python -m benchmarks.accuracy GOLD.jsonl [--extractor NAME | --predictions FILE]`.

GOLD.jsonl holds annotated papers; `tests/extract/annotated.jsonl` is such a file, and CONTRIBUTING.md describes the
form. The extractor reads them, or `--predictions` names what `kg extract` wrote of them before. Printed are precision,
recall and F1 of entities (by type), relations (by predicate), numbers (by kind) and slots, each with the interval that
other papers would move it in; what the quotes show; and how far the stated confidence can be believed. `--facts`
writes each fact with its confidence and whether it is right, as `training.calibrate` reads it. `--check` scores
nothing: it says what is wrong with the annotations.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.scoring import facts
from benchmarks.scoring.check import check
from benchmarks.scoring.papers import Paper, paper, read
from benchmarks.scoring.report import as_json, as_text, report
from kg.errors import KgError


def extracted(gold: Sequence[Paper], extractor: str) -> list[Paper]:
    """What an extractor says of the annotated papers. Raises KgError."""
    from kg.extract import extract
    from kg.extract.record import to_record
    from kg.model import Paper as Source

    return [paper(to_record(extract(Source(one.title, one.abstract, one.id), extractor))) for one in gold]


def arguments(words: Sequence[str] | None) -> argparse.Namespace:
    """The command line, checked."""
    from kg.extract import DEFAULT, extractor_names

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, help="annotated papers, JSON Lines")
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--extractor", choices=extractor_names(), default=DEFAULT)
    source.add_argument("--predictions", type=Path, help="what 'kg extract' wrote of the same papers")
    parser.add_argument("--check", action="store_true", help="check the annotations, score nothing")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--facts", type=Path, help="write each fact with its confidence and whether it is right")
    parser.add_argument("--samples", type=int, default=1000, help="draws of papers for the intervals")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> int:
    """Extract, score, print; 1 when a file cannot be read or does not pass the check."""
    chosen = arguments(words)
    try:
        if chosen.check:
            problems = list(check(chosen.gold))
            print("\n".join(problems) or "no problems")
            return int(bool(problems))
        gold = read(chosen.gold)
        said = read(chosen.predictions) if chosen.predictions else extracted(gold, chosen.extractor)
        made = report(gold, said, samples=chosen.samples, seed=chosen.seed)
        if chosen.facts:
            facts.write(made.facts, chosen.facts)
    except KgError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    if chosen.json:
        print(json.dumps(as_json(made), indent=1))
    else:
        print("\n".join(as_text(made)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
