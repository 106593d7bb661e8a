"""Fit the judge of names on papers that the network had not seen, and examine it by cross-validation.

`python -m training.worth GOLD.jsonl --models fold0.onnx fold1.onnx … --plain fold0.json fold1.json … -o salience.json`
where network and plain tagger k of N were trained with `--skip k/N`. With `--predictions FILE` every paper is
extracted by the model and the judge of the other folds, so that the scorer's figures on it are cross-validated.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy
from numpy.typing import NDArray

from kg.extract.entities import salience, tagger
from kg.extract.extractors import default
from kg.extract.neural import network
from kg.extract.neural.reading import read as read_paper
from kg.extract.record import to_record
from kg.extract.text.document import document
from kg.model import Paper
from training.examples import Paperlike, read
from training.matching import matched

Row = tuple[str, dict[str, float], int]  # type, features (none: nobody saw it), 1 right or 0 wrong


def rows(paper: Paperlike) -> list[Row]:
    """The candidates of a paper with whether the annotation has them; those that it calls optional are left out.

    What the annotation has and no candidate is stands there without features: no threshold finds it.
    """
    doc = document(Paper(paper["title"], paper["abstract"]))
    found = default.candidates(doc, read_paper(doc))
    pairs = matched(paper["entities"], [(known.type, known.group.names) for known in found])
    seen = [
        (known.type, known.features, int(pairs[k] is not None))
        for k, known in enumerate(found)
        if pairs[k] is None or not paper["entities"][pairs[k]].get("optional")
    ]
    missed = [e["type"] for k, e in enumerate(paper["entities"]) if not e.get("optional") and k not in pairs]
    return seen + [(type_, {}, 1) for type_ in missed]


def fit(data: Sequence[Row], ridge: float = 1.0) -> salience.Judge:
    """Ridge-penalised logistic regression by Newton's method; then the threshold with the best F1, for each type."""
    missed = Counter(type_ for type_, features, _ in data if not features)
    data = [row for row in data if row[1]]
    names = sorted({name for _, features, _ in data for name in features})
    x = numpy.array([[features.get(name, 0.0) for name in names] for _, features, _ in data])
    y = numpy.array([right for *_, right in data], dtype=float)
    weights = numpy.zeros(len(names))
    for _ in range(30):
        p = 1 / (1 + numpy.exp(-x @ weights))
        slope = x.T @ (p - y) + ridge * weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + ridge * numpy.eye(len(names))
        weights -= numpy.linalg.solve(curve, slope)
    p = 1 / (1 + numpy.exp(-x @ weights))
    types = sorted({type_ for type_, *_ in data})
    least = {}
    for type_ in types:
        mine = numpy.array([kind == type_ for kind, *_ in data])
        least[type_] = _best_threshold(p[mine], y[mine], missed[type_])
    return salience.Judge({name: round(float(w), 4) for name, w in zip(names, weights, strict=True)}, least)


def _best_threshold(p: NDArray[numpy.float64], y: NDArray[numpy.float64], missed: int) -> float:
    """The threshold with the best F1, smoothed towards 0.4 so that a small type does not get an odd one."""
    best = max(
        (2 * float(y[p >= t].sum()) / (float((p >= t).sum()) + float(y.sum()) + missed + 1e-9) - 0.05 * abs(t - 0.4), t)
        for t in numpy.arange(0.2, 0.7, 0.025)
    )
    return round(float(best[1]), 3)


def use_fold(arguments: argparse.Namespace, fold: int) -> None:
    """Read with the network and the plain tagger that have not seen the papers of a fold."""
    network.use(arguments.models[fold])
    tagger.use(arguments.plain[fold])


def main() -> None:
    """Read the candidates, fit, examine, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--models", type=Path, nargs="+", required=True)
    parser.add_argument("--plain", type=Path, nargs="+", required=True)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--predictions", type=Path)
    arguments = parser.parse_args()
    papers = read(arguments.gold)
    folds = len(arguments.models)
    data: list[list[Row]] = []
    for fold in range(folds):
        use_fold(arguments, fold)
        data.append([row for k, paper in enumerate(papers) if k % folds == fold for row in rows(paper)])
    if arguments.output:
        judge = fit([row for part in data for row in part])
        arguments.output.write_text(
            json.dumps({"weights": judge.weights, "least": judge.least}, indent=1, sort_keys=True) + "\n"
        )
    if arguments.predictions:
        with arguments.predictions.open("w", encoding="utf-8") as out:
            for fold in range(folds):
                use_fold(arguments, fold)
                salience.use(fit([row for k, part in enumerate(data) if k != fold for row in part]))
                for paper in papers[fold::folds]:
                    said = default.extract(Paper(paper["title"], paper["abstract"], key=paper["id"]))
                    out.write(json.dumps(to_record(said), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
