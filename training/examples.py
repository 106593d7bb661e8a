"""Annotated papers as the reader trains on them: the inputs of both stages, and for each head its answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray

from kg.extract.annotated import Candidate, Numeral
from kg.extract.entities.aliases import name_key
from kg.extract.neural.inputs import Inputs, Item, Span, arrange
from kg.extract.neural.pieces import Piece
from kg.model import Mention, TextField
from training.labels import KINDS, METRIC_WORDS, METRICS, PREDICATES, SLOTS, SPANS, STYLES, TYPES

IGNORED = -100
Paperlike = dict[str, Any]  # a line of an annotated file
Ints = NDArray[numpy.int64]
Floats = NDArray[numpy.float32]
FIXED = 2 + len(METRICS)  # choices of a slot before the candidates: nothing, words of the text, standard metrics


@dataclass(frozen=True, slots=True)
class Example:
    """One paper of t pieces, c candidates and m numbers.

    Attributes:
        pieces: numbers and shapes of the word pieces, (2, t).
        style: index in STYLES of whoever annotated it.
        inputs: of the second stage.
        names: (t,) 0 for no name, 1 + 2 * type at its beginning, one more inside.
        weights: (t,) of the loss of `names`.
        core: (t,) within names, 1 for those that must not be left out.
        salience: (c,) 0 no entity, 1 one that may be left out, 2 one that must not.
        types: (c,) index in TYPES.
        relations: (1 + c, c, predicates) 1 where an edge is stated; `asked` (1 + c, c) where that is known.
        reported: (m,) 1 for results.
        kinds: (m,) index in KINDS.
        slots: (m, slots) choice.
        spans: (m, spans, 2) first and last piece of words that fill a slot.
        conditioned: (m,) 1 where a setting is named.
    """

    pieces: Ints
    style: int
    inputs: Inputs
    names: Ints
    weights: Floats
    core: Ints
    salience: Ints
    types: Ints
    relations: Floats
    asked: Floats
    reported: Ints
    kinds: Ints
    slots: Ints
    spans: Ints
    conditioned: Ints


@dataclass(frozen=True, slots=True)
class Prepared:
    """An annotated paper with what a model saw in it: its pieces (of one window), candidates and numerals."""

    paper: Paperlike
    style: int
    pieces: tuple[Piece, ...]
    sentences: Ints
    candidates: tuple[Candidate, ...]
    numerals: tuple[Numeral, ...]

    def span(self, field: TextField, start: int, end: int) -> Span | None:
        """The pieces that a stretch of text touches; None where there is none."""
        rows = [k for k, p in enumerate(self.pieces) if p.field == field and p.start < end and start < p.end]
        return Span(rows[0], rows[-1] + 1) if rows else None


def read(path: Path) -> list[Paperlike]:
    """The lines of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def style(paper: Paperlike) -> int:
    """Whose habits the annotation follows: those of its batch, or the ones that the product follows."""
    batch = paper.get("annotator")
    return 0 if batch is None else STYLES.index(batch) if batch in STYLES else len(STYLES) - 1


def stretches(paper: Paperlike) -> Iterator[tuple[Mention, int]]:
    """Where the annotated names stand, with the entity's index; longer names first, none overlapping another."""
    names = sorted(
        {(name, k) for k, entity in enumerate(paper["entities"]) for name in entity["names"]},
        key=lambda pair: (-len(pair[0]), pair),
    )
    fields: tuple[TextField, ...] = ("title", "abstract")
    for field in fields:
        taken: list[tuple[int, int]] = []
        for name, k in names:
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", paper[field]):
                if not any(a < match.end() and match.start() < b for a, b in taken):
                    taken.append(match.span())
                    yield Mention(field, match.start(), match.end(), match.group()), k


