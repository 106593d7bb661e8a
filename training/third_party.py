"""Examine the encoder on public test sets: `python -m training.third_party CORPORA_FOLDER [--base FILE.pt]`.

Strict micro F1 over spans (place and type right), on what was never trained on:
SciERC's development part with its types Method, Task, Metric and Material, and TDMSci's training part by
cross-validation over blocks of sentences (its test part is not among the corpora). With `--base` SciERC is examined
with that file (of `training.pretrain`); TDMSci trains a head a fold.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch

from kg.extract.neural.pieces import SHAPES, Piece
from training.encoder import Network
from training.examples import CORPORA, IGNORED, Example, of_corpus
from training.learn import learn, tensors
from training.pretrain import network

FOLDS = 5


def spans(labels: Sequence[int], types: Sequence[str]) -> set[tuple[int, int, str]]:
    """Runs of begin and inside labels as (first, last, type)."""
    found: set[tuple[int, int, str]] = set()
    k = 0
    while k < len(labels):
        if labels[k] <= 0:
            k += 1
            continue
        end = k + 1
        type_ = (labels[k] - 1) // 2
        while end < len(labels) and labels[end] == 2 + 2 * type_:
            end += 1
        found.add((k, end, types[type_]))
        k = end
    return found


def letters(piece: Piece) -> bool:
    """Whether a piece is letters or digits, and so may be part of a word."""
    return SHAPES[piece.shape] not in ("special", "sign")


def count(made: Network, examples: Sequence[Example], name: str, judged: Sequence[str]) -> tuple[int, int, int]:
    """Right, said, and wanted spans of the judged types."""
    right = said = wanted = 0
    with torch.no_grad():
        for example in examples:
            (scores,) = made(*tensors([example]), name)
            gold = example.labels[name]
            guess = [0 if g == IGNORED else int(k) for g, k in zip(gold, scores[0].argmax(-1), strict=True)]
            pieces = example.window.pieces
            for k in range(1, len(guess)):
                # a word is in a name as a whole: a later piece of it goes with the first
                if pieces[k].start == pieces[k - 1].end and letters(pieces[k]) and letters(pieces[k - 1]):
                    guess[k] = 2 * ((guess[k - 1] + 1) // 2)
            a = {s for s in spans(gold, CORPORA[name]) if s[2] in judged}
            b = {s for s in spans(guess, CORPORA[name]) if s[2] in judged}
            right, said, wanted = right + len(a & b), said + len(b), wanted + len(a)
    return right, said, wanted


def line(title: str, counts: tuple[int, int, int]) -> str:
    """Precision, recall and F1 in one line."""
    right, said, wanted = counts
    p, r = right / max(1, said), right / max(1, wanted)
    return f"{title:58} P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(1e-9, p + r):.3f}"


def main() -> None:
    """Examine, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--base", type=Path)
    parser.add_argument("--epochs", type=int, default=5)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    if arguments.base:
        made = network()
        made.load_state_dict(torch.load(arguments.base))
        made.eval()
        dev = list(of_corpus(arguments.corpora / "scierc.dev.jsonl", "scierc"))
        four = ("method", "task", "metric", "dataset")
        print(line("SciERC dev, four types (SciBERT-class, six types: 67 to 70)", count(made, dev, "scierc", four)))
        six = (*four, "other", "generic")
        print(line("SciERC dev, six types", count(made, dev, "scierc", six)))
    data = list(of_corpus(arguments.corpora / "tdmsci.train.jsonl", "tdmsci"))
    total = [0, 0, 0]
    for fold in range(FOLDS):
        # blocks of 50 neighbouring sentences stay together: they come from one paper
        held = [e for k, e in enumerate(data) if k // 50 % FOLDS == fold]
        seen = [e for k, e in enumerate(data) if k // 50 % FOLDS != fold]
        made = network()
        learn(made, seen, epochs=arguments.epochs, rate=1.5e-4, seed=1, name=f"TDMSci fold {fold}")
        counts = count(made, held, "tdmsci", CORPORA["tdmsci"])
        total = [a + b for a, b in zip(total, counts, strict=True)]
    print(line("TDMSci, cross-validated (its authors, on its test part: 62.0)", (total[0], total[1], total[2])))


if __name__ == "__main__":
    main()
