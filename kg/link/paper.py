"""What one paper says, in terms of the nodes that all papers share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.link.apply_decisions import Corrected, is_of, meant, names_of
from kg.link.decisions import Decision, Decisions
from kg.link.families import STATED, VARIANT_OF, states
from kg.link.gazetteer import Name
from kg.link.numbers import decimal
from kg.link.observe import Observation, fillers
from kg.link.registry import Identity
from kg.link.thresholds import Thresholds
from kg.link.variants import Variants
from kg.model import BASE, PAPER, Claim, Evidence, Extraction, Node, Number, Relation, Result, content_hash


@dataclass(frozen=True, slots=True)
class Use:
    """A node under one of the names that a paper has for it; `mentioned` unless it is only understood."""

    identity: Identity
    name: str
    mentioned: bool


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """A paper's share of the graph: nodes that are its alone, its claims, what it calls the shared nodes."""

    paper: Node
    results: tuple[Node, ...]
    claims: tuple[Claim, ...]
    uses: tuple[Use, ...]
    applied: tuple[Decision, ...]

    @property
    def mentions(self) -> tuple[tuple[str, str], ...]:
        """(paper IRI, entity IRI)."""
        return tuple(sorted({(self.paper.iri, use.identity.iri) for use in self.uses if use.mentioned}))


def paper_facts(
    corrected: Corrected,
    seen: Observation,
    identities: Mapping[str, Identity],
    decisions: Decisions,
    thresholds: Thresholds,
    families: Variants,
) -> PaperFacts:
    """The facts of one paper, sure or not.

    Args:
        corrected: what it says.
        seen: the observation of the same.
        identities: anchor's local id -> its node.
        decisions: edges rejected are left out, edges accepted are certain.
        thresholds: a contribution stands for its paper only where it is sure enough to be reached from it.
        families: what its things may be variants of.
    """
    extraction = corrected.extraction
    paper = extraction.paper
    iris = {PAPER: paper.iri, **{local: identity.iri for local, identity in identities.items()}}
    uses = {
        Use(identities[anchor.entity], name, ":" not in anchor.entity)
        for anchor in seen.anchors
        for name in anchor.names
    }
    rejected = _Judged(extraction, seen, identities, decisions)
    names = {entity.id: entity.names for entity in extraction.entities}
    contribution = _contribution(extraction, thresholds)
    claims: set[Claim] = set()
    for relation in extraction.relations:
        subject = relation.subject
        if subject == PAPER and contribution and relation.predicate != "proposes" and relation.object != contribution:
            subject = contribution
        ends = iris[subject], iris[relation.object]
        verdict = rejected.verdict(subject, relation)
        if ends[0] != ends[1] and verdict != "reject":
            confidence = 1.0 if verdict == "accept" else relation.confidence
            claims.add(
                Claim(ends[0], relation.predicate, ends[1], paper.iri, relation.evidence, relation.polarity,
                      confidence, relation.rule)
            )  # fmt: skip
            if relation.predicate == "extends" and states(relation.evidence.quote, names[relation.object]):
                claims.add(
                    Claim(ends[0], VARIANT_OF, ends[1], paper.iri, relation.evidence, relation.polarity, confidence,
                          STATED)
                )  # fmt: skip
    claims |= _families(families, paper.iri, iris, rejected)
    results: dict[str, Node] = {}
    for result in extraction.results:
        node, said = _result(result, extraction, iris)
        results[node.iri] = node
        claims |= said
    return PaperFacts(
        Node(paper.iri, PAPER, paper.title, paper=paper),
        tuple(results[iri] for iri in sorted(results)),
        _distinct(claims),
        tuple(sorted(uses, key=lambda use: (use.identity.iri, use.name, use.mentioned))),
        tuple(sorted(corrected.applied | rejected.applied)),
    )


def _families(families: Variants, paper: str, iris: Mapping[str, str], judged: _Judged) -> set[Claim]:
    """What people decided, and of what names say the first for each thing that nobody rejected."""
    claims: set[Claim] = set()
    settled: set[str] = set()
    for said in families.found:
        if said.decision is None and said.entity in settled:
            continue
        if judged.rejects(said.entity, VARIANT_OF, {said.parent.name}):
            continue
        if said.decision is None:
            settled.add(said.entity)
        else:
            judged.applied.add(said.decision)
        claims.add(
            Claim(iris[said.entity], VARIANT_OF, said.parent.iri, paper, said.evidence, "asserted", 1.0, said.reason)
        )
    return claims


