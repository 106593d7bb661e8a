"""What a text states outright of the paper's own work and another method: it wins, loses, differs, or extends it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.relations.extensions import extension
from kg.extract.text.comparisons import find_comparison
from kg.extract.text.document import Document
from kg.model import Entity, Evidence, Mention, Polarity

MENTIONS = 100  # an abstract that names a thing more often has no more to say of it


@dataclass(frozen=True, slots=True)
class Statement:
    """One relation as one sentence states it: "outperforms", "comparesWith" or "extends"."""

    predicate: str
    evidence: Evidence
    polarity: Polarity


def own_mentions(entities: Iterable[Entity]) -> tuple[Mention, ...]:
    """Where the text names what the paper itself brings."""
    return tuple(mention for entity in entities if entity.role == "proposed" for mention in entity.mentions)


def statements(doc: Document, own: Sequence[Mention], entity: Entity) -> Iterator[Statement]:
    """What each sentence that names a method states of the paper's own work and it, in order of place.

    A win is "outperforms"; a loss, a tie or a mere difference is "comparesWith".
    """
    for mention in entity.mentions[:MENTIONS]:
        evidence = doc.line_at(mention.field, mention.start).evidence()
        if found := find_comparison(doc, own, mention):
            wins = found.outcome == "wins"
            yield Statement("outperforms" if wins else "comparesWith", evidence, found.polarity)
        if stated := extension(doc, own, mention):
            yield Statement("extends", stated, "asserted")
