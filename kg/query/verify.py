"""Every quote read again in its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.ontology import KG

if TYPE_CHECKING:
    from kg.store import Store


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the graph that its source does not bear out."""

    what: str
    where: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def verify(store: Store) -> tuple[Problem, ...]:
    """Every claim's quote and every mention against the stored text of its paper, every edge against its claims."""
    papers = {paper.iri: paper for paper in store.papers()}
    problems: list[Problem] = []
    facts = store.facts()
    for claim in facts.claims:
        paper, evidence = papers.get(claim.paper), claim.evidence
        if paper is None:
            problems.append(Problem("the paper it is from is not in the store", claim.iri))
        elif not evidence.quote or paper.text(evidence.field)[evidence.start : evidence.end] != evidence.quote:
            problems.append(
                Problem(f"{evidence.quote!r} does not stand at {evidence.start} of the {evidence.field}", claim.iri)
            )
    for extraction in store.extractions():
        for entity in extraction.entities:
            for mention in entity.mentions:
                if extraction.paper.text(mention.field)[mention.start : mention.end] != mention.text:
                    problems.append(Problem(f"{mention.text!r} is not where it is said to be", extraction.paper.iri))
    asserted = {(c.subject, KG + c.predicate, c.object) for c in facts.claims if c.polarity == "asserted"}
    nodes = {node.iri for node in facts.nodes}
    for quad in store.graph.quads_for_pattern(None, None, None, None):
        if getattr(quad.graph_name, "value", None):
            continue
        subject, object_ = getattr(quad.subject, "value", ""), getattr(quad.object, "value", "")
        if object_ in nodes and (subject, quad.predicate.value, object_) not in asserted:
            problems.append(Problem(f"{quad.predicate.value.removeprefix(KG)} {object_} has no quote", subject))
    return tuple(sorted(problems, key=str))
