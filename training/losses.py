"""How far the reader's answers are from the annotated ones, a loss a question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import torch
from torch import Tensor
from torch.nn import functional

from training.batches import Batch
from training.examples import FIXED, IGNORED, Example
from training.labels import KINDS, SPANS

# how much each question counts; chosen so that none drowns the others, not tuned
SHARES = {
    "names": 1.0, "core": 0.3, "salience": 1.0, "types": 1.0, "own": 1.0, "pairs": 0.7, "reported": 0.7, "kinds": 0.5,
    "slots": 1.2, "spans": 0.15, "conditioned": 0.2,
}  # fmt: skip


def losses(
    examples: Sequence[Example], at: Batch, names: Tensor, core: Tensor, second: tuple[Tensor, ...]
) -> list[Tensor]:
    """The weighed losses of a batch; `second` are the scores of the second stage."""
    each = functional.cross_entropy(
        names.flatten(0, 1), at.names.flatten(), ignore_index=IGNORED, reduction="none", label_smoothing=0.03
    )
    weights = at.weights.flatten() * (at.names.flatten() != IGNORED)
    found = [
        (each * weights).sum() / weights.sum() * SHARES["names"],
        functional.cross_entropy(core.flatten(0, 1), at.core.flatten(), ignore_index=IGNORED) * SHARES["core"],
    ]
    sums: dict[str, list[tuple[Tensor, float]]] = {}
    for k, example in enumerate(examples):
        for name, loss, count in (*_of_things(example, k, second), *_of_numbers(example, k, second)):
            sums.setdefault(name, []).append((loss, count))
    for name, parts in sums.items():
        total = sum(count for _, count in parts)
        if total:
            found.append(torch.stack([loss for loss, _ in parts]).sum() / total * SHARES[name])
    return found


def _of_things(example: Example, k: int, second: tuple[Tensor, ...]) -> Iterable[tuple[str, Tensor, float]]:
    salience, types, relations = (scores[k] for scores in second[:3])
    count = len(example.salience)
    if not count:
        return
    things = slice(1, 1 + count)
    yield "salience", _sum(functional.cross_entropy, salience[things], example.salience), count
    yield "types", _sum(functional.cross_entropy, types[things], example.types), float((example.types >= 0).sum())
    asked = torch.from_numpy(example.asked)
    said = functional.binary_cross_entropy_with_logits(
        relations[: 1 + count, things], torch.from_numpy(example.relations), reduction="none"
    ).sum(-1)
    said = said * asked
    # edges between things are divided by the same number, or the many pairs that say nothing would drown the few
    yield "own", said[0].sum(), float(asked[0].sum())
    yield "pairs", said[1:].sum(), float(asked[0].sum())


def _of_numbers(example: Example, k: int, second: tuple[Tensor, ...]) -> Iterable[tuple[str, Tensor, float]]:
    numbers, slots, spans = (scores[k] for scores in second[3:])
    things, count = len(example.salience), len(example.reported)
    if not count:
        return
    own = slice(1 + things, 1 + things + count)
    yield _yes_or_no("reported", numbers[own, 0], example.reported)
    yield _yes_or_no("conditioned", numbers[own, -1], example.conditioned)
    kinds = numbers[own, 1 : 1 + len(KINDS)]
    yield "kinds", _sum(functional.cross_entropy, kinds, example.kinds), float((example.kinds >= 0).sum())
    choices = torch.cat([slots[own, :, :FIXED], slots[own, :, FIXED + 1 : FIXED + 1 + things]], -1)
    yield (
        "slots",
        _sum(functional.cross_entropy, choices.flatten(0, 1), example.slots.flatten()),
        float((example.slots >= 0).sum()),
    )
    size = example.pieces.shape[1]
    ends = spans[own, :size].view(count, size, len(SPANS), 2).permute(0, 2, 3, 1).reshape(-1, size)
    yield "spans", _sum(functional.cross_entropy, ends, example.spans.flatten()), float((example.spans >= 0).sum())


def _sum(loss: Callable[..., Tensor], scores: Tensor, labels: object) -> Tensor:
    answers = torch.as_tensor(labels)
    if not bool((answers >= 0).any()):
        return scores.sum() * 0.0
    return loss(scores, answers, ignore_index=IGNORED, reduction="sum")


def _yes_or_no(name: str, scores: Tensor, labels: object) -> tuple[str, Tensor, float]:
    answers = torch.as_tensor(labels)
    known = answers >= 0
    loss = functional.binary_cross_entropy_with_logits(scores[known], answers[known].float(), reduction="sum")
    return name, loss, float(known.sum())
