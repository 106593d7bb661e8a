"""Second pass: all candidates and numbers of a paper read together, against its whole text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.neural.encoder import Encoded
from kg.extract.neural.inputs import NUMBER_ITEM, THING_ITEM, Item, arrange, number_features, thing_features
from kg.extract.neural.model import labels, run, sigmoid, softmax

if TYPE_CHECKING:
    from kg.extract.annotated import Candidate, Numeral
    from kg.extract.neural.model import Table

_OUTPUTS = ("salience", "types", "relations", "numbers", "slots", "spans")
NONE, TEXT = 0, 1  # the first two choices of a slot: nothing, words of the text; then standard metrics, then things
LONGEST_SPAN = 14  # word pieces of a filler that is no thing
_STARTS = 8  # likeliest first pieces of such a filler that are tried


@dataclass(frozen=True, slots=True)
class Readings:
    """What the model says of c candidates and m numbers of a paper of t pieces.

    Attributes:
        salience: (c, 3) probabilities of: no entity, one that may be left out, one that a reader would miss.
        types: (c, types).
        relations: (1 + c, c, predicates) probabilities, subject by object; the first subject is the paper.
        reported: (m,) probability that the number is a reported result.
        kinds: (m, kinds) given that it is one.
        conditioned: (m,) probability that a setting of the measurement is named.
        slots: (m, slots, 2 + metrics + c) scores of the choices: nothing, words, standard metrics, candidates.
        spans: (m, t, spans, 2) scores of each piece as the first and the last of the words that fill a slot.
    """

    salience: Table
    types: Table
    relations: Table
    reported: Table
    kinds: Table
    conditioned: Table
    slots: Table
    spans: Table


def read(encoded: Encoded, candidates: Sequence[Candidate], numerals: Sequence[Numeral]) -> Readings:
    """Ask the model about everything at once. Candidates and numerals must have word pieces of their own."""
    import numpy

    items = [
        *(thing_item(encoded, candidate) for candidate in candidates),
        *(number_item(encoded, n) for n in numerals),
    ]
    laid = arrange(items, encoded.sentences)
    inputs = {
        "vectors": encoded.vectors[None],
        "style": numpy.array([labels().style], dtype=numpy.int64),
        **{name: getattr(laid, name)[None] for name in laid.__slots__},
    }
    salience, types, relations, numbers, slots, spans = (table[0] for table in run("reader", inputs, _OUTPUTS))
    c = len(candidates)
    things, own = slice(1, 1 + c), slice(1 + c, 1 + c + len(numerals))
    fixed = 2 + len(labels().metrics)
    choices = numpy.concatenate([slots[own, :, :fixed], slots[own, :, fixed + 1 : fixed + 1 + c]], axis=-1)
    return Readings(
        softmax(salience[things]),
        softmax(types[things]),
        sigmoid(relations[: 1 + c, things]),
        sigmoid(numbers[own, 0]),
        softmax(numbers[own, 1:-1]),
        sigmoid(numbers[own, -1]),
        choices,
        spans[own].reshape(len(numerals), len(encoded.pieces), len(labels().spans), 2),
    )


def words(encoded: Encoded, readings: Readings, number: int, slot: str) -> tuple[int, int] | None:
    """The first and last piece of the words of the abstract that fill a slot of a number, as far as there are any."""
    import numpy

    scores = readings.spans[number, :, labels().spans.index(slot)]
    usable = numpy.array([p.field == "abstract" and p.start < p.end for p in encoded.pieces])
    if not usable.any():
        return None
    starts = numpy.where(usable, scores[:, 0], -numpy.inf)
    best: tuple[float, int, int] | None = None
    for first in numpy.argsort(-starts, kind="stable")[:_STARTS]:
        for last in range(first, min(first + LONGEST_SPAN, len(encoded.pieces))):
            if not usable[first] or not usable[last]:
                break
            score = float(scores[first, 0] + scores[last, 1])
            if numpy.isfinite(score) and (best is None or score > best[0]):
                best = score, int(first), last
    return best[1:] if best else None


def thing_item(encoded: Encoded, candidate: Candidate) -> Item:
    """A candidate as the second stage takes it."""
    name = candidate.names[0]
    found = (encoded.span(m.field, m.start, m.end) for m in candidate.mentions)
    features = thing_features(
        [type_ in candidate.known for type_ in labels().types],
        len(candidate.mentions),
        len(name.split()),
        title=any(mention.field == "title" for mention in candidate.mentions),
        capital=any(letter.isupper() for letter in name[1:]),
        digit=any(letter.isdigit() for letter in name),
        names=len(candidate.names),
    )
    return Item(THING_ITEM, tuple(span for span in found if span), features)


def number_item(encoded: Encoded, numeral: Numeral) -> Item:
    """A number as the second stage takes it."""
    span = encoded.span("abstract", numeral.start, numeral.end)
    assert span is not None, "a number without word pieces"  # noqa: S101 - the caller leaves those out
    return Item(NUMBER_ITEM, (span,), number_features(numeral.quantity.value, numeral.quantity.unit))
