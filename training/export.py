"""Write a trained reader as the files that ship: `python -m training.export READER.pt -o kg/extract/weights`."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn

from kg.extract import calibration
from kg.extract.neural.inputs import FEATURES, FORMAT
from training.labels import KINDS, METRICS, PREDICATES, SLOTS, SPANS, TYPES
from training.model import WIDTH, Reader

_ITEM_INPUTS = ("vectors", "kinds", "starts", "ends", "means", "features", "to_text", "to_items", "style")
_ITEM_OUTPUTS = ("salience", "types", "relations", "numbers", "slots", "spans")
_AXES = {
    "vectors": {1: "t"}, "kinds": {1: "n"}, "starts": {1: "n"}, "ends": {1: "n"}, "means": {1: "n", 2: "t"},
    "features": {1: "n"}, "to_text": {1: "n", 2: "t"}, "to_items": {1: "n", 2: "n"}, "salience": {1: "n"},
    "types": {1: "n"}, "relations": {1: "n", 2: "n"}, "numbers": {1: "n"}, "slots": {1: "n", 3: "choices"},
    "spans": {1: "n", 2: "t"},
}  # fmt: skip


class _First(nn.Module):
    """The first pass: pieces and shapes to encodings and scores of names."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, pieces: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor]:
        encoder = self.reader.encoder
        vectors = encoder.top(encoder.bottom(pieces, shapes, 0), None, 0)
        return vectors, self.reader.names(vectors)


class _Second(nn.Module):
    """The second pass, without padding."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        padding = torch.zeros_like(inputs[0][:, :, 0]), torch.zeros_like(inputs[1], dtype=torch.float32)
        scores: tuple[Tensor, ...] = self.reader.second(*inputs, *padding)
        return scores


def export(reader: Reader, folder: Path) -> None:
    """Write encoder.onnx and reader.onnx (8-bit integers, one scale a channel) and reader.json.

    A calibration.json that changes nothing replaces that of the weights before.
    """
    reader.eval()
    ids = torch.ones((1, 9), dtype=torch.int64)
    axes = {name: {1: "t"} for name in ("pieces", "shapes", "vectors", "names")}
    _write(_First(reader), (ids, ids), ("pieces", "shapes"), ("vectors", "names"), axes, folder / "encoder.onnx")
    n, t = 5, 9
    item, cell = torch.ones((1, n), dtype=torch.int64), torch.ones((1, n, n), dtype=torch.int64)
    inputs = (
        torch.zeros(1, t, WIDTH), item, item, item, torch.zeros(1, n, t), torch.zeros(1, n, FEATURES),
        torch.ones((1, n, t), dtype=torch.int64), cell, torch.zeros(1, dtype=torch.int64),
    )  # fmt: skip
    _write(_Second(reader), inputs, _ITEM_INPUTS, _ITEM_OUTPUTS, _AXES, folder / "reader.onnx")
    lists = {
        "types": TYPES, "predicates": PREDICATES, "slots": SLOTS, "spans": SPANS, "kinds": KINDS, "metrics": METRICS,
    }  # fmt: skip
    card = {"format": FORMAT, "features": FEATURES, "style": 0, **lists}
    (folder / "reader.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    # until training.calibrate has seen what these weights say, confidences are given out as they come
    raw = {
        "format": calibration.FORMAT, "extractor": "", "calibration_set": {"sha256": "", "papers": 0}, "certainty": 0.0,
        "promised_of": "nothing", "thresholds": {}, "kept": {}, "curves": {},
    }  # fmt: skip
    (folder / calibration.FILE.name).write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")


def _write(
    module: nn.Module, example: tuple[Tensor, ...], inputs: tuple[str, ...], outputs: tuple[str, ...],
    axes: dict[str, dict[int, str]], path: Path,
) -> None:  # fmt: skip
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            module, example, str(whole), input_names=list(inputs), output_names=list(outputs), dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def main() -> None:
    """Read the weights and write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reader", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    state = torch.load(arguments.reader)
    reader = Reader(*(state[f"encoder.{name}.weight"].shape[0] for name in ("words", "shapes")))
    reader.load_state_dict(state)
    export(reader, arguments.output)


if __name__ == "__main__":
    main()
