"""Whether a paper brings a thing itself: what it proposes, and how it says so."""

from __future__ import annotations

import re

from kg.extract.text.document import Document
from kg.extract.text.gazetteer import known_types
from kg.model import Entity, Role

_PROPOSES = re.compile(
    r"\b(?:we|authors|(?:this|the present) (?:\w+ )?(?:paper|work|article|study|report|letter)|paper|work)\b"
    r"[^.;]{0,60}?"
    r"\b(?:propos|introduc|present|develop|design|describ|releas|contribut|devis|formulat|construct|creat|built|build|"
    r"offer|provid|establish|curat|collect)\w*\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been) (?:proposed|introduced|presented|developed|designed)\b")
_CALLED = re.compile(
    r"(?:\b(?:called|named|dubbed|termed|coined|namely|denoted|which we call|we call(?: it| this| our \w+)?|"
    r"refer(?:red)? to as|"
    r"entitled|abbreviated as)\b\s*(?:as\s+)?(?:the\s+)?[\"'“‘`(\\\w{]{0,9}\s*)$"
)
_GOES_ON = re.compile(r"[\s)]*(?:\([^)]*\)\s*)?[a-z][^,.;:]{0,80}?\b(?:called|named|dubbed|termed|coined)\s")
_OBJECT_ENDS = re.compile(
    r"\b(?:that|which|where|based|using|by|with|via|through|from|to|for|in|on|leverag\w+|consisting|built|compared|"
    r"capable|whose|without|while|under|over|when|inspired)\b|[;:]"
)


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
        if _CALLED.search(before):
            return "proposed"
        # "a novel Stable Diffusion module called SpeedUp": what is called so is proposed, not what it is for
        named_later = _GOES_ON.match(text, mention.end, line.sentence.end)
        if not well_known and not named_later and proposal(before) is not None:
            return "proposed"
    return None


def proposal(before: str) -> int | None:
    """Where, in the part of a sentence before a name, the words stand that propose it; None if they don't."""
    called = _CALLED.search(before)
    if called:
        return called.start()
    last = None
    for match in _PROPOSES.finditer(before):
        last = match
    if last is None:
        return None
    between = before[last.end() :]
    return last.end() - 1 if len(between) < 90 and not _OBJECT_ENDS.search(between) else None
