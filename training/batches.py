"""Examples of several papers as tensors of one shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy
import torch
from numpy.typing import NDArray
from torch import Tensor

from kg.extract.neural.inputs import FEATURES, PAPER_BUCKET
from training.examples import IGNORED, Example


@dataclass(slots=True)
class Batch:
    """The inputs of the second stage with a leading batch axis, padding marked by 1, and the labels of pieces."""

    kinds: Tensor
    starts: Tensor
    ends: Tensor
    means: Tensor
    features: Tensor
    to_text: Tensor
    to_items: Tensor
    style: Tensor
    text_padding: Tensor
    item_padding: Tensor
    names: Tensor
    weights: Tensor
    core: Tensor


def batch(examples: Sequence[Example]) -> Batch:
    """Pad and stack."""
    count = len(examples)
    size = max(example.pieces.shape[1] for example in examples)
    most = max(len(example.inputs.kinds) for example in examples)

    def padded(name: str, shape: tuple[int, ...], filler: float, kind: type) -> Tensor:
        whole: NDArray[Any] = numpy.full((count, *shape), filler, dtype=kind)
        for k, example in enumerate(examples):
            part = getattr(example.inputs if hasattr(example.inputs, name) else example, name)
            place: tuple[Any, ...] = (k, *(slice(0, length) for length in part.shape))
            whole[place] = part
        return torch.from_numpy(whole)

    text_padding, item_padding = torch.ones(count, size), torch.ones(count, most)
    for k, example in enumerate(examples):
        text_padding[k, : example.pieces.shape[1]] = 0
        item_padding[k, : len(example.inputs.kinds)] = 0
    return Batch(
        kinds=padded("kinds", (most,), 1, numpy.int64),
        starts=padded("starts", (most,), 0, numpy.int64),
        ends=padded("ends", (most,), 0, numpy.int64),
        means=padded("means", (most, size), 0, numpy.float32),
        features=padded("features", (most, FEATURES), 0, numpy.float32),
        to_text=padded("to_text", (most, size), PAPER_BUCKET, numpy.int64),
        to_items=padded("to_items", (most, most), PAPER_BUCKET, numpy.int64),
        style=torch.tensor([example.style for example in examples]),
        text_padding=text_padding,
        item_padding=item_padding,
        names=padded("names", (size,), IGNORED, numpy.int64),
        weights=padded("weights", (size,), 0, numpy.float32),
        core=padded("core", (size,), IGNORED, numpy.int64),
    )
