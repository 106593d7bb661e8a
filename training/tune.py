"""Choose the decision thresholds: `python -m training.tune DEV.jsonl`. Writes kg/extract/weights/thresholds.json.

One threshold after the other takes the value on a coarse grid that gives most on DEV.jsonl, which nothing is trained
on; twice around. What is maximised is the sum of the F1 of entities, of exact relations, of results, of full results
and of results with every slot right. A value is left only for a gain above NOISE, so that few papers do not choose it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.scoring.papers import Paper as Scored
from benchmarks.scoring.papers import joined, read
from benchmarks.scoring.papers import paper as scored
from benchmarks.scoring.tally import added, tally
from kg.extract import thresholds
from kg.extract.annotated import Annotated
from kg.extract.extractors.default import CHOOSING, READING
from kg.extract.record import to_record
from kg.extract.text.document import document
from kg.model import Extraction, Paper
from training.labels import PREDICATES, SLOTS, TYPES

NOISE = 0.002
MAXIMISED = ("entities", "relations (exact)", "results", "results (full)", "results (every slot)")
Table = dict[str, dict[str, float]]
START: Table = {
    "names": {"outside": 3.0},
    "entity": {**dict.fromkeys(TYPES, 0.42), "known": 0.3, "filler": 0.15},
    "relation": dict.fromkeys(PREDICATES, 0.4),
    "pair": {"other": 0.5},
    "extends": {"stated": 0.0, "unstated": 0.6, "stated score": 0.8},
    "outperforms": {"likelier": 1.0},
    "number": {"agreed": 0.6, "alone": 0.9, "condition": 0.5},
    "empty": dict.fromkeys(SLOTS, 1.0),
}
GRIDS: dict[str, Sequence[float]] = {
    "entity": (0.25, 0.34, 0.42, 0.5, 0.58, 0.66),
    "relation": (0.25, 0.32, 0.4, 0.5, 0.6),
    "pair": (0.3, 0.4, 0.5, 0.6),
    "outperforms": (0.5, 0.7, 1.0, 1.4, 2.0),
    "number": (0.3, 0.45, 0.6, 0.75, 0.9),
    "empty": (0.5, 0.7, 1.0, 1.4, 2.0),
}
HOW = {
    "names": "not fitted: 'no name' must be this many times as likely to pass over a piece; the second pass decides",
    "entity": "probability that a reader would miss it, from which a thing is kept (filler: may fill a slot;"
    " known: a proper name of the gazetteer)",
    "relation": "probability of an edge of the paper's own work, from which it is said",
    "pair": "the same, between two things that are not the paper's own",
    "extends": "not fitted: probability from which it is said, where a sentence states it and where none does"
    " (high: an extension that the quote does not state is as bad as a wrong edge)"
    "; stated score: chosen, the least score of an extension that a sentence states",
    "outperforms": "said when this many times as likely as comparesWith",
    "number": "probability from which a number is a result, where the rules say so too and where they do not, and from"
    " which its setting is named",
    "empty": "how many times its own probability an empty slot counts",
}


def write(table: Table) -> None:
    """Write the thresholds, each group with how it was chosen, and use them from now on."""
    rows = {
        group: {"how": HOW[group], **{name: round(value, 3) for name, value in values.items()}}
        for group, values in table.items()
    }
    thresholds.FILE.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    thresholds.reload()


def seen(gold: Sequence[Scored]) -> list[Annotated]:
    """The papers up to the point where thresholds count."""
    found = []
    for one in gold:
        known = Annotated(document(Paper(one.title, one.abstract, one.id)))
        for stage in READING:
            known = stage(known)
        found.append(known)
    return found


def score(gold: Sequence[Scored], papers: Sequence[Annotated]) -> float:
    """What is maximised, under the thresholds in use."""
    said = []
    for known in papers:
        for stage in CHOOSING:
            known = stage(known)  # noqa: PLW2901 - the value that the stages pass on
        extraction = Extraction(known.doc.paper, known.entities, known.relations, known.results)
        said.append(scored(to_record(extraction)))
    counts = added(tally(wanted, found) for wanted, found in joined(gold, said) if found)
    return sum(counts[figure, ""].f1 for figure in MAXIMISED)


def main() -> None:
    """Read once, then choose."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dev", type=Path)
    gold = read(parser.parse_args().dev)
    papers, table = seen(gold), {group: dict(values) for group, values in START.items()}
    write(table)
    best = score(gold, papers)
    for _ in range(2):
        for group, grid in GRIDS.items():
            for name in table[group]:
                for value in grid:
                    before = table[group][name]
                    table[group][name] = value
                    write(table)
                    now = score(gold, papers)
                    if now > best + NOISE:
                        best = now
                        print(f"{group} {name} {value}: {best:.4f}", flush=True)
                    else:
                        table[group][name] = before
    write(table)


if __name__ == "__main__":
    main()
