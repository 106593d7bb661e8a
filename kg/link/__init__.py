"""From what each paper says in its own terms to facts over shared nodes.

A thing's node follows from its own paper's text and the vocabulary alone: the vocabulary's name where one of its
names is known, else the long form that the paper defines, else its name, folded (case, hyphens, plural). So the
order of papers never matters, and adding a paper never moves the node of a thing in another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from kg.extract.lexicon import words_of
from kg.link.numbers import decimal
from kg.model import BASE, Claim, Entity, Evidence, Extraction, Facts, Node, Number, Result, content_hash, slug
from kg.ontology import Term, ontology, vocabulary

PAPER = "paper"


@cache
def _vocabulary() -> dict[tuple[str, tuple[str, ...]], Term]:
    table: dict[tuple[str, tuple[str, ...]], Term] = {}
    for term in vocabulary():
        for name in (term.name, *term.aliases):
            table.setdefault((term.type, words_of(name)), term)
    return table


def known_term(type_: str, name: str) -> Term | None:
    """The vocabulary's term that bears this name under this type."""
    return _vocabulary().get((type_, words_of(name)))


@dataclass(slots=True)
class _Thing:
    """What gathers on one node while papers are read; frozen into a Node at the end."""

    type: str
    names: Counter[str] = field(default_factory=Counter)
    known: Term | None = None
    reasons: set[str] = field(default_factory=set)


def identity(entity: Entity) -> tuple[str, Term | None, str]:
    """The IRI of an entity's node, the known term behind it, and why its names are one thing ("" for one name)."""
    for name in entity.names:
        term = known_term(entity.type, name)
        if term is not None:
            others = [n for n in entity.names if words_of(n) != words_of(term.name)]
            reason = f"{', '.join(sorted(others))}: alias of {term.name} in the vocabulary" if others else ""
            return f"{BASE}{entity.type}/{slug(term.name)}", term, reason
    # the long form rather than its acronym: "SD" is many things, "stable diffusion" is one
    best = min(entity.names, key=lambda n: (-len(words_of(n)) if _is_acronym(entity) else 0, entity.names.index(n)))
    key = "-".join(word.casefold() for word in words_of(best))
    others = sorted(set(entity.names) - {best})
    reason = f"{', '.join(others)}: same as {best} within one paper (spelling or definition)" if others else ""
    return f"{BASE}{entity.type}/{slug(key or best)}", None, reason


def _is_acronym(entity: Entity) -> bool:
    return any(name.isupper() and len(name) <= 8 for name in entity.names) and any(" " in name for name in entity.names)


def link(extractions: Iterable[Extraction]) -> Facts:
    """All facts of all papers, sorted; the same for any order of the papers."""
    nodes: dict[str, Node] = {}
    things: dict[str, _Thing] = {}
    claims: set[Claim] = set()
    mentions: set[tuple[str, str]] = set()
    for extraction in extractions:
        paper = extraction.paper
        iri = paper.iri
        nodes[iri] = Node(iri, "paper", paper.title, paper=paper)
        iris = {PAPER: iri}
        for entity in extraction.entities:
            entity_iri, term, reason = identity(entity)
            iris[entity.id] = entity_iri
            thing = things.setdefault(entity_iri, _Thing(entity.type))
            thing.known = thing.known or term
            thing.names.update(entity.names)
            if reason:
                thing.reasons.add(reason)
            mentions.add((iri, entity_iri))
        contribution = _contribution(extraction)
        for relation in extraction.relations:
            subject = relation.subject
            if (
                subject == PAPER
                and contribution
                and relation.predicate != "proposes"
                and relation.object != contribution
            ):
                subject = contribution
            ends = iris[subject], iris[relation.object]
            if ends[0] != ends[1]:
                claims.add(
                    Claim(
                        ends[0],
                        relation.predicate,
                        ends[1],
                        iri,
                        relation.evidence,
                        relation.polarity,
                        relation.confidence,
                        relation.rule,
                    )
                )
        for result in extraction.results:
            _add_result(result, extraction, iris, things, nodes, claims)
    for entity_iri, thing in things.items():
        nodes[entity_iri] = _node(entity_iri, thing)
    return Facts(tuple(nodes[k] for k in sorted(nodes)), tuple(sorted(claims)), tuple(sorted(mentions)))


def _contribution(extraction: Extraction) -> str | None:
    """The method that stands for the paper as subject: the first it proposes."""
    return next((e.id for e in extraction.entities if e.role == "proposed" and e.type == "method"), None)


def _add_result(
    result: Result,
    extraction: Extraction,
    iris: dict[str, str],
    things: dict[str, _Thing],
    nodes: dict[str, Node],
    claims: set[Claim],
) -> None:
    paper = iris[PAPER]
    evidence = result.evidence
    filled = {slot: value for slot in ontology().slot_predicates if (value := getattr(result, slot)) is not None}
    iri = f"{BASE}result/" + content_hash(
        paper,
        result.value,
        result.unit,
        result.condition or "",
        evidence.field,
        str(evidence.start),
        *(f"{slot}={iris.get(value, value)}" for slot, value in sorted(filled.items())),
    )
    targets: dict[str, str] = {}
    for slot, value in filled.items():
        if value in iris:
            targets[slot] = iris[value]
        else:  # a standard name the text leaves unsaid ("speedup")
            term = known_term(slot, value)
            targets[slot] = f"{BASE}{slot}/{slug(term.name if term else value)}"
            thing = things.setdefault(targets[slot], _Thing(slot))
            thing.known = thing.known or term
            thing.names[value] += 0
    label = f"{_label(result.metric, extraction)} {result.value}{'' if result.unit in ('%', 'x') else ' '}{result.unit}"
    number = Number(result.value, result.unit, result.condition or "", decimal(result.value))
    nodes[iri] = Node(iri, "result", label.strip(), number=number)

    def claim(subject: str, predicate: str, object_: str, said: Evidence) -> Claim:
        return Claim(subject, predicate, object_, paper, said, result.polarity, result.confidence, result.rule)

    claims.add(claim(paper, "reports", iri, evidence))
    for slot, target in targets.items():
        claims.add(claim(iri, slot, target, evidence))


def _label(slot: str, extraction: Extraction) -> str:
    return next((e.name for e in extraction.entities if e.id == slot), slot)


def _node(iri: str, thing: _Thing) -> Node:
    """The vocabulary's name first, else the form that most papers use; ties by more capitals, then by code point."""
    ordered = sorted(thing.names, key=lambda n: (-thing.names[n], -sum(map(str.isupper, n)), n))
    label = thing.known.name if thing.known else ordered[0]
    others = tuple(sorted(set(ordered) - {label}))
    direction = thing.known.direction if thing.known else ""
    return Node(iri, thing.type, label, others, direction, reasons=tuple(sorted(thing.reasons)))
