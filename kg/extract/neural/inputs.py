"""What the second stage is fed: the things and numbers of a paper as places among its word pieces.

An *item* is the paper itself (always item 0), a candidate thing, or a number. All arrays are laid out for one paper;
training pads and stacks them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[numpy.int64]
    Floats = NDArray[numpy.float32]

# signed distances in word pieces fall into buckets whose width doubles; beyond them come "same sentence" twins
_EDGES = (1, 2, 4, 8, 16, 32, 64)
SIGNED = 2 * (len(_EDGES) + 1) + 1  # negative, zero, positive
BUCKETS = 2 * SIGNED + 1  # without and with a shared sentence, and the one of the paper item
PAPER_BUCKET = 2 * SIGNED
PAPER_ITEM, THING_ITEM, NUMBER_ITEM = 0, 1, 2
UNIT_KINDS = ("", "%", "x", "points", "time", "bytes", "rate", "other")
FEATURES = 14 + len(UNIT_KINDS)
FORMAT = 1  # changes whenever weights made for other inputs no longer fit

_TIME = frozenset(("s", "ms", "µs", "ns", "min", "hours", "days", "weeks", "GPU hours", "GPU days"))
_BYTES = frozenset(("B", "KB", "MB", "GB", "TB", "PB", "KiB", "MiB", "GiB", "kB", "bytes"))


@dataclass(frozen=True, slots=True)
class Span:
    """A mention as rows of word pieces: `first` up to, but without, `last`."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Item:
    """A thing or number: where it stands (never empty) and its features."""

    kind: int
    spans: tuple[Span, ...]
    features: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Inputs:
    """One paper for the second stage, with n items over t pieces.

    Attributes:
        kinds: (n,) PAPER_ITEM, THING_ITEM or NUMBER_ITEM.
        starts: (n,) first piece of the first mention.
        ends: (n,) last piece of the first mention.
        means: (n, t) weights that average the pieces of all mentions; each row sums to one.
        features: (n, FEATURES).
        to_text: (n, t) bucket of the distance from each piece to the item's nearest mention.
        to_items: (n, n) bucket of the distance between the nearest mentions of two items.
    """

    kinds: Ints
    starts: Ints
    ends: Ints
    means: Floats
    features: Floats
    to_text: Ints
    to_items: Ints


def thing_features(
    known: Sequence[bool], mentions: int, words: int, *, title: bool, capital: bool, digit: bool, names: int
) -> tuple[float, ...]:
    """Features of a candidate; `known` says for each type whether the gazetteer has the name under it."""
    own = (
        *map(float, known), float(numpy.log(mentions)), float(numpy.log(words)), float(title), float(capital),
        float(digit), float(names > 1), float(any(known)), 1.0, 0.0,
    )  # fmt: skip
    return (*own, *([0.0] * (FEATURES - len(own))))


def number_features(value: str, unit: str) -> tuple[float, ...]:
    """Features of a number: its kind of unit and whether it is whole or a range."""
    kind = (
        unit if unit in UNIT_KINDS else "time" if unit in _TIME else "bytes" if unit in _BYTES
        else "rate" if "/" in unit or unit in ("FPS", "fps") else "other"
    )  # fmt: skip
    own = [0.0] * FEATURES
    own[13] = 1.0
    own[7] = float(value.isdigit())
    own[8] = float("-" in value)
    own[14 + UNIT_KINDS.index(kind)] = 1.0
    return tuple(own)


def arrange(items: Sequence[Item], sentences: Ints) -> Inputs:
    """Lay the items of a paper out as arrays.

    Args:
        items: things and numbers; the paper item is added in front.
        sentences: (t,) number of the sentence of each piece, -1 for special pieces.
    """
    count, size = len(items) + 1, len(sentences)
    kinds = numpy.zeros(count, dtype=numpy.int64)
    starts = numpy.zeros(count, dtype=numpy.int64)
    ends = numpy.zeros(count, dtype=numpy.int64)
    means = numpy.zeros((count, size), dtype=numpy.float32)
    features = numpy.zeros((count, FEATURES), dtype=numpy.float32)
    means[0, 0] = 1.0
    owners, firsts, lasts = [], [], []
    for k, item in enumerate(items, start=1):
        kinds[k] = item.kind
        starts[k], ends[k] = item.spans[0].first, item.spans[0].last - 1
        features[k] = item.features
        for span in item.spans:
            means[k, span.first : span.last] = 1.0
            owners.append(k)
            firsts.append(span.first)
            lasts.append(span.last - 1)
        means[k] /= means[k].sum()
    owner, first, last = (numpy.array(values, dtype=numpy.int64) for values in (owners, firsts, lasts))
    places = numpy.arange(size)
    to_text = numpy.full((count, size), PAPER_BUCKET, dtype=numpy.int64)
    to_items = numpy.full((count, count), PAPER_BUCKET, dtype=numpy.int64)
    if len(owner):
        spans_to_text = _signed(first, last, places, places)
        spans_to_spans = _signed(first, last, first, last)
        shared_text = sentences[first][:, None] == sentences[None, :]
        shared_spans = sentences[first][:, None] == sentences[first][None, :]
        nearest_text = _nearest(spans_to_text, shared_text, owner, count)
        to_text[1:] = nearest_text[1:]
        gaps, shared = _nearest_raw(spans_to_spans, shared_spans, owner, count)
        gaps, shared = _nearest_raw(gaps.T, shared.T, owner, count)
        to_items[1:, 1:] = _bucket(gaps.T, shared.T)[1:, 1:]
    return Inputs(kinds, starts, ends, means, features, to_text, to_items)


def _signed(first: Ints, last: Ints, others_first: Ints, others_last: Ints) -> Ints:
    """Signed gap from each span to each other: positive where the other comes later, 0 where they touch or overlap."""
    after = others_first[None, :] - last[:, None]
    before = others_last[None, :] - first[:, None]
    gap: Ints = numpy.where(after > 0, after, numpy.where(before < 0, before, 0))
    return gap


def _nearest_raw(gaps: Ints, shared: Ints, owner: Ints, count: int) -> tuple[Ints, Ints]:
    """Of the rows of each owner, per column, the gap that is nearest; a shared sentence counts before all."""
    # one number orders them: shared sentence first, then nearness, then order of place
    keys = numpy.abs(gaps) * 2 + (gaps > 0) + numpy.where(shared, 0, 1 << 20)
    order = numpy.full((count, gaps.shape[1]), 1 << 40, dtype=numpy.int64)
    numpy.minimum.at(order, owner, keys)
    apart = (order >= 1 << 20).astype(bool)
    plain = order % (1 << 20)
    gap = numpy.where(plain % 2 == 1, plain // 2, -(plain // 2))
    return gap, ~apart


def _nearest(gaps: Ints, shared: Ints, owner: Ints, count: int) -> Ints:
    return _bucket(*_nearest_raw(gaps, shared, owner, count))


def _bucket(gap: Ints, shared: Ints) -> Ints:
    width = numpy.searchsorted(numpy.array(_EDGES), numpy.abs(gap), side="left") + 1
    signed = SIGNED // 2 + numpy.where(gap == 0, 0, numpy.sign(gap) * width)
    bucket: Ints = signed + numpy.where(shared, SIGNED, 0)
    return bucket
