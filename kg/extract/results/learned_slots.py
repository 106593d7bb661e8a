"""What fills a number's slots, as the network reads it: for every slot the likeliest entity or run of words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.extract.neural.network import SLOTS, Answers
from kg.extract.neural.pieces import Window
from kg.extract.text.document import Document
from kg.model import Entity, TextField

if TYPE_CHECKING:
    from kg.extract.neural.network import Table

LEAST = 0.3  # how likely words must be to fill a slot
# the types of things that may fill a slot; words that are no known thing may fill any
_FITTING = {
    "metric": ("metric",),
    "dataset": ("dataset", "method", "task"),
    "baseline": ("method", "hardware"),
    "hardware": ("hardware",),
}


def fillers(doc: Document, window: Window, said: Answers, entities: Iterable[Entity]) -> dict[str, tuple[str, float]]:
    """Slot -> what fills it (an entity's id, else words of the text) and how likely; a slot without is left out."""
    found: dict[str, tuple[str, float]] = {}
    known = list(entities)
    for slot, types in _FITTING.items():
        likely = said.slot[:, SLOTS.index(slot)]
        best = max(
            (
                (share, entity.id)
                for entity in known
                if entity.type in types and (share := _share(window, likely, entity))
            ),
            default=(0.0, ""),
        )
        words = _words(doc, window, likely)
        if best[0] >= LEAST and best[0] >= words[0] - 0.3:
            found[slot] = (best[1], best[0])
        elif words[0] >= 0.5:
            found[slot] = (words[1], words[0])
    return found


def _share(window: Window, likely: Table, entity: Entity) -> float:
    """The mean probability over the pieces of its likeliest mention in the window."""
    best = 0.0
    for mention in entity.mentions:
        rows = [
            k
            for k, piece in enumerate(window.pieces)
            if piece.start < piece.end and piece.field == mention.field
            and mention.start < piece.end and piece.start < mention.end
        ]  # fmt: skip
        if rows:
            best = max(best, float(likely[rows].mean()))
    return best


def _words(doc: Document, window: Window, likely: Table) -> tuple[float, str]:
    """The run of pieces around the likeliest one: its mean probability, and as it stands in the text."""
    pieces = window.pieces
    top = max(range(len(pieces)), key=lambda k: (float(likely[k]) if pieces[k].end > pieces[k].start else -1.0, -k))
    first = last = top
    while first and likely[first - 1] >= LEAST and pieces[first - 1].end > pieces[first - 1].start:
        first -= 1
    while last + 1 < len(pieces) and likely[last + 1] >= LEAST and pieces[last + 1].end > pieces[last + 1].start:
        last += 1
    field: TextField = pieces[top].field
    text = doc.text(field)
    start, end = pieces[first].start, pieces[last].end
    while 0 < start < len(text) and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    words = text[start:end].strip(" ,.;:()")
    return (float(likely[first : last + 1].mean()), words) if words else (0.0, "")
