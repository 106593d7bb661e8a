"""Annotated texts as the network trains on them: word pieces, and for each head the answer at each piece."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.extract.neural.network import PREDICATES, SLOTS, TYPES
from kg.extract.neural.pieces import Piece, Window, around, windows
from kg.extract.text.document import document
from kg.extract.text.quantities import quantities
from kg.model import Paper

IGNORED = -100
Paperlike = dict[str, Any]  # a line of an annotated file
Stretch = tuple[str, int, int]  # field, start, end

# one head a public corpus, for their guidelines differ from ours and from one another
CORPORA = {
    "scierc": ("method", "task", "dataset", "metric", "other", "generic"),
    "scirex": ("method", "task", "dataset", "metric"),
    "tdmsci": ("task", "dataset", "metric"),
}


@dataclass(frozen=True, slots=True)
class Example:
    """One window and, for each head it answers, a label a piece (IGNORED: not asked); weight of each piece's loss."""

    window: Window
    labels: dict[str, list[int]]
    weights: list[float] = field(default_factory=list)


def read(path: Path) -> list[Paperlike]:
    """The lines of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def tags(pieces: Sequence[Piece], spans: Sequence[tuple[str, int, int, int]]) -> list[int]:
    """A span (field, start, end, type index) gives 1 + 2 * type at its first piece, and one more inside it."""
    labels = []
    for piece in pieces:
        label = IGNORED if piece.start == piece.end else 0
        for place, start, end, type_ in spans:
            if label == 0 and piece.field == place and start <= piece.start < end:
                label = 1 + 2 * type_ + (piece.start > start)
        labels.append(label)
    return labels


def of_corpus(path: Path, name: str) -> Iterator[Example]:
    """The examples of a public corpus in the shared format; the text counts as an abstract without a title."""
    types = CORPORA[name]
    for line in read(path):
        doc = document(Paper("", line["text"]))
        spans = [
            ("abstract", entity["start"], entity["end"], types.index(entity["type"]))
            for entity in line["entities"]
            if entity["type"] in types
        ]
        spans.sort(key=lambda span: span[1] - span[2])  # of nested names the longer one
        for window in windows(doc):
            yield Example(window, {name: tags(window.pieces, spans)})


def stretches(paper: Paperlike) -> Iterator[tuple[Stretch, int]]:
    """Where the annotated names stand, with the entity's index; longer names first, none overlapping another."""
    names = sorted(
        {(name, k) for k, entity in enumerate(paper["entities"]) for name in entity["names"]},
        key=lambda pair: (-len(pair[0]), pair),
    )
    for place in ("title", "abstract"):
        taken: list[tuple[int, int]] = []
        for name, k in names:
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", paper[place]):
                if not any(a < match.end() and match.start() < b for a, b in taken):
                    taken.append(match.span())
                    yield (place, match.start(), match.end()), k


_RARE_FIRST = ("extends", "outperforms", "comparesWith", "proposes")


def predicate(paper: Paperlike, entity: Paperlike) -> int:
    """The index in PREDICATES of what the paper says of an entity; "other" is said of it by another entity only."""
    proposed = {e["id"] for e in paper["entities"] if e.get("role") == "proposed"} | {"paper"}
    said = [(s in proposed, p) for s, p, o in paper["relations"] if o == entity["id"]]
    own = [p for is_own, p in said if is_own]
    for name in (*_RARE_FIRST, *own):
        if name in own:
            return PREDICATES.index(name)
    return PREDICATES.index("other" if said else "none")


def of_gold(paper: Paperlike, optional_weight: float) -> Iterator[Example]:
    """What our own annotation says of names, of their worth, and of what the paper says of them."""
    cut = document(Paper(paper["title"], paper["abstract"]))
    found = list(stretches(paper))
    spans = [(p, a, b, TYPES.index(paper["entities"][k]["type"])) for (p, a, b), k in found]
    worth = [not entity.get("optional") for entity in paper["entities"]]
    said = [predicate(paper, entity) for entity in paper["entities"]]
    for window in windows(cut):
        names = tags(window.pieces, spans)
        core, predicates, weights = [], [], []
        for piece in window.pieces:
            at = next((k for (p, a, b), k in found if piece.field == p and a <= piece.start < b), None)
            core.append(IGNORED if at is None or piece.start == piece.end else int(worth[at]))
            predicates.append(IGNORED if at is None or piece.start == piece.end else said[at])
            weights.append(1.0 if at is None or worth[at] else optional_weight)
        yield Example(window, {"names": names, "core": core, "predicate": predicates}, weights)


def of_numbers(paper: Paperlike) -> Iterator[Example]:
    """For every number of the abstract: whether it is a reported result, and which words fill its slots."""
    cut = document(Paper(paper["title"], paper["abstract"]))
    found = list(stretches(paper))
    ids = [entity["id"] for entity in paper["entities"]]
    taken: set[int] = set()
    for at, line in enumerate(cut.lines):
        if line.field == "title":
            continue
        for quantity in quantities(line.text):
            start, end = line.sentence.start + quantity.start, line.sentence.start + quantity.end
            same = [
                k
                for k, result in enumerate(paper.get("results", []))
                if plain(result["value"]) == plain(quantity.value) and _in_evidence(paper, result, start)
            ]
            result = next((paper["results"][k] for k in same if k not in taken), None)
            if result is None and same:
                continue  # the same number said again: neither right nor wrong
            taken.update(same[:1])
            window = around(cut, at, start, end)
            spans: list[tuple[Stretch, int]] = []
            for slot in SLOTS[1:] if result else ():
                filler = (result or {}).get(slot)
                if filler in ids:
                    spans += [(place, SLOTS.index(slot)) for place, k in found if ids[k] == filler]
                elif filler:
                    spans += [(place, SLOTS.index(slot)) for place in _verbatim(paper["abstract"], filler, start)]
            slots = []
            for k, piece in enumerate(window.pieces):
                if piece.start == piece.end or k in window.marked:
                    slots.append(IGNORED)
                    continue
                label = next((s for (p, a, b), s in spans if piece.field == p and a <= piece.start < b), 0)
                slots.append(label)
            reported = [int(result is not None) if k in window.marked else IGNORED for k in range(len(window.pieces))]
            if result is None:
                yield Example(window, {"reported": reported})
            else:
                yield Example(window, {"reported": reported, "slot": slots})


def plain(value: str) -> str:
    """A number without separators and signs, to compare the annotation's with the text's."""
    return re.sub(r"(x|times|%)$", "", re.sub(r"[,\s~+≈]", "", value.lower().replace("–", "-")))


def _in_evidence(paper: Paperlike, result: Paperlike, position: int) -> bool:
    start: int = paper["abstract"].find(result["evidence"])
    return start < 0 or position in range(start, start + len(result["evidence"]))


def _verbatim(text: str, words: str, near: int) -> list[Stretch]:
    """The place of these words nearest to a position, none where they do not stand."""
    places = [("abstract", m.start(), m.end()) for m in re.finditer(re.escape(words), text, re.IGNORECASE)]
    return sorted(places, key=lambda place: abs(place[1] - near))[:1]
