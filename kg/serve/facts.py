"""Claims as pages show them: both ends with their pages, the sentence in pieces, how sure it is, who says it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.model import Claim
from kg.ontology import ontology
from kg.serve.marking import Piece, marked
from kg.serve.things import Thing, names_of, thing
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim. `quote` marks the names of the subject and of the object; `decidable` tells whether people may judge
    the edge: parts of a reported number are the paper's own."""

    claim: Claim
    subject: Thing
    predicate: str
    object: Thing
    paper: Thing
    quote: tuple[Piece, ...]
    decidable: bool

    @property
    def percent(self) -> int:
        """The confidence, in percent."""
        return round(100 * self.claim.confidence)


@dataclass(frozen=True, slots=True)
class EdgeFacts:
    """An edge: the other end, what says so, and how many more papers do."""

    other: Thing
    facts: tuple[Fact, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """All edges of one predicate and direction, and how many more there are."""

    predicate: str
    heading: str
    edges: tuple[EdgeFacts, ...]
    more: int = 0


class Facts:
    """Makes facts of claims; what it has looked up it keeps."""

    def __init__(self, store: Store) -> None:
        self._database = store.database
        self._things: dict[str, Thing] = {}
        self._names: dict[str, list[str]] = {}

    def thing(self, iri: str) -> Thing:
        """The thing of an IRI; one that nothing else is known of is called by its IRI."""
        if iri not in self._things:
            self._things[iri] = thing(self._database, iri) or Thing(iri, "", iri, 0)
        return self._things[iri]

    def fact(self, claim: Claim) -> Fact:
        """A claim with all that a page shows of it."""
        known = ontology().predicate(claim.predicate)
        return Fact(
            claim,
            self.thing(claim.subject),
            known.label,
            self.thing(claim.object),
            self.thing(claim.paper),
            self.quote(claim),
            known.name in ontology().relation_predicates,
        )

    def quote(self, claim: Claim) -> tuple[Piece, ...]:
        """The sentence with the names of both ends marked by their types."""
        return marked(claim.evidence.quote, self.names(claim.subject, claim.object))

    def names(self, *iris: str) -> list[tuple[str, str]]:
        """Every name of some things, each with the type of its thing; titles of papers stand in no sentence."""
        found: list[tuple[str, str]] = []
        for iri in iris:
            one = self.thing(iri)
            if one.type not in ("paper", "result", ""):
                if iri not in self._names:
                    self._names[iri] = names_of(self._database, iri)
                found += [(name, one.type) for name in self._names[iri]]
        return found


def groups(store: Store, iri: str, claims: Sequence[Claim], left: Iterable[tuple[str, bool, int]],
           papers_left: Iterable[tuple[str, str, str, int]]) -> tuple[Group, ...]:  # fmt: skip
    """The claims of a card by predicate, outgoing ones first, in the order of the ontology.

    Args:
        store: an open store.
        iri: the thing that the card is of.
        claims: its claims.
        left: edges that the card leaves out: predicate, whether outgoing, number.
        papers_left: papers that it leaves out: subject, predicate, object, number.
    """
    facts = Facts(store)
    edges: dict[tuple[bool, str], dict[str, list[Fact]]] = {}
    for claim in claims:
        outgoing = claim.subject == iri
        other = claim.object if outgoing else claim.subject
        edges.setdefault((outgoing, claim.predicate), {}).setdefault(other, []).append(facts.fact(claim))
    more = {(outgoing, predicate): count for predicate, outgoing, count in left}
    too = {(s, p, o): count for s, p, o, count in papers_left}
    order = [p.name for p in ontology().predicates]
    found: list[Group] = []
    for outgoing, predicate in sorted(edges, key=lambda key: (not key[0], order.index(key[1]))):
        label = ontology().predicate(predicate).label
        listed = tuple(
            EdgeFacts(
                facts.thing(other),
                tuple(said),
                too.get((iri, predicate, other) if outgoing else (other, predicate, iri), 0),
            )
            for other, said in edges[outgoing, predicate].items()
        )
        heading = label if outgoing else f"what {label} it"
        found.append(Group(predicate, heading, listed, more.get((outgoing, predicate), 0)))
    return tuple(found)
