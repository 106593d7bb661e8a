"""Where the encoder begins: `python -m training.pretrain CORPORA_FOLDER -o START.pt`.

The base weights, trained to tag the names of the public corpora SciERC, SciREX and TDMSci, each with a head of its own,
for their guidelines differ from ours and from one another. `training.fit` starts from what this writes.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.extract.neural.pieces import SHAPES, Window, tokenizer, windows
from kg.extract.text.document import document
from kg.model import Paper
from training.base import folder
from training.examples import IGNORED, read
from training.model import WIDTH, Encoder

CORPORA = {
    "scierc": ("method", "task", "dataset", "metric", "other", "generic"),
    "scirex": ("method", "task", "dataset", "metric"),
    "tdmsci": ("task", "dataset", "metric"),
}
BATCH, RATE, EPOCHS = 8, 1.5e-4, 4

Example = tuple[str, Window, list[int]]  # corpus, pieces, a label a piece
_LAYER = {
    "joined": "attention.output.dense", "after_attention": "attention.output.LayerNorm", "inner": "intermediate.dense",
    "outer": "output.dense", "after_inner": "output.LayerNorm",
}  # fmt: skip


def examples(path: Path, name: str) -> Iterator[Example]:
    """The windows of a public corpus in the shared format; the text counts as an abstract without a title."""
    types = CORPORA[name]
    for line in read(path):
        spans = [(e["start"], e["end"], types.index(e["type"])) for e in line["entities"] if e["type"] in types]
        spans.sort(key=lambda span: span[0] - span[1])  # of nested names the longer one
        for window in windows(document(Paper("", line["text"]))):
            labels = []
            for piece in window.pieces:
                inside = next((s for s in spans if s[0] <= piece.start < s[1]), None)
                label = 0 if inside is None else 1 + 2 * inside[2] + (piece.start > inside[0])
                labels.append(IGNORED if piece.start == piece.end else label)
            yield name, window, labels


def base() -> Encoder:
    """The encoder with the base weights, its vocabulary cut to the shipped one."""
    from safetensors.torch import load_file

    weights = load_file(folder() / "model.safetensors")
    whole = json.loads((folder() / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    kept = sorted(tokenizer().get_vocab().items(), key=lambda item: item[1])
    encoder = Encoder(len(kept), len(SHAPES))
    with torch.no_grad():
        encoder.words.weight.copy_(weights["embeddings.word_embeddings.weight"][[whole[piece] for piece, _ in kept]])
        kinds = weights["embeddings.token_type_embeddings.weight"]
        encoder.positions.weight.copy_(weights["embeddings.position_embeddings.weight"] + kinds[0])
        nn.init.zeros_(encoder.shapes.weight)
        encoder.first.weight.copy_(weights["embeddings.LayerNorm.weight"])
        encoder.first.bias.copy_(weights["embeddings.LayerNorm.bias"])
        for k, layer in enumerate(encoder.layers):
            at = f"encoder.layer.{k}."
            for part in ("weight", "bias"):
                three = [weights[f"{at}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, part).copy_(torch.cat(three))
                for ours, theirs in _LAYER.items():
                    getattr(getattr(layer, ours), part).copy_(weights[f"{at}{theirs}.{part}"])
    return encoder


def train(encoder: Encoder, data: list[Example], seed: int = 1) -> None:
    """Train all but the word embeddings, in place."""
    torch.manual_seed(seed)
    shuffle = random.Random(seed)  # noqa: S311 - no secret
    heads = nn.ModuleDict({name: nn.Linear(WIDTH, 1 + 2 * len(types)) for name, types in CORPORA.items()})
    encoder.words.requires_grad_(False)
    groups = [
        part[k : k + BATCH]
        for name in CORPORA
        for part in [sorted((e for e in data if e[0] == name), key=lambda e: len(e[1].pieces))]
        for k in range(0, len(part), BATCH)
    ]
    parameters = [p for p in (*encoder.parameters(), *heads.parameters()) if p.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=RATE, weight_decay=0.01)
    steps = EPOCHS * len(groups)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.1 * steps)) * max(0.02, 1 - step / steps)
    )
    for epoch in range(EPOCHS):
        shuffle.shuffle(groups)
        total = 0.0
        for group in groups:
            loss = _loss(encoder, heads[group[0][0]], group)
            loss.backward()  # type: ignore[no-untyped-call]  # torch gives it no types
            nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            total += float(loss.detach())
        print(f"epoch {epoch + 1}: loss {total / len(groups):.3f}", file=sys.stderr, flush=True)


def _loss(encoder: Encoder, head: nn.Module, group: list[Example]) -> Tensor:
    pad = nn.utils.rnn.pad_sequence
    pieces = pad([torch.tensor([p.number for p in window.pieces]) for _, window, _ in group], batch_first=True)
    shapes = pad([torch.tensor([p.shape for p in window.pieces]) for _, window, _ in group], batch_first=True)
    labels = pad([torch.tensor(row) for *_, row in group], batch_first=True, padding_value=IGNORED)
    mask = (pieces == 0).float()[:, None, None, :] * -1e4
    found = encoder.top(encoder.bottom(pieces, shapes, 0), mask, 0)
    return functional.cross_entropy(head(found).flatten(0, 1), labels.flatten(), ignore_index=IGNORED)


def main() -> None:
    """Read, train, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    data = [e for name in CORPORA for e in examples(arguments.corpora / f"{name}.train.jsonl", name)]
    encoder = base()
    train(encoder, data)
    torch.save({f"encoder.{name}": value for name, value in encoder.state_dict().items()}, arguments.output)


if __name__ == "__main__":
    main()
