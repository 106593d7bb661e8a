"""The learned tagger's network, run by onnxruntime on one thread: what it answers about each piece of a window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

from kg.extract.neural.pieces import Window

if TYPE_CHECKING:
    from pathlib import Path

    import numpy
    from numpy.typing import NDArray

    Table = NDArray[numpy.float32]

TYPES = ("method", "task", "dataset", "metric", "hardware")
PREDICATES = (
    "none", "proposes", "addresses", "uses", "extends", "comparesWith", "outperforms", "evaluatesOn", "measures",
    "runsOn", "other",
)  # fmt: skip
SLOTS = ("none", "metric", "dataset", "baseline", "method", "hardware", "task", "condition")
# question -> number of its answers: "names" are no name, then begin and inside of each of TYPES
HEADS = {"names": 1 + 2 * len(TYPES), "core": 2, "predicate": len(PREDICATES), "slot": len(SLOTS), "reported": 2}


@dataclass(frozen=True, slots=True)
class Answers:
    """Probabilities, one row a piece of the window: (pieces, answers) for each of HEADS."""

    names: Table
    core: Table
    predicate: Table
    slot: Table
    reported: Table


@cache
def _session(path: Path | None = None) -> Any:  # noqa: ANN401 - onnxruntime has no types
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # one thread adds in one order: the same bytes on every run
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    if path is not None:
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    with as_file(files("kg.extract") / "weights" / "tagger.onnx") as shipped:
        return onnxruntime.InferenceSession(shipped, options, providers=["CPUExecutionProvider"])


_chosen: list[Path | None] = [None]


def use(path: Path | None) -> None:
    """Read the weights from another file from now on (None: the shipped ones), to compare trainings."""
    _chosen[0] = path


def answers(windows: Sequence[Window]) -> list[Answers]:
    """What the network says of each window, in order. Windows of about one length are best asked together."""
    import numpy

    if not windows:
        return []
    length = max(len(window.pieces) for window in windows)
    inputs = {name: numpy.zeros((len(windows), length), dtype=numpy.int64) for name in ("pieces", "shapes", "marked")}
    for k, window in enumerate(windows):
        size = len(window.pieces)
        inputs["pieces"][k, :size] = [piece.number for piece in window.pieces]
        inputs["shapes"][k, :size] = [piece.shape for piece in window.pieces]
        inputs["marked"][k, list(window.marked)] = 1
    tables = [_softmax(table) for table in _session(_chosen[0]).run(list(HEADS), inputs)]
    return [Answers(*(table[k, : len(window.pieces)] for table in tables)) for k, window in enumerate(windows)]


def _softmax(scores: Table) -> Table:
    import numpy

    scores = numpy.exp(scores - scores.max(axis=-1, keepdims=True))
    table: Table = scores / scores.sum(axis=-1, keepdims=True)
    return table
