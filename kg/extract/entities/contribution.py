"""Contribution: whether a paper brings a thing itself, and which words say so.

The cue phrases are the rows of `kg/extract/cues/proposals.tsv`.
"""

from __future__ import annotations

import re

from kg.extract.cues import pattern
from kg.extract.text.document import Document
from kg.extract.text.gazetteer import known_types
from kg.model import Entity, Role

_SUBJECT = (
    r"\b(?:we|authors|(?:this|the present) (?:\w+ )?(?:paper|work|article|study|report|letter)|paper|work)\b"
    r"[^.;]{0,60}?\b"
)
_TO_NAME = r"\s*(?:as\s+)?(?:the\s+)?[\"'“‘`(\\\w{]{0,9}\s*$"
_GOES_ON = re.compile(r"[\s)]*(?:\([^)]*\)\s*)?[a-z][^,.;:]{0,80}?\b(?:called|named|dubbed|termed|coined)\s")


def role(doc: Document, entity: Entity) -> Role:
    """Proposed: before the title's colon, named by "called X", or the object of "we propose"."""
    if entity.type in ("task", "hardware", "metric") and not entity.names[0][:1].isupper():
        return None
    if entity.type in ("task", "hardware"):
        return None
    # "we propose a Transformer for tables": what everybody knows by that name is another's
    well_known = any(known_types(name) for name in entity.names)
    for mention in entity.mentions:
        text = doc.text(mention.field)
        if mention.field == "title":
            after = text[mention.end : mention.end + 3]
            if mention.start <= 1 and re.match(r"[\"'”]?\s*(?::|--|—|–)", after):
                return "proposed"
            continue
        line = doc.line_at(mention.field, mention.start)
        before = text[line.sentence.start : mention.start]
        if _called(before):
            return "proposed"
        # "a novel Stable Diffusion module called SpeedUp": what is called so is proposed, not what it is for
        named_later = _GOES_ON.match(text, mention.end, line.sentence.end)
        if not well_known and not named_later and proposal(before) is not None:
            return "proposed"
    return None


def proposal(before: str) -> int | None:
    """Where, in the part of a sentence before a name, the words stand that propose it; None if they don't."""
    called = _called(before)
    if called:
        return called.start()
    last = None
    for match in pattern("proposals", "proposes", _SUBJECT, r"\b").finditer(before):
        last = match
    if last is None:
        return None
    between = before[last.end() :]
    return last.end() - 1 if len(between) < 90 and not pattern("proposals", "object-ends").search(between) else None


def _called(before: str) -> re.Match[str] | None:
    return pattern("proposals", "called", "", _TO_NAME).search(before)
