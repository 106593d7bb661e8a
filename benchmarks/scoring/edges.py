"""When an edge is right: subject, predicate and object are. What a paper proposes and the paper are one subject."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.scoring.entities import loose, matches, strict
from benchmarks.scoring.papers import PAPER, Paper, Relation

Triple = tuple[str, str, str]
# folded: a variant of a method uses it, what is outperformed was compared with
FOLD = {"extends": "uses", "outperforms": "comparesWith"}


@dataclass(frozen=True, slots=True)
class Edges:
    """The edges of one paper over the annotator's ids, and by which relation each was said.

    `wanted` must be found, `allowed` may be said; `said` leaves out edges to or from what is optional.
    """

    wanted: frozenset[Triple]
    allowed: frozenset[Triple]
    said: frozenset[Triple]
    by_relation: tuple[tuple[Relation, Triple], ...]

    def missed(self) -> frozenset[Triple]:
        """What must be found and was not."""
        return self.wanted - self.said

    def right(self) -> frozenset[Triple]:
        """What must be found and was."""
        return self.wanted & self.said

    def wrong(self) -> frozenset[Triple]:
        """What was said and is not so."""
        return self.said - self.allowed


def edges(gold: Paper, said: Paper, *, exact: bool) -> Edges:
    """Compare the edges of a paper; unless `exact`, `FOLD` is applied to the predicates of both sides."""
    optional = {entity.id for entity in gold.entities if entity.optional}
    allowed = {triple for relation in gold.relations if (triple := _triple(gold, relation, exact=exact))}
    pairs = {PAPER: PAPER, **matches(gold, said, strict, loose)}
    by_relation = []
    for relation in said.relations:
        triple = _renamed(gold, _triple(said, relation, exact=exact), pairs)
        if triple and optional.isdisjoint((triple[0], triple[2])):
            by_relation.append((relation, triple))
    return Edges(
        frozenset(triple for triple in allowed if optional.isdisjoint((triple[0], triple[2]))),
        frozenset(allowed),
        frozenset(triple for _, triple in by_relation),
        tuple(by_relation),
    )


def _triple(paper: Paper, relation: Relation, *, exact: bool) -> Triple | None:
    own = paper.proposed | {other.object for other in paper.relations if other.predicate == "proposes"}
    subject = PAPER if relation.subject in own else relation.subject
    predicate = relation.predicate if exact else FOLD.get(relation.predicate, relation.predicate)
    return (subject, predicate, relation.object) if subject != relation.object else None


def _renamed(gold: Paper, triple: Triple | None, pairs: dict[str, str]) -> Triple | None:
    if triple is None:
        return None
    subject, predicate, object_ = triple
    # an entity that the annotator does not have stays what it is, under a name that no annotated entity bears
    subject, object_ = pairs.get(subject, f"?{subject}"), pairs.get(object_, f"?{object_}")
    subject = PAPER if subject in gold.proposed else subject
    return (subject, predicate, object_) if subject != object_ else None