def _distinct(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims in order; of what is one claim under two of its thing's names, the surest."""
    best: dict[str, Claim] = {}
    for claim in claims:
        best[claim.iri] = max(claim, best.get(claim.iri, claim), key=lambda c: (c.confidence, c.rule))
    return tuple(sorted(best.values()))


class _Judged:
    """The edges of a paper that people rejected or accepted."""

    def __init__(
        self, extraction: Extraction, seen: Observation, identities: Mapping[str, Identity], decisions: Decisions
    ) -> None:
        self.applied: set[Decision] = set()
        self._decisions = decisions.of("reject", "accept")
        self._paper = extraction.paper
        self._keys: dict[str, set[Name]] = {}
        if self._decisions:
            for entity in extraction.entities:
                self._keys[entity.id] = names_of(entity)
            for anchor in seen.anchors:
                self._keys.setdefault(anchor.entity, set()).update({anchor.name, identities[anchor.entity].name})

    def verdict(self, subject: str, relation: Relation) -> str:
        """ "reject", "accept" or ""; to reject counts more."""
        verbs: set[str] = set()
        for decision in self._decisions:
            first, predicate, second = decision.edge
            if predicate == relation.predicate and self._is(subject, first) and self._is(relation.object, second):
                self.applied.add(decision)
                verbs.add(decision.verb)
        return max(verbs, default="")

    def rejects(self, subject: str, predicate: str, names: set[Name]) -> bool:
        """Whether an edge to a thing of these names, which the paper need not mention, is rejected."""
        found = False
        for decision in self._decisions:
            first, name, second = decision.edge
            if name == predicate and self._is(subject, first) and names & meant(second):
                self.applied.add(decision)
                found |= decision.verb == "reject"
        return found

    def _is(self, local: str, text: str) -> bool:
        if local == PAPER:
            return is_of(self._paper, text)
        return not self._keys[local].isdisjoint(meant(text))


def _contribution(extraction: Extraction, thresholds: Thresholds) -> str | None:
    """The method that stands for the paper as subject: the first it proposes, surely enough."""
    doubted = {
        r.object
        for r in extraction.relations
        if r.predicate == "proposes" and not thresholds.is_sure(r.predicate, r.confidence)
    }
    proposed = (e.id for e in extraction.entities if e.role == "proposed" and e.type == "method")
    return next((local for local in proposed if local not in doubted), None)


def _result(result: Result, extraction: Extraction, iris: Mapping[str, str]) -> tuple[Node, set[Claim]]:
    """The node of a reported number and the claims that fill its slots."""
    paper = iris[PAPER]
    evidence = result.evidence
    filled = fillers(result, {entity.id for entity in extraction.entities})
    targets = {slot: iris[value if value in iris else f"{slot}:{value}"] for slot, value in filled.items()}
    iri = f"{BASE}result/" + content_hash(
        paper,
        result.value,
        result.unit,
        result.condition or "",
        result.kind or "",
        result.direction or "",
        evidence.field,
        str(evidence.start),
        *(f"{slot}={target}" for slot, target in sorted(targets.items())),
    )
    metric = next((e.name for e in extraction.entities if e.id == result.metric), result.metric)
    label = f"{metric} {result.value}{'' if result.unit in ('%', 'x') else ' '}{result.unit}"
    number = Number(
        result.value, result.unit, result.condition or "", decimal(result.value), result.kind or "",
        result.direction or "",
    )  # fmt: skip

    def claim(subject: str, predicate: str, object_: str, said: Evidence) -> Claim:
        return Claim(subject, predicate, object_, paper, said, result.polarity, result.confidence, result.rule)

    claims = {claim(paper, "reports", iri, evidence)}
    claims |= {claim(iri, slot, target, evidence) for slot, target in targets.items()}
    return Node(iri, "result", label.strip(), number=number), claims
