"""One pass of learning over examples, and what the network then answers."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from training.encoder import Network
from training.examples import IGNORED, Example


def batches(examples: Sequence[Example], pieces: int, order: random.Random) -> list[list[Example]]:
    """Examples of about one length together, at most so many pieces a batch, in random order."""
    shuffled = sorted(
        examples, key=lambda e: (sorted(e.labels), len(e.window.pieces) + order.random() * 40, order.random())
    )
    groups: list[list[Example]] = []
    for example in shuffled:
        same = groups and groups[-1][0].labels.keys() == example.labels.keys()
        if same and (len(groups[-1]) + 1) * len(example.window.pieces) <= pieces:
            groups[-1].append(example)
        else:
            groups.append([example])
    order.shuffle(groups)
    return groups


def tensors(examples: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Piece numbers, shapes and marks, padded with 0 to the longest."""
    length = max(len(e.window.pieces) for e in examples)
    rows = [[[0] * length for _ in examples] for _ in range(3)]
    for k, e in enumerate(examples):
        for i, piece in enumerate(e.window.pieces):
            rows[0][k][i], rows[1][k][i], rows[2][k][i] = piece.number, piece.shape, int(i in e.window.marked)
    numbers, shapes, marks = (torch.tensor(row) for row in rows)
    return numbers, shapes, marks


def padded(rows: Sequence[Sequence[float]], length: int, fill: float) -> Tensor:
    """Rows of unequal length as one tensor."""
    return torch.tensor([[*row, *[fill] * (length - len(row))] for row in rows])


def learn(
    network: Network,
    examples: Sequence[Example],
    *,
    epochs: int,
    rate: float,
    seed: int,
    head_weights: dict[str, float] | None = None,
    pieces: int = 1200,
    name: str = "",
) -> None:
    """AdamW with linear warm-up and decay; the word embeddings stay as they are. Progress goes to stderr."""
    torch.manual_seed(seed)
    order = random.Random(seed)  # noqa: S311 - shuffling, not secrets
    network.words.weight.requires_grad_(requires_grad=False)
    heads = [p for n, p in network.named_parameters() if n.startswith(("heads", "shapes"))]
    body = [p for n, p in network.named_parameters() if not n.startswith(("heads", "shapes")) and p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": rate}, {"params": heads, "lr": rate * 5}], weight_decay=0.01, fused=True
    )
    steps = epochs * len(batches(examples, pieces, random.Random(seed)))  # noqa: S311
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.1 * steps), max(0.02, 1 - step / steps))
    )
    loss_of = nn.CrossEntropyLoss(reduction="none", ignore_index=IGNORED, label_smoothing=0.05)
    network.train()
    for epoch in range(epochs):
        total, began = 0.0, time.monotonic()
        groups = batches(examples, pieces, order)
        for group in groups:
            inputs = tensors(group)
            length = inputs[0].shape[1]
            asked = list(group[0].labels)
            loss = torch.zeros(())
            # half the digits in the products of matrices: twice as quick, and no worse
            with torch.autocast("cpu", torch.bfloat16):
                said = network(*inputs, *asked)
            for head, answers in zip(asked, said, strict=True):
                labels = padded([e.labels[head] for e in group], length, IGNORED).long()
                each = loss_of(answers.float().flatten(0, 1), labels.flatten())
                weights = padded([e.weights or [1.0] * len(e.window.pieces) for e in group], length, 0.0).flatten()
                weights = weights * (labels.flatten() != IGNORED)
                mean = (each * weights).sum() / weights.sum().clamp(min=1.0)
                loss = loss + mean * (head_weights or {}).get(head, 1.0)
            loss.backward()  # type: ignore[no-untyped-call]  # torch gives it no types
            nn.utils.clip_grad_norm_([*body, *heads], 1.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            total += float(loss.detach())
        seconds = time.monotonic() - began
        print(f"{name} epoch {epoch + 1}: loss {total / len(groups):.4f}, {seconds:.0f} s", file=sys.stderr, flush=True)
    network.eval()
