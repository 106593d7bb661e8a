"""Edges between a paper and what it names, as the network reads them; each with the sentence that says it best."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.extract.entities.contribution import proposal
from kg.extract.entities.salience import Candidate
from kg.extract.neural.network import PREDICATES
from kg.extract.relations.by_cues import relations as by_rules
from kg.extract.relations.stated import Statement, own_mentions, statements
from kg.extract.text.document import Document
from kg.extract.text.polarity import polarity
from kg.model import Entity, Mention, Relation
from kg.ontology import ontology

PAPER = "paper"
LEAST = 0.3  # least probability of an edge, given that the thing is salient
# how much likelier a thing is the paper's own where title or words say so, and how much less where they don't
SAID_SO, NOT_SAID_SO = 0.1, 0.2
# what the two of a pair share is decided first, then which of them it is
_PAIRS = (("uses", "extends"), ("comparesWith", "outperforms"))


def relations(doc: Document, kept: Sequence[tuple[Entity, Candidate]]) -> tuple[Relation, ...]:
    """What the network reads the paper to say of each of its entities, and what cue words say besides."""
    own = own_mentions(entity for entity, _ in kept)
    found: list[Relation] = []
    for entity, known in kept:
        predicate, probability = likeliest(entity, known)
        if probability < LEAST:
            continue
        k = PREDICATES.index(predicate)
        # the mention that says it most clearly is the evidence; the first of equals
        clear = [
            row[k] + _plainly(doc, mention, predicate) for row, mention in zip(known.said, entity.mentions, strict=True)
        ]
        mention = entity.mentions[max(range(len(clear)), key=lambda i: (clear[i], -i))]
        line = doc.line_at(mention.field, mention.start)
        said = _said(doc, own, entity)
        predicate = _as_stated(predicate, entity, said)
        if stated := said.get(predicate):
            evidence, stands = stated.evidence, stated.polarity
        else:
            evidence, stands = line.evidence(), polarity(line.text, mention.start - line.sentence.start)
        confidence = round(entity.confidence * probability, 2)
        found.append(Relation(PAPER, predicate, entity.id, evidence, stands, confidence, "network"))
    read = {relation.object: relation for relation in found}
    for cued in by_rules(doc, tuple(entity for entity, _ in kept)):
        kind, other = _KIND.get(cued.predicate), read.get(cued.object)
        if kind is None or not cued.rule.startswith("cue:"):
            continue
        if other is None:
            found.append(cued)
        elif other.predicate == "uses" and kind == "from":
            # built with it, and a variant of it: the closer word stands
            found[found.index(other)] = cued
        elif other.predicate != "proposes" and _KIND.get(other.predicate) != kind:
            found.append(cued)
    return tuple(found)


def _said(doc: Document, own: Sequence[Mention], entity: Entity) -> dict[str, Statement]:
    """What the text states outright of the paper's own work and a method: the first statement of each predicate."""
    said: dict[str, Statement] = {}
    for statement in statements(doc, own, entity) if entity.type == "method" else ():
        said.setdefault(statement.predicate, statement)
    return said


def _as_stated(predicate: str, entity: Entity, said: Mapping[str, Statement]) -> str:
    """The predicate that the network chose, unless the text states another."""
    if predicate == "outperforms" and "outperforms" not in said and "comparesWith" in said:
        return "comparesWith"
    if predicate == "proposes" and entity.role is None and said:
        return next(iter(said))  # what the paper's own is set beside is not its own
    if predicate == "extends" and "extends" not in said:
        return "uses"  # an extension is stated or is none
    return predicate


# what cue words say that a paper may say besides, by what it says of the thing
_KIND = {"outperforms": "against", "comparesWith": "against", "extends": "from"}


def _plainly(doc: Document, mention: Mention, predicate: str) -> float:
    """What the words around a mention add to what the network says: "we propose" says more, a link to code less."""
    line = doc.line_at(mention.field, mention.start)
    if predicate != "proposes":
        return -0.3 if _LINK.search(line.text) else 0.0
    if mention.field == "title":
        return 0.5 if mention.start <= 1 else 0.0
    if proposal(line.text[: mention.start - line.sentence.start]) is not None:
        return 1.0
    return -0.5 if _LINK.search(line.text) else 0.0


_LINK = re.compile(r"https?://|\b(?:code|project page) (?:is|are|will be)\b", re.IGNORECASE)


def likeliest(entity: Entity, known: Candidate) -> tuple[str, float]:
    """The predicate that fits the entity's type and has most of the probability; "none" counts as no edge."""
    share = dict(zip(PREDICATES, known.predicate, strict=True))
    fitting = {name: share[name] for name in PREDICATES[1:-1] if entity.type in ontology().predicate(name).range}
    if "proposes" in fitting:
        fitting["proposes"] += SAID_SO if entity.role == "proposed" else -NOT_SAID_SO
    for common, special in _PAIRS:
        if common in fitting and special in fitting:
            both = fitting[common] + fitting[special]
            winner = common if fitting[common] >= fitting[special] else special
            fitting[common] = fitting[special] = 0.0
            fitting[winner] = both
    best = max(fitting, key=lambda name: (fitting[name], name))
    return best, min(1.0, fitting[best])
