"""The weights of the learned reader: two ONNX graphs, and the lists that say what their outputs mean.

`weights/reader.json` stands beside the graphs and was written with them, so a predicate or slot added to the ontology
later is simply one that these weights do not know.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.extract.neural.inputs import FEATURES, FORMAT

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Table = NDArray[numpy.float32]

WEIGHTS = Path(__file__).parent.parent / "weights"


@dataclass(frozen=True, slots=True)
class Labels:
    """What the rows of the outputs stand for.

    Attributes:
        types: entity types, in the order of the type head; the names head has "no name", then begin and inside of each.
        predicates: in the order of the relation head.
        slots: slots of a number that a thing may fill.
        spans: slots that words of the text may fill.
        kinds: kinds of number: "value", "up", "down" (changes) and "count".
        metrics: standard names of metrics that a text leaves unnamed.
        style: which annotators' habits to follow, an index of the style embedding.
    """

    types: tuple[str, ...]
    predicates: tuple[str, ...]
    slots: tuple[str, ...]
    spans: tuple[str, ...]
    kinds: tuple[str, ...]
    metrics: tuple[str, ...]
    style: int


@cache
def labels() -> Labels:
    """The lists that belong to the weights. Raises KgError when the weights were made for other code."""
    raw = _read(WEIGHTS / "reader.json")
    if raw.get("format") != FORMAT or raw.get("features") != FEATURES:
        raise KgError(
            f"the weights in {WEIGHTS} have format {raw.get('format')} and this code reads {FORMAT}; reinstall paperkg"
        )
    lists = {name: tuple(raw[name]) for name in ("types", "predicates", "slots", "spans", "kinds", "metrics")}
    return Labels(**lists, style=raw["style"])


def _read(path: Path) -> dict[str, Any]:
    try:
        raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise KgError(f"cannot read the weights {path}: {error}; reinstall paperkg") from None
    return raw


@cache
def _session(name: str) -> Any:  # noqa: ANN401 - onnxruntime has no types
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # one thread adds in one order: the same bytes on every run
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    path = WEIGHTS / f"{name}.onnx"
    try:
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime has one error class a cause, all hidden
        raise KgError(f"cannot read the weights {path}: {str(error).splitlines()[0]}; reinstall paperkg") from None


def run(name: str, inputs: Mapping[str, Any], outputs: tuple[str, ...]) -> list[Table]:
    """Run the graph `weights/NAME.onnx` on named arrays; the named outputs in order."""
    tables: list[Table] = _session(name).run(list(outputs), dict(inputs))
    return tables


def softmax(scores: Table) -> Table:
    """Probabilities along the last axis."""
    import numpy

    powers: Table = numpy.exp(scores - scores.max(axis=-1, keepdims=True))
    table: Table = powers / powers.sum(axis=-1, keepdims=True)
    return table


def sigmoid(scores: Table) -> Table:
    """Probabilities of independent yes-or-no answers."""
    import numpy

    table: Table = (1.0 / (1.0 + numpy.exp(-scores))).astype(numpy.float32)
    return table
