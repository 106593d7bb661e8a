"""Edges as people speak of them: which one is meant, and how right the graph is by what they decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.link.apply_decisions import RULE, quoted
from kg.link.decisions import relation
from kg.model import Node
from kg.ontology import ontology
from kg.query.names import resolve
from kg.store.lookup import claims_between

if TYPE_CHECKING:
    from kg.link.decisions import Decision
    from kg.store import Store


@dataclass(frozen=True, slots=True)
class Score:
    """How many edges of a predicate are right, wrong and missed, by what people decided; shares of them, or None."""

    predicate: str
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float | None:
        """The share of what the graph says that is right."""
        said = self.right + self.wrong
        return round(self.right / said, 3) if said else None

    @property
    def recall(self) -> float | None:
        """The share of what is right that the graph says."""
        true = self.right + self.missed
        return round(self.right / true, 3) if true else None


def edge(store: Store, subject: str, predicate: str, object_: str) -> tuple[Node, str, Node]:
    """The edge meant by three names, told apart by the types that the predicate joins.

    Raises:
        UnknownName: there is no such name or predicate.
        KgError: no paper says it.
    """
    known = relation(predicate)
    firsts, seconds = (
        _candidates(store, name, types) for name, types in ((subject, known.domain), (object_, known.range))
    )
    for first in firsts:
        for second in seconds:
            if any(True for _ in claims_between(store.graph, first.iri, second.iri, known.name)):
                return first, known.name, second
    said = f"{firsts[0].label!r} {known.name} {seconds[0].label!r}"
    if any(_is_of(d, firsts, known.name, seconds) for d in store.decisions.of("reject")):
        raise KgError(f"{said} is rejected already; delete its line from the file of decisions to have it again")
    raise KgError(f"no paper says that {said}; 'kg show' lists what is said")


def _is_of(decision: Decision, firsts: list[Node], predicate: str, seconds: list[Node]) -> bool:
    """Whether a decision speaks of an edge between such things."""
    first, name, second = decision.edge
    ends = zip((first, second), (firsts, seconds), strict=True)
    return name == predicate and all(any(end == f"{node.type}:{node.label}" for node in nodes) for end, nodes in ends)


def _candidates(store: Store, name: str, types: tuple[str, ...]) -> list[Node]:
    found: list[Node] = []
    fault: KgError | None = None
    for type_ in types:
        try:
            found.append(resolve(store, name, type_))
        except KgError as error:
            fault = error
    if not found and fault is not None:
        raise fault
    return found


def check_missed(paper: Node, predicate: str, quote: str) -> str:
    """The predicate of a missed edge. Raises KgError where there is none, or the paper does not say the quote."""
    name = relation(predicate).name
    if paper.paper is None or quoted(paper.paper, quote) is None:
        raise KgError(f"{quote!r} does not stand in {paper.label!r}; the quote must be word for word")
    return name


def scores(store: Store) -> tuple[Score, ...]:
    """The score of each predicate of which anything is decided, in the ontology's order."""
    tally: dict[str, list[int]] = {}
    for decision in store.decisions.of("accept", "reject", "add-missed"):
        right, wrong, missed = tally.setdefault(decision.edge[1], [0, 0, 0])
        applies = store.applies(decision)
        if decision.verb == "accept":
            right, missed = right + applies, missed + (not applies)
        elif decision.verb == "reject":
            wrong += applies  # what nobody says any more is no fault of the graph
        elif applies:
            read = _is_read(store, decision)
            right, missed = right + read, missed + (not read)
        tally[decision.edge[1]] = [right, wrong, missed]
    return tuple(Score(p, *tally[p]) for p in ontology().relation_predicates if p in tally)


def _is_read(store: Store, decision: Decision) -> bool:
    """Whether a missed edge is by now read in its paper without anybody's help."""
    from kg.link.decisions import split_name

    paper = resolve(store, split_name(decision.arguments[0])[1], "paper")
    query = (
        "SELECT a.iri, b.iri FROM edges JOIN nodes a ON a.id = subject JOIN nodes b ON b.id = object "
        "JOIN papers ON papers.id = edges.paper WHERE papers.iri = ? AND predicate = ?"
    )
    predicate = decision.edge[1]
    for subject, object_ in store.database.execute(query, (paper.iri, predicate)).fetchall():
        for claim in claims_between(store.graph, subject, object_, predicate):
            if claim.rule == RULE and claim.evidence.quote.split() == decision.arguments[4].split():
                return False
    return True
