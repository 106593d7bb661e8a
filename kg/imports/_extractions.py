"""What each paper of a graph says, in its own terms: what a build links anew when more papers are added."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator

from kg.extract.record import to_record
from kg.model import Claim, Entity, Extraction, Facts, Mention, Node, Paper, Relation, Result, TextField
from kg.ontology import ontology

EXTRACTOR = "imported 1"


def extractions(facts: Facts) -> Iterator[tuple[str, Paper, str]]:
    """IRI and paper with the JSON that a store keeps of what it says."""
    nodes = {node.iri: node for node in facts.nodes}
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in facts.claims:
        claims[claim.paper].append(claim)
    mentions: dict[str, set[str]] = defaultdict(set)
    for paper, entity in facts.mentions:
        mentions[paper].add(entity)
    for node in facts.nodes:
        if node.paper is not None:
            extraction = _extraction(node, node.paper, claims[node.iri], mentions[node.iri], nodes)
            yield node.iri, node.paper, json.dumps(to_record(extraction), ensure_ascii=True)


def _extraction(
    node: Node, paper: Paper, claims: list[Claim], mentions: set[str], nodes: dict[str, Node]
) -> Extraction:
    ends = {iri for claim in claims for iri in (claim.subject, claim.object)} | mentions
    things = sorted(iri for iri in ends if iri in nodes and nodes[iri].type not in ("paper", "result"))
    local = {iri: f"e{k}" for k, iri in enumerate(things, 1)} | {node.iri: "paper"}
    proposed = {claim.object for claim in claims if claim.predicate == "proposes"}
    entities = tuple(_entity(local[iri], nodes[iri], paper, iri in proposed) for iri in things)
    kinds = frozenset(ontology().relation_predicates)
    relations = tuple(
        Relation(local[c.subject], c.predicate, local[c.object], c.evidence, c.polarity, c.confidence, c.rule)
        for c in claims
        if c.predicate in kinds and c.subject in local and c.object in local
    )
    slots: dict[str, dict[str, str]] = defaultdict(dict)
    for claim in claims:
        if claim.predicate not in kinds and claim.object in local:
            slots[claim.subject][claim.predicate] = local[claim.object]
    results = tuple(
        _result(claim, nodes[claim.object], slots[claim.object]) for claim in claims if claim.predicate == "reports"
    )
    return Extraction(paper, entities, relations, results, EXTRACTOR)


def _entity(local: str, node: Node, paper: Paper, proposed: bool) -> Entity:
    """A thing by those of its names that the paper's text has; by its label where it has none of them."""
    found: list[Mention] = []
    fields: tuple[TextField, ...] = ("title", "abstract")
    for name in sorted({node.label, *node.names} - {""}):
        for field in fields:
            pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
            found += (Mention(field, m.start(), m.end(), m[0]) for m in re.finditer(pattern, paper.text(field)))
    mentions = tuple(sorted(found, key=lambda m: (m.field == "abstract", m.start, m.end)))
    names = tuple(dict.fromkeys(mention.text for mention in mentions)) or (node.label,)
    return Entity(local, node.type, names[0], names, mentions, "proposed" if proposed else None)


def _result(claim: Claim, node: Node, slots: dict[str, str]) -> Result:
    number = node.number
    if number is None:  # a node that bears no number
        return Result(slots.get("metric", ""), node.label, "", claim.evidence)
    return Result(
        slots.get("metric", ""), number.text, number.unit, claim.evidence, slots.get("method"), slots.get("dataset"),
        slots.get("task"), slots.get("baseline"), slots.get("hardware"), number.condition or None, claim.polarity,
        claim.confidence, claim.rule, number.kind or None, number.direction or None,
    )  # fmt: skip