def example(prepared: Prepared, items: Sequence[Item], owners: Sequence[int | None]) -> Example:
    """The answers for a paper.

    Args:
        prepared: the paper.
        items: its candidates, then its numerals, as the second stage takes them.
        owners: for each candidate, the index of the annotated entity that it is.
    """
    entities = prepared.paper["entities"]
    names, weights, core = _tags(prepared)
    worth = [0 if k is None else 1 if entities[k].get("optional") else 2 for k in owners]
    relations, asked = _relations(prepared.paper, owners)
    numbers = _Numbers(prepared, owners)
    return Example(
        pieces=numpy.array([[p.number for p in prepared.pieces], [p.shape for p in prepared.pieces]]),
        style=prepared.style,
        inputs=arrange(items, prepared.sentences),
        names=names,
        weights=weights,
        core=core,
        salience=numpy.array(worth, dtype=numpy.int64),
        types=numpy.array(
            [IGNORED if k is None else TYPES.index(entities[k]["type"]) for k in owners], dtype=numpy.int64
        ),
        relations=relations,
        asked=asked,
        reported=numpy.array(
            [IGNORED if r == IGNORED else int(r is not None) for r in numbers.results], dtype=numpy.int64
        ),
        kinds=numbers.kinds,
        slots=numbers.slots,
        spans=numbers.spans,
        conditioned=numbers.conditioned,
    )


def owners(paper: Paperlike, candidates: Sequence[Candidate]) -> list[int | None]:
    """For each candidate the annotated entity that shares a name with it, those that must not be left out first."""
    order = sorted(range(len(paper["entities"])), key=lambda k: bool(paper["entities"][k].get("optional")))
    keys = {k: {name_key(name) for name in paper["entities"][k]["names"]} for k in order}
    return [
        next((k for k in order if keys[k] & {name_key(name) for name in candidate.names}), None)
        for candidate in candidates
    ]


def missed(paper: Paperlike, found: Sequence[int | None]) -> Iterator[Candidate]:
    """The annotated entities that no candidate is, as candidates, so that the model learns them too."""
    places: dict[int, list[Mention]] = {}
    for mention, k in stretches(paper):
        places.setdefault(k, []).append(mention)
    for k, entity in enumerate(paper["entities"]):
        if k not in found and k in places:
            yield Candidate(tuple(entity["names"]), tuple(places[k]))


def _tags(prepared: Prepared) -> tuple[Ints, Floats, Ints]:
    size = len(prepared.pieces)
    names = numpy.where(prepared.sentences < 0, IGNORED, 0)
    weights = numpy.ones(size, dtype=numpy.float32)
    core = numpy.full(size, IGNORED, dtype=numpy.int64)
    for mention, k in stretches(prepared.paper):
        span = prepared.span(mention.field, mention.start, mention.end)
        if span is None:
            continue
        entity, rows = prepared.paper["entities"][k], slice(span.first, span.last)
        names[rows] = 2 + 2 * TYPES.index(entity["type"])
        names[span.first] -= 1
        core[rows] = not entity.get("optional")
        if entity.get("optional"):
            weights[rows] = 0.5  # the annotator could as well have left it out
    return names, weights, core


def _relations(paper: Paperlike, owners: Sequence[int | None]) -> tuple[Floats, Floats]:
    """A proposed thing and its paper are one subject, which is the paper; edges of what is no entity are not asked."""
    count = len(owners)
    stated = numpy.zeros((1 + count, count, len(PREDICATES)), dtype=numpy.float32)
    asked = numpy.zeros((1 + count, count), dtype=numpy.float32)
    own = {e["id"] for e in paper["entities"] if e.get("role") == "proposed"}
    own |= {o for _, predicate, o in paper["relations"] if predicate == "proposes"}
    rows: dict[str, list[int]] = {}
    for i, k in enumerate(owners):
        if k is not None:
            rows.setdefault(paper["entities"][k]["id"], []).append(i)
    for subject, predicate, object_ in [*paper["relations"], *(("paper", "proposes", id_) for id_ in sorted(own))]:
        subjects = [0] if subject == "paper" or subject in own else [1 + i for i in rows.get(subject, ())]
        for i in subjects:
            for j in rows.get(object_, ()):
                stated[i, j, PREDICATES.index(predicate)] = i != 1 + j
    entity = numpy.array([k is not None for k in owners], dtype=bool)
    asked[0] = entity
    asked[1:] = entity[:, None] & entity[None, :] & ~numpy.eye(count, dtype=bool)
    for id_ in own:
        asked[[1 + i for i in rows.get(id_, ())]] = 0
    return stated, asked


