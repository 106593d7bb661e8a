"""The learned tagger: which tokens name a method, task, dataset, metric or hardware.

A first-order linear chain over hand-made features, trained as an averaged structured perceptron (M. Collins, 2002,
"Discriminative Training Methods for Hidden Markov Models", section 2) by `training/train_tagger.py`. Its
weights are one JSON file of integers, so that every machine adds them to the same sums.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kg.extract.lexicon import lexicon_flags
from kg.extract.text import Token

if TYPE_CHECKING:
    from pathlib import Path

    import numpy
    from numpy.typing import NDArray

    Table = NDArray[numpy.int64]

TYPES = ("method", "task", "dataset", "metric", "hardware")
LABELS = ("O", *(f"{part}-{type_}" for type_ in TYPES for part in "BI"))
_OUTSIDE = 0
_NEVER = -(10**15)
# A tag I-x may only follow B-x or I-x: (previous label, next label) that a path may take.
_ALLOWED = tuple(tuple(b[0] != "I" or (a[0] != "O" and a[2:] == b[2:]) for b in LABELS) for a in LABELS)


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens `first` up to, not including, `last` name one thing of a type; `margin` is the score over "no name"."""

    first: int
    last: int
    type: str
    margin: float


@dataclass(frozen=True, slots=True)
class Weights:
    """Integers: a row of `table` for each feature in `index`, one column a label; row `nothing` is all zeros."""

    index: dict[str, int]
    table: Table
    transitions: Table  # (previous label, next label)
    nothing: int


_chosen: list[Path | None] = [None]


def use(path: Path | None) -> None:
    """Read the weights from another file from now on (None: the shipped ones), to compare trainings."""
    _chosen[0] = path


def weights() -> Weights:
    """The weights in use, read once."""
    return _read(_chosen[0])


@cache
def _read(path: Path | None) -> Weights:
    import numpy

    raw = json.loads((path or files("kg.extract") / "tagger.json").read_text(encoding="utf-8"))["weights"]
    index = {name: k for k, name in enumerate(raw)}
    table = numpy.zeros((len(index) + 1, len(LABELS)), dtype=numpy.int64)
    for k, sparse in enumerate(raw.values()):
        for label, weight in sparse.items():
            table[k, int(label)] = weight
    rows = [index.get(f"t={a}", len(index)) for a in range(len(LABELS))]
    return Weights(index, table, table[rows], len(index))


@lru_cache(maxsize=1 << 16)
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


def emissions(rows: Sequence[Sequence[str]], model: Weights) -> Table:
    """The score of each label at each token, before its neighbours are looked at: (tokens, labels)."""
    import numpy

    known = [[index for name in row if (index := model.index.get(name)) is not None] or [model.nothing] for row in rows]
    starts = numpy.cumsum([0, *(len(row) for row in known[:-1])])
    flat = numpy.fromiter((index for row in known for index in row), dtype=numpy.intp)
    scores: Table = numpy.add.reduceat(model.table[flat], starts, axis=0)
    return scores


def best_path(scores: Table, transitions: Table) -> list[int]:
    """The labels with the highest sum of scores and transitions (Viterbi); of equal ones the first label.

    Args:
        scores: (tokens, labels).
        transitions: (previous label, next label).
    """
    import numpy

    may_follow = numpy.where(numpy.array(_ALLOWED), transitions, _NEVER)
    best = numpy.where([label[0] != "I" for label in LABELS], scores[0], _NEVER)
    back = []
    for row in scores[1:]:
        ways = best[:, None] + may_follow
        pointers = ways.argmax(axis=0)
        back.append(pointers)
        best = ways[pointers, numpy.arange(len(LABELS))] + row
    labels = [int(best.argmax())]
    for pointers in reversed(back):
        labels.append(int(pointers[labels[-1]]))
    return labels[::-1]


def tag(words: Sequence[Token], field: str, document: Counter[str], title: frozenset[str]) -> list[Span]:
    """The names in one sentence, in order, none overlapping another."""
    if not words:
        return []
    model = weights()
    scores = emissions(features(words, field, document, title), model)
    labels = best_path(scores, model.transitions)
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
        margin = sum(int(scores[k, labels[k]]) - int(scores[k, _OUTSIDE]) for k in range(i, j)) / (j - i)
        spans.append(Span(i, j, name[2:], margin))
        i = j
    return spans
