"""The learned tagger: which tokens name a method, task, dataset, metric or hardware.

A first-order linear chain over hand-made features, trained as an averaged structured perceptron (M. Collins, 2002,
"Discriminative Training Methods for Hidden Markov Models", section 2) by `training/train_tagger.py`. It is plain
Python over one JSON file of weights: integers, so that every machine adds them to the same sums.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.extract.lexicon import lexicon_flags
from kg.extract.text import Token

TYPES = ("method", "task", "dataset", "metric", "hardware")
LABELS = ("O", *(f"{part}-{type_}" for type_ in TYPES for part in "BI"))
Weights = dict[str, tuple[int, ...]]

_OUTSIDE = 0
# A tag I-x may only follow B-x or I-x: the pairs (previous, next) that a path may take.
_ALLOWED = tuple(
    tuple(LABELS[b][0] != "I" or (LABELS[a][0] != "O" and LABELS[a][2:] == LABELS[b][2:]) for a in range(len(LABELS)))
    for b in range(len(LABELS))
)


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens `first` up to, not including, `last` name one thing of a type; `margin` is the score over "no name"."""

    first: int
    last: int
    type: str
    margin: float


@cache
def weights() -> Weights:
    """The shipped weights, read once: feature -> one integer for each of LABELS."""
    raw = json.loads((files("kg.extract") / "tagger.json").read_text(encoding="utf-8"))
    return {name: tuple(sparse.get(str(k), 0) for k in range(len(LABELS))) for name, sparse in raw["weights"].items()}


def shape(word: str) -> str:
    """The outline of a word, runs shortened to two: "ResNet-50" -> "XxXxx-dd"."""
    outline = re.sub(r"[^\W\d_]", lambda m: "X" if m.group().isupper() else "x", word)
    outline = re.sub(r"\d", "d", outline)
    return re.sub(r"(.)\1{2,}", r"\1\1", outline)[:10]


def features(words: Sequence[Token], field: str, document: Counter[str], title: frozenset[str]) -> list[list[str]]:
    """The features of each token.

    Args:
        words: the tokens of one sentence (or of the title).
        field: "title" or "abstract".
        document: how often each lower-case word stands in title and abstract.
        title: the lower-case words of the title.
    """
    lower = [w.text.lower() for w in words]
    shapes = [shape(w.text) for w in words]
    flags = lexicon_flags([w.text for w in words])
    rows: list[list[str]] = []
    size = len(words)

    def at(items: Sequence[str], k: int) -> str:
        return items[k] if 0 <= k < size else "^" if k < 0 else "$"

    for i in range(size):
        word, outline = lower[i], shapes[i]
        row = [
            "bias",
            f"w={word}",
            f"s={outline}",
            f"p3={word[:3]}",
            f"e3={word[-3:]}",
            f"e4={word[-4:]}",
            f"w-1={at(lower, i - 1)}",
            f"w+1={at(lower, i + 1)}",
            f"w-2={at(lower, i - 2)}",
            f"w+2={at(lower, i + 2)}",
            f"b-1={at(lower, i - 1)}|{word}",
            f"b+1={word}|{at(lower, i + 1)}",
            f"s-1={at(shapes, i - 1)}|{outline}",
            f"s+1={outline}|{at(shapes, i + 1)}",
            f"e+1={at(lower, i + 1)[-4:]}",
            f"e+2={at(lower, i + 2)[-4:]}",
            f"e-1={at(lower, i - 1)[-4:]}",
            f"c={'first' if i == 0 else 'mid'}|{outline[:1]}|{field}",
            f"n={min(document[word], 4)}|{outline[:2]}",
        ]
        if word in title:
            row.append(f"title|{outline[:2]}|{field}")
        row.extend(f"lex={flag}" for flag in flags[i])
        if i + 1 < size:
            row.extend(f"lex+1={flag}" for flag in flags[i + 1])
        rows.append(row)
    return rows


def decode(rows: Sequence[Sequence[str]], model: Weights, outside: int = 0) -> tuple[list[int], list[list[int]]]:
    """The best labels of a sentence (Viterbi) and each token's scores.

    Args:
        rows: the features of each token.
        model: the weights; "t=<previous>" holds the transitions.
        outside: taken from the score of O; the higher, the more names are found and the more are wrong.
    """
    count = len(LABELS)
    zero = (0,) * count
    transitions = [model.get(f"t={a}", zero) for a in range(count)]
    emissions: list[list[int]] = []
    for row in rows:
        score = [0] * count
        for name in row:
            found = model.get(name)
            if found is not None:
                score = [a + b for a, b in zip(score, found, strict=True)]
        score[_OUTSIDE] -= outside
        emissions.append(score)
    best = [[emissions[0][b] if LABELS[b][0] != "I" else -(10**15) for b in range(count)]]
    back: list[list[int]] = []
    for score in emissions[1:]:
        previous, current, pointers = best[-1], [0] * count, [0] * count
        for b in range(count):
            allowed = _ALLOWED[b]
            top, arg = -(10**18), 0
            for a in range(count):
                if allowed[a]:
                    value = previous[a] + transitions[a][b]
                    if value > top:
                        top, arg = value, a
            current[b], pointers[b] = top + score[b], arg
        best.append(current)
        back.append(pointers)
    label = max(range(count), key=lambda b: (best[-1][b], -b))
    labels = [label]
    for pointers in reversed(back):
        label = pointers[label]
        labels.append(label)
    return labels[::-1], emissions


def tag(words: Sequence[Token], field: str, document: Counter[str], title: frozenset[str], outside: int) -> list[Span]:
    """The names in one sentence, in order, none overlapping another."""
    if not words:
        return []
    labels, emissions = decode(features(words, field, document, title), weights(), outside)
    spans: list[Span] = []
    i = 0
    while i < len(words):
        name = LABELS[labels[i]]
        if name[0] != "B":
            i += 1
            continue
        j = i + 1
        while j < len(words) and labels[j] == labels[i] + 1:
            j += 1
        margin = sum(emissions[k][labels[k]] - emissions[k][_OUTSIDE] for k in range(i, j)) / (j - i)
        spans.append(Span(i, j, name[2:], margin))
        i = j
    return spans
