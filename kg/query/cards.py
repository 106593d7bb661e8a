"""All that the papers say of one thing, or of a hub the first part of each relation and the number of the rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from kg.model import Claim, Node
from kg.ontology import ontology
from kg.query.counts import results_of
from kg.store.lookup import claims_of, claims_said, doubted_claims, label, labels
from kg.store.lookup import node as node_of

if TYPE_CHECKING:
    import sqlite3

    from kg.store import Store

_QUOTES = 3  # papers quoted for one edge where not all are
Edge = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Reported:
    """A number with the names in its slots: (slot, name) pairs in the ontology's order."""

    result: Node
    slots: tuple[tuple[str, str], ...]
    claim: Claim


@dataclass(frozen=True, slots=True)
class Card:
    """A node with its claims of every polarity, outgoing first, its numbers, and the names of all that they touch.

    What was left out is counted: `edges_left` of each relation, as (predicate, whether outgoing, number);
    `papers_left` of each edge, as (subject, predicate, object, number of papers that say so too); `numbers_left`.
    """

    node: Node
    claims: tuple[Claim, ...]
    numbers: tuple[Reported, ...]
    names: tuple[tuple[str, str], ...]
    edges_left: tuple[tuple[str, bool, int], ...] = ()
    papers_left: tuple[tuple[str, str, str, int], ...] = ()
    numbers_left: int = 0


def card(store: Store, node: Node, most: int | None = None) -> Card:
    """The card of a node of the store.

    Args:
        store: an open store.
        node: what the card is of.
        most: the most edges of each relation and direction, and the most numbers; those in most papers come first.
            None gives all with all their quotes.
    """
    graph, apart = store.graph, frozenset((*ontology().slot_predicates, "reports"))
    edges_left: Counter[tuple[str, bool]] = Counter()
    papers_left: list[tuple[str, str, str, int]] = []
    claims: list[Claim] = []
    results: set[str] = set()
    if most is None:
        said = set(claims_of(graph, node.iri))
        claims = [claim for claim in said if claim.predicate not in apart]
        results = {end for claim in said for end in (claim.subject, claim.object) if "/result/" in end}
        claims.sort(key=lambda c: (c.subject != node.iri, c.predicate, c))
    else:
        groups: dict[tuple[str, bool], list[Claim]] = defaultdict(list)
        for outgoing in (True, False):
            for predicate, count in _relations(store.database, node.iri, outgoing):
                if predicate in apart:
                    continue
                group = groups[predicate, outgoing]
                for edge, papers in _edges(store.database, node.iri, predicate, outgoing, most):
                    group += [c for paper in papers[:_QUOTES] for c in claims_said(graph, paper, *edge)]
                    if len(papers) > _QUOTES:
                        papers_left.append((*edge, len(papers) - _QUOTES))
                edges_left[predicate, outgoing] = count - min(count, most)
        for claim in doubted_claims(graph, node.iri):
            key = claim.predicate, claim.subject == node.iri
            doubts = sum(c.polarity != "asserted" for c in groups[key])
            if claim.predicate in apart:
                results |= {end for end in (claim.subject, claim.object) if "/result/" in end}
            elif doubts < most:
                groups[key].append(claim)
            else:
                edges_left[key] += 1
        for key in sorted(groups, key=lambda key: (not key[1], key[0])):
            claims += groups[key]
        results |= set(results_of(store.database, node.iri))
    numbers = list(islice(_numbers(store, sorted(results)), most))
    names = labels(graph, (*claims, *(number.claim for number in numbers)))
    return Card(
        node, tuple(claims), tuple(numbers), tuple(sorted(names.items())),
        tuple((*key, left) for key, left in sorted(edges_left.items()) if left), tuple(papers_left),
        len(results) - len(numbers) if most is not None and len(numbers) == most else 0,
    )  # fmt: skip


def _relations(database: sqlite3.Connection, iri: str, outgoing: bool) -> list[tuple[str, int]]:
    """The predicates of the asserted edges that leave or reach a node, each with the number of edges."""
    here, there = ("subject", "object") if outgoing else ("object", "subject")
    query = (
        f"SELECT predicate, COUNT(DISTINCT {there}) FROM edges "  # noqa: S608 - text of ours
        f"WHERE {here} = (SELECT id FROM nodes WHERE iri = ?) GROUP BY predicate"
    )
    return database.execute(query, (iri,)).fetchall()


def _edges(
    database: sqlite3.Connection, iri: str, predicate: str, outgoing: bool, most: int
) -> list[tuple[Edge, list[str]]]:
    """The edges of one predicate with the papers that say so: those first that most say, then to what most name."""
    here, there = ("subject", "object") if outgoing else ("object", "subject")
    query = (
        f"SELECT iri, {there}, {here} FROM edges JOIN nodes ON nodes.id = {there} "  # noqa: S608 - text of ours
        f"WHERE {here} = (SELECT id FROM nodes WHERE iri = ?) AND predicate = ? "
        f"GROUP BY {there} ORDER BY COUNT(*) DESC, papers DESC, iri LIMIT ?"
    )
    of = "SELECT iri FROM edges e JOIN papers p ON p.id = e.paper WHERE subject = ? AND object = ? AND predicate = ?"
    found: list[tuple[Edge, list[str]]] = []
    for other, far, near in database.execute(query, (iri, predicate, most)).fetchall():
        ends = (near, far) if outgoing else (far, near)
        papers = sorted(paper for (paper,) in database.execute(of, (*ends, predicate)))
        found.append(((iri, predicate, other) if outgoing else (other, predicate, iri), papers))
    return found


def _numbers(store: Store, results: list[str]) -> Iterator[Reported]:
    graph, slots = store.graph, ontology().slot_predicates
    for iri in results:
        said = {claim.predicate: claim for claim in sorted(claims_of(graph, iri))}
        result = node_of(graph, iri)
        if result is not None and "reports" in said:
            named = tuple((slot, label(graph, said[slot].object)) for slot in slots if slot in said)
            yield Reported(result, named, said["reports"])
