"""Model and rules settle the numbers between them.

Measured on papers that neither was tuned to, the model tells results from settings, of what kind they are and whose;
where words name a metric, a dataset or a baseline beside the number, the rules of `kg/extract/results/reported.py`
find it more often.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.annotated import Annotated
from kg.extract.results.fill import reported
from kg.extract.results.reported import by_words, results
from kg.extract.thresholds import threshold
from kg.model import Result


def settle(paper: Annotated) -> Annotated:
    """The results with the slots that the rules fill; what the rules do not know as a result needs a surer model."""
    return replace(paper, results=tuple(_settled(paper)))


def _settled(paper: Annotated) -> Iterator[Result]:
    readings = paper.readings
    assert readings is not None, "the model reads first"  # noqa: S101 - an order of stages, fixed in the extractor
    left = list(results(paper.doc, paper.entities, by_words))
    for k, read in zip(reported(readings), paper.results, strict=True):
        same = next((r for r in left if r.value == read.value and r.evidence == read.evidence), None)
        if same is None:
            if readings.reported[k] >= threshold("number", "alone"):
                yield read
            continue
        left.remove(same)
        yield replace(
            read,
            metric=same.metric,
            dataset=same.dataset or read.dataset,
            baseline=same.baseline or read.baseline,
            rule="model+words",
        )
