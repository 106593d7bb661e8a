"""The distinct things a paper names, as the tagger in plain Python sees them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from kg.extract.entities.contribution import role
from kg.extract.entities.names import Group, Stretch, groups
from kg.extract.entities.tagger import Span
from kg.extract.text.document import Document, Line
from kg.extract.text.gazetteer import known_types
from kg.model import Entity, Mention

Tag = Callable[[Document, Line], Iterable[Span]]


def entities(doc: Document, tag: Tag) -> tuple[Entity, ...]:
    """All entities of a paper, in the order of their first mentions, ids "e1", "e2", …

    Args:
        doc: the paper in sentences.
        tag: finds the names in a sentence.
    """
    stretches = (stretch(doc, line, span) for line in doc.lines for span in tag(doc, line))
    found = (
        Entity(f"e{k}", _type(group), group.names[0], group.names, group.mentions, confidence=_confidence(group))
        for k, group in enumerate(groups(doc, stretches), start=1)
    )
    return tuple(replace(entity, role=role(doc, entity)) for entity in found)


def stretch(doc: Document, line: Line, span: Span, tagger: str = "") -> Stretch:
    """The tokens of a span as a place in the text."""
    start, end = line.tokens[span.first].start, line.tokens[span.last - 1].end
    mention = Mention(line.field, start, end, doc.text(line.field)[start:end])
    return Stretch(mention, span.type, span.margin, tagger)


def _type(group: Group) -> str:
    """The type most mentions have; the vocabulary speaks where it knows one type only; ties by order of types."""
    votes: Counter[str] = Counter()
    for found in group.stretches:
        votes[found.type] += 2
        known = known_types(found.mention.text)
        if len(known) == 1:
            votes[known[0]] += 3
    return min(votes, key=lambda name: (-votes[name], name))


def _confidence(group: Group) -> float:
    """From the tagger's mean margin (100 is one update of its training) through a logistic curve."""
    margin = max(found.score for found in group.stretches)
    known = any(known_types(found.mention.text) for found in group.stretches)
    return round(min(0.99, max(0.3, 0.5 + margin / 6000 + 0.1 * known + 0.03 * min(len(group.stretches), 4))), 2)
