"""Write a trained network as an ONNX file of 8-bit weights."""

from __future__ import annotations

import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn

from kg.extract.neural.network import HEADS
from training.encoder import Network


class _Asked(nn.Module):
    """The network with the heads that the product asks; those of the public corpora stay behind."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, shapes: Tensor, marked: Tensor) -> tuple[Tensor, ...]:
        answers: tuple[Tensor, ...] = self.network(pieces, shapes, marked, *HEADS)
        return answers


def export(network: Network, path: Path) -> None:
    """Write `path`: weights as 8-bit integers, one scale a channel, activations scaled as they come."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    example = torch.ones((1, 8), dtype=torch.int64)
    axes = {name: {0: "windows", 1: "length"} for name in ("pieces", "shapes", "marked", *HEADS)}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            _Asked(network.eval()), (example, example, torch.zeros_like(example)), str(whole),
            input_names=["pieces", "shapes", "marked"], output_names=list(HEADS), dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
