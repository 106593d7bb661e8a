"""Every quote read again in its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.ontology import ontology
from kg.store.lookup import claims_between, claims_in, edges_of
from kg.store.rdf import claims_graph

if TYPE_CHECKING:
    from kg.store import Store


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the graph that its source does not bear out."""

    what: str
    where: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read again, and what does not stand in its source, sorted."""

    papers: int
    quotes: int
    mentions: int
    problems: tuple[Problem, ...]


def verify(store: Store) -> tuple[Problem, ...]:
    """What does not stand in its source; see `check`."""
    return check(store).problems


def check(store: Store) -> Checked:
    """Every claim's quote and every mention against the stored text of its paper, every edge against its claims.

    One paper is read at a time, whatever the size of the store.
    """
    problems: list[Problem] = []
    quotes = mentions = 0
    graphs: set[str] = set()
    for extraction in store.extractions():
        paper = extraction.paper
        graphs.add(claims_graph(paper.iri))
        for claim in claims_in(store.graph, paper.iri):
            evidence = claim.evidence
            quotes += 1
            if not evidence.quote or paper.text(evidence.field)[evidence.start : evidence.end] != evidence.quote:
                what = f"{evidence.quote!r} does not stand at {evidence.start} of the {evidence.field}"
                problems.append(Problem(what, claim.iri))
        for entity in extraction.entities:
            for mention in entity.mentions:
                mentions += 1
                if paper.text(mention.field)[mention.start : mention.end] != mention.text:
                    problems.append(Problem(f"{mention.text!r} is not where it is said to be", paper.iri))
    for graph in store.graph.named_graphs():
        name = getattr(graph, "value", "")
        if name not in graphs:
            problems.append(Problem("the paper it is from is not in the store", name))
    for predicate in ontology().predicates:
        for subject, object_ in edges_of(store.graph, predicate.name):
            claims = claims_between(store.graph, subject, object_, predicate.name)
            if not any(claim.polarity == "asserted" for claim in claims):
                problems.append(Problem(f"{predicate.name} {object_} has no quote", subject))
    return Checked(len(graphs), quotes, mentions, tuple(sorted(problems, key=str)))
