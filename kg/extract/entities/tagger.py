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

from kg.extract.text.gazetteer import gazetteer_flags
from kg.extract.text.sentences import Token

if TYPE_CHECKING:
    from pathlib import Path

    import numpy
    from numpy.typing import NDArray

    Table = NDArray[numpy.int64]

TYPES = ("method", "task", "dataset", "metric", "hardware")
LABELS = ("O", *(f"{part}-{type_}" for type_ in TYPES for part in "BI"))
_OUTSIDE = 0
_NEVER = -(10**15)


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens `first` up to, not including, `last` name one thing of a type; `margin` is the score over "no name"."""

    first: int
    last: int
    type: str
    margin: float


@dataclass(frozen=True, slots=True, eq=False)
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

    raw = json.loads((path or files("kg.extract") / "weights" / "tagger.json").read_text(encoding="utf-8"))["weights"]
    index = {name: k for k, name in enumerate(raw)}
    table = numpy.zeros((len(index) + 1, len(LABELS)), dtype=numpy.int64)
    for k, sparse in enumerate(raw.values()):
        for label, weight in sparse.items():
            table[k, int(label)] = weight
    rows = [index.get(f"t={a}", len(index)) for a in range(len(LABELS))]
    return Weights(index, table, table[rows], len(index))


@cache
def _allowed() -> NDArray[numpy.bool_]:
    """A tag I-x may only follow B-x or I-x: (previous label, next label) that a path may take."""
    import numpy

    return numpy.array([[b[0] != "I" or (a[0] != "O" and a[2:] == b[2:]) for b in LABELS] for a in LABELS])


@lru_cache(maxsize=1 << 16)
def shape(word: str) -> str:
    """The outline of a word, runs shortened to two: "ResNet-50" -> "XxXxx-dd"."""
    outline = re.sub(r"[^\W\d_]", lambda m: "X" if m.group().isupper() else "x", word)
    outline = re.sub(r"\d", "d", outline)
    return re.sub(r"(.)\1{2,}", r"\1\1", outline)[:10]


# where a word stands, seen from the token that it tells something of
_AROUND = (-2, -1, 0, 1, 2)


def _of_word(word: str) -> tuple[tuple[str, ...], ...]:
    """The features that a word gives to the token two after it, the next, itself, the one before and two before."""
    lower = word.lower()
    end = lower[-4:]
    itself = ("bias", f"w={lower}", f"s={shape(word)}", f"p3={lower[:3]}", f"e3={lower[-3:]}", f"e4={end}")
    return (
        (f"w-2={lower}",),
        (f"w-1={lower}", f"e-1={end}"),
        itself,
        (f"w+1={lower}", f"e+1={end}"),
        (f"w+2={lower}", f"e+2={end}"),
    )


def _padded(words: Sequence[Token]) -> list[str]:
    """The words with as many signs before and after them as a token looks around."""
    return ["^", "^", *(word.text for word in words), "$", "$"]


def _of_context(words: Sequence[Token], field: str, document: Counter[str], title: frozenset[str]) -> list[list[str]]:
    """The features of each token that hang on more than one word."""
    around = _padded(words)[1:-1]
    lower = [word.lower() for word in around]
    shapes = [shape(word) for word in around]
    flags = [*gazetteer_flags([word.text for word in words]), ()]
    rows: list[list[str]] = []
    for i in range(1, len(words) + 1):
        word, outline = lower[i], shapes[i]
        row = [
            f"b-1={lower[i - 1]}|{word}",
            f"b+1={word}|{lower[i + 1]}",
            f"s-1={shapes[i - 1]}|{outline}",
            f"s+1={outline}|{shapes[i + 1]}",
            f"c={'first' if i == 1 else 'mid'}|{outline[:1]}|{field}",
            f"n={min(document[word], 4)}|{outline[:2]}",
        ]
        if word in title:
            row.append(f"title|{outline[:2]}|{field}")
        row.extend(f"lex={flag}" for flag in flags[i - 1])
        row.extend(f"lex+1={flag}" for flag in flags[i])
        rows.append(row)
    return rows


def features(words: Sequence[Token], field: str, document: Counter[str], title: frozenset[str]) -> list[list[str]]:
    """The features of each token, to train on.

    Args:
        words: the tokens of one sentence (or of the title).
        field: "title" or "abstract".
        document: how often each lower-case word stands in title and abstract.
        title: the lower-case words of the title.
    """
    given = [_of_word(word) for word in _padded(words)]
    rows = _of_context(words, field, document, title)
    return [[name for k in range(len(_AROUND)) for name in given[i + k][k]] + row for i, row in enumerate(rows)]


@lru_cache(maxsize=1 << 14)
def _word_scores(model: Weights, word: str) -> Table:
    """What a word adds to the labels of the tokens around it: (places of `_AROUND`, labels)."""
    return _sums(model, _of_word(word))


def _sums(model: Weights, rows: Sequence[Sequence[str]]) -> Table:
    """The weights of each row of features, added up: (rows, labels)."""
    import numpy

    known = [[index for name in row if (index := model.index.get(name)) is not None] or [model.nothing] for row in rows]
    starts = numpy.cumsum([0, *(len(row) for row in known[:-1])])
    flat = numpy.fromiter((index for row in known for index in row), dtype=numpy.intp)
    sums: Table = numpy.add.reduceat(model.table[flat], starts, axis=0)
    return sums


def emissions(
    words: Sequence[Token], field: str, document: Counter[str], title: frozenset[str], model: Weights
) -> Table:
    """The score of each label at each token, before its neighbours' labels are looked at: (tokens, labels).

    The sums of `features`, of which most hang on a single word and are added up once for all its occurrences.
    """
    import numpy

    given = numpy.stack([_word_scores(model, word) for word in _padded(words)])
    scores = _sums(model, _of_context(words, field, document, title))
    for k in range(len(_AROUND)):
        scores += given[k : k + len(words), k]
    return scores


def best_path(scores: Table, transitions: Table) -> list[int]:
    """The labels with the highest sum of scores and transitions (Viterbi); of equal ones the first label.

    Args:
        scores: (tokens, labels).
        transitions: (previous label, next label).
    """
    import numpy

    may_follow = numpy.where(_allowed(), transitions, _NEVER)
    best = numpy.empty_like(scores)
    best[0] = numpy.where([label[0] != "I" for label in LABELS], scores[0], _NEVER)
    for k in range(1, len(scores)):
        numpy.add((best[k - 1][:, None] + may_follow).max(axis=0), scores[k], out=best[k])
    back = (best[:-1, :, None] + may_follow).argmax(axis=1).tolist()
    labels = [int(best[-1].argmax())]
    for pointers in reversed(back):
        labels.append(pointers[labels[-1]])
    return labels[::-1]


def tag(words: Sequence[Token], field: str, document: Counter[str], title: frozenset[str]) -> list[Span]:
    """The names in one sentence, in order, none overlapping another."""
    if not words:
        return []
    model = weights()
    scores = emissions(words, field, document, title, model)
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
