"""Edges between a paper and the things it names, each with the sentence that says it and the rule that read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.extract.cues import threshold
from kg.extract.entities.contribution import proposal
from kg.extract.relations.stated import MENTIONS, own_mentions, statements
from kg.extract.text.document import Document, Line
from kg.extract.text.polarity import polarity
from kg.model import Entity, Evidence, Mention, Polarity, Relation

PAPER = "paper"


@dataclass(frozen=True, slots=True)
class _Reading:
    """One possible reading of one mention; the highest rank of an entity's readings is its relation."""

    rank: float
    predicate: str
    rule: str
    evidence: Evidence
    polarity: Polarity
    confidence: float


_CUED = 2.5  # the rank from which a reading rests on cue words of its own
_KIND = {"outperforms": "against", "comparesWith": "against", "extends": "from", "proposes": "own"}
_USES = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|based on|employ\w*|leverag\w*|appl(?:y|ies|ied|ying)|utili[sz]\w*|adopt\w*|incorporat\w*|"
    r"integrat\w*|combin\w*|via|with|through|by|exploit\w*|rely|relies|relying|powered by|consist\w*|compris\w*|"
    r"train\w*|on top of|plug\w*|contain\w*|equipped)\b",
    re.IGNORECASE,
)
_EVALUATES = re.compile(
    r"\b(?:on|evaluat\w*|experiment\w*|benchmark\w*|validat\w*|test\w*|demonstrat\w*|results?|achiev\w*|dataset\w*)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:we|our|ours|us|this (?:paper|work|study|article)|the proposed)\b", re.IGNORECASE)
# predicate -> rank of a reading that the text states, and the name of its confidence
_STATED = {
    "outperforms": (3.0, "stated-win"),
    "comparesWith": (2.8, "stated-comparison"),
    "extends": (2.6, "stated-extension"),
}


def relations(doc: Document, entities: tuple[Entity, ...]) -> tuple[Relation, ...]:
    """What the paper says of each of its entities, at most one relation for each entity and one for its proposal."""
    proposed = frozenset(entity.id for entity in entities if entity.role == "proposed")
    own = own_mentions(entities)
    found: list[Relation] = []
    for entity in entities:
        readings = list(_readings(doc, entity, proposed, own))
        if not readings:
            continue
        # the first of equal rank wins: mentions come in order of place
        best = max(readings, key=lambda reading: reading.rank)
        chosen = [best]
        # a paper may extend what it outperforms: what has its own cue words is said besides
        if best.rank >= _CUED:
            others = [r for r in readings if r.rank >= _CUED and _KIND[r.predicate] != _KIND[best.predicate]]
            chosen += sorted(others, key=lambda reading: -reading.rank)[:1]
        for reading in chosen:
            confidence = round(reading.confidence * (0.5 + entity.confidence / 2), 2)
            found.append(
                Relation(
                    PAPER,
                    reading.predicate,
                    entity.id,
                    reading.evidence,
                    reading.polarity,
                    confidence,
                    reading.rule,
                )
            )
    return tuple(found)


def _readings(doc: Document, entity: Entity, proposed: frozenset[str], own: Sequence[Mention]) -> Iterable[_Reading]:
    if entity.type == "method" and entity.id not in proposed:
        for stated in statements(doc, own, entity):
            rank, name = _STATED[stated.predicate]
            rule = f"cue:{stated.predicate}"
            yield _Reading(rank, stated.predicate, rule, stated.evidence, stated.polarity, _confidence(name))
    for mention in entity.mentions[:MENTIONS]:
        line = doc.line_at(mention.field, mention.start)
        at = mention.start - line.sentence.start
        if entity.id in proposed:
            yield _proposes(mention, line, at)
        elif entity.type == "method":
            yield _plain(doc, line, at, "uses", _USES)
        elif entity.type == "task":
            yield _plain(doc, line, at, "addresses", _OWN)
        elif entity.type == "dataset":
            yield _plain(doc, line, at, "evaluatesOn", _EVALUATES)
        elif entity.type == "metric":
            yield _plain(doc, line, at, "measures", _OWN)
        else:
            yield _plain(doc, line, at, "runsOn", _EVALUATES)


def _proposes(mention: Mention, line: Line, at: int) -> _Reading:
    if mention.field == "title":
        leads = mention.start <= 1
        confidence = _confidence("proposed-in-title" if leads else "proposed-elsewhere")
        return _Reading(2 if leads else 0.5, "proposes", "title", line.evidence(), "asserted", confidence)
    cue = proposal(line.text[:at])
    if cue is not None:
        return _Reading(3, "proposes", "we-propose", line.evidence(), "asserted", _confidence("proposed"))
    return _Reading(1, "proposes", "named", line.evidence(), "asserted", _confidence("proposed-elsewhere"))


def _plain(doc: Document, line: Line, at: int, predicate: str, cue: re.Pattern[str]) -> _Reading:
    """The relation that a thing of this type most often has, read where a cue word and the paper's own voice stand."""
    found = None
    for match in cue.finditer(line.text, 0, at):
        found = match
    own = line.field == "title" or doc.lines.index(line) >= doc.own_part
    rank = 1.0 + 0.5 * own + 0.3 * (found is not None) + 0.4 * bool(_OWN.search(line.text))
    said = polarity(line.text, found.start() if found else at, at)
    if said != "asserted":
        rank -= 0.6
    rule = f"cue:{predicate}" if found else f"type:{predicate}"
    weight = 1.0 if own and found else _confidence("without-cue" if own else "before-own-part")
    return _Reading(rank, predicate, rule, line.evidence(), said, _confidence(predicate) * weight)


def _confidence(name: str) -> float:
    return threshold("relations", name)