class _Numbers:
    """The annotated results, matched with the numerals of the text."""

    def __init__(self, prepared: Prepared, owners: Sequence[int | None]) -> None:
        self.prepared, self.paper = prepared, prepared.paper
        self.of_entity = {k: i for i, k in reversed(list(enumerate(owners))) if k is not None}
        self.keys = [{name_key(name) for name in candidate.names} for candidate in prepared.candidates]
        self.results = self._matched()
        count = len(prepared.numerals)
        self.kinds = numpy.full(count, IGNORED, dtype=numpy.int64)
        self.slots = numpy.full((count, len(SLOTS)), IGNORED, dtype=numpy.int64)
        self.spans = numpy.full((count, len(SPANS), 2), IGNORED, dtype=numpy.int64)
        self.conditioned = numpy.full(count, IGNORED, dtype=numpy.int64)
        for m, at in enumerate(self.results):
            if at is not None and at != IGNORED:
                self._answer(m, self.paper["results"][at])

    def _matched(self) -> list[int | None]:
        """For each numeral its result; None for none, IGNORED where the same number is said again."""
        taken: set[int] = set()
        found: list[int | None] = []
        results = self.paper.get("results", [])
        for numeral in self.prepared.numerals:
            same = [
                k
                for k, result in enumerate(results)
                if plain(result["value"]) == plain(numeral.quantity.value) and self._in_evidence(result, numeral.start)
            ]
            same = [k for k in same if results[k].get("unit") == numeral.quantity.unit] or same
            free = [k for k in same if k not in taken]
            taken.update(free[:1])
            found.append(free[0] if free else IGNORED if same else None)
        return found

    def _in_evidence(self, result: Paperlike, position: int) -> bool:
        start: int = self.paper["abstract"].find(result["evidence"])
        return start < 0 or start <= position < start + len(result["evidence"])

    def _answer(self, m: int, result: Paperlike) -> None:
        kind = result.get("direction") if result.get("kind") == "change" else result.get("kind")
        self.kinds[m] = KINDS.index(kind) if kind in KINDS else IGNORED
        for row, slot in enumerate(SLOTS):
            self.slots[m, row] = self._choice(m, slot, result.get(slot))
        self.conditioned[m] = bool(result.get("condition"))
        if result.get("condition"):
            self._point(m, "condition", self._words(result["condition"]))

    def _choice(self, m: int, slot: str, filler: str | None) -> int:
        if not filler:
            return IGNORED if slot == "metric" else 0
        entity = next((k for k, e in enumerate(self.paper["entities"]) if e["id"] == filler), None)
        if entity in self.of_entity:
            return FIXED + self.of_entity[entity]
        words = self._words(filler)
        named = next((i for i, keys in enumerate(self.keys) if name_key(words) in keys), None)
        if named is not None:
            return FIXED + named
        if slot in SPANS and self._point(m, slot, words):
            return 1
        if slot == "metric" and (standard := standard_metric(words)) is not None:
            return 2 + standard
        return IGNORED

    def _words(self, filler: str) -> str:
        names: list[str] = next((e["names"] for e in self.paper["entities"] if e["id"] == filler), [filler])
        return names[0]

    def _point(self, m: int, slot: str, words: str) -> bool:
        """Point at the place of the words that is nearest to the number; False where they do not stand."""
        near = self.prepared.numerals[m].start
        matches = list(re.finditer(re.escape(words), self.paper["abstract"], re.IGNORECASE))
        for match in sorted(matches, key=lambda match: abs(match.start() - near)):
            span = self.prepared.span("abstract", match.start(), match.end())
            if span:
                self.spans[m, SPANS.index(slot)] = span.first, span.last - 1
                return True
        return False


def plain(value: str) -> str:
    """A number without separators and signs, to compare the annotation's with the text's."""
    return re.sub(r"(x|times|%)$", "", re.sub(r"[,\s~+≈]", "", str(value).lower().replace("–", "-")))


def standard_metric(name: str) -> int | None:
    """The index in METRICS of what a metric is called that the text leaves unnamed."""
    for k, metric in enumerate(METRICS):
        if name_key(metric) == name_key(name):
            return k
    low = name.lower()
    return next((METRICS.index(metric) for metric, words in METRIC_WORDS if any(word in low for word in words)), None)
