"""Train the reader: `python -m training.fit PREPARED… --start WEIGHTS.pt -o READER.pt`.

The embeddings and the lowest layers of the encoder keep the weights that they start from, so what they give for each
paper is computed once. Written are the running means of the weights. Seeded: the same input gives the same weights on
the same machine.
"""

from __future__ import annotations

import argparse
import pickle
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from training.batches import Batch, batch
from training.examples import Example
from training.labels import STYLES
from training.losses import losses
from training.model import FAR, Reader

KEPT = 2  # layers of the encoder that are not trained
NOBODY = 0.25  # share of papers whose style is hidden
MEAN = 0.998  # how much of the running mean of the weights stays, a step
EVERY = 4  # steps between two updates of the running mean


def forward(reader: Reader, vectors: Tensor, at: Batch) -> tuple[Tensor, Tensor, tuple[Tensor, ...]]:
    """Scores of names and of core by piece, and the second stage's scores; `vectors` come from the kept layers."""
    found = reader.encoder.top(vectors, at.text_padding[:, None, None, :] * FAR, KEPT)
    dropped = reader.drop(found)
    second: tuple[Tensor, ...] = reader.second(
        found, at.kinds, at.starts, at.ends, at.means, at.features, at.to_text, at.to_items, at.style,
        at.text_padding, at.item_padding,
    )  # fmt: skip
    return reader.names(dropped), reader.core(dropped), second


def fit(
    reader: Reader, examples: Sequence[Example], *, epochs: int, size: int, rate: float, new: float, seed: int
) -> None:
    """Train in place.

    Args:
        reader: the weights to start from.
        examples: the papers.
        epochs: how often each is seen.
        size: papers a batch.
        rate: of learning, for the encoder; it rises over the first steps and falls to nothing.
        new: the same, for all that comes after the encoder.
        seed: of the order of papers and of dropout.
    """
    torch.manual_seed(seed)
    shuffle = random.Random(seed)  # noqa: S311 - no secret
    bottoms = _bottoms(reader, examples)
    body = _trainable(reader)
    heads = [p for part in (reader.names, reader.core, reader.second) for p in part.parameters()]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": rate}, {"params": heads, "lr": new}], weight_decay=0.01, fused=True
    )
    steps = epochs * -(-len(examples) // size)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.06 * steps)) * max(0.03, 1 - step / steps)
    )
    mean = {name: value.clone() for name, value in reader.state_dict().items()}
    step, began = 0, time.monotonic()
    for epoch in range(epochs):
        reader.train()
        total = 0.0
        for group in _groups(examples, size, shuffle):
            at = batch([examples[k] for k in group])
            at.style[torch.rand(len(group)) < NOBODY] = len(STYLES) - 1
            loss = sum(
                losses([examples[k] for k in group], at, *forward(reader, _stacked([bottoms[k] for k in group]), at))
            )
            assert isinstance(loss, Tensor)  # noqa: S101 - a sum of tensors
            loss.backward()  # type: ignore[no-untyped-call]  # torch gives it no types
            nn.utils.clip_grad_norm_([*body, *heads], 1.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            step, total = step + 1, total + float(loss.detach())
            if step % EVERY == 0:
                _average(mean, reader, min(MEAN, (1 + step) / (20 + step)) ** EVERY)
        print(
            f"epoch {epoch + 1}: loss {total * epochs / steps:.3f}, {time.monotonic() - began:.0f} s", file=sys.stderr
        )
    reader.load_state_dict(mean)
    reader.eval()


def _bottoms(reader: Reader, examples: Sequence[Example]) -> list[Tensor]:
    reader.eval()
    with torch.no_grad():
        rows = [torch.from_numpy(example.pieces)[:, None] for example in examples]
        return [reader.encoder.bottom(pieces, shapes, KEPT)[0].half() for pieces, shapes in rows]


def _trainable(reader: Reader) -> list[nn.Parameter]:
    encoder = reader.encoder
    for part in (encoder.words, encoder.positions, encoder.shapes, encoder.first, encoder.layers[:KEPT]):
        part.requires_grad_(False)
    return [p for p in encoder.parameters() if p.requires_grad]


def _groups(examples: Sequence[Example], size: int, shuffle: random.Random) -> list[list[int]]:
    """Papers of about one length together, in another order each time."""
    order = list(range(len(examples)))
    shuffle.shuffle(order)
    order.sort(key=lambda k: examples[k].pieces.shape[1] + shuffle.uniform(-25, 25))
    groups = [order[k : k + size] for k in range(0, len(order), size)]
    shuffle.shuffle(groups)
    return groups


def _stacked(rows: Sequence[Tensor]) -> Tensor:
    return nn.utils.rnn.pad_sequence([row.float() for row in rows], batch_first=True)


@torch.no_grad()  # type: ignore[untyped-decorator]
def _average(mean: dict[str, Tensor], reader: Reader, kept: float) -> None:
    for name, value in reader.state_dict().items():
        mean[name].mul_(kept).add_(value, alpha=1 - kept)


def main() -> None:
    """Read, train, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("prepared", nargs="+", type=Path)
    parser.add_argument("--start", type=Path, required=True, help="a reader's weights, or those of training.pretrain")
    parser.add_argument(
        "--leave-out", type=int, default=0, metavar="N", help="leave every N-th paper out, to calibrate on"
    )
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--batch", type=int, default=5)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--new", type=float, default=6e-4)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    examples = [e for path in arguments.prepared for e in pickle.loads(path.read_bytes())]  # noqa: S301 - our own file
    n = arguments.leave_out
    examples = [e for k, e in enumerate(examples) if not n or k % n]
    state = torch.load(arguments.start)
    reader = Reader(*(state[f"encoder.{name}.weight"].shape[0] for name in ("words", "shapes")))
    reader.load_state_dict(state, strict=False)
    fit(reader, examples, epochs=arguments.epochs, size=arguments.batch, rate=arguments.rate, new=arguments.new,
        seed=arguments.seed)  # fmt: skip
    torch.save(reader.state_dict(), arguments.output)


if __name__ == "__main__":
    main()
