"""What the papers say of one thing; of a hub the first part of each relation and the number of the rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from kg.model import Claim, Node
from kg.ontology import ontology
from kg.query.families import Families
from kg.query.lookup import Lookup
from kg.query.sure import is_sure
from kg.store.edges import count_hidden, edges_of_relation, relations_of
from kg.store.figures import Figure, read_figures, results_of_papers, results_with
from kg.store.lookup import claims_in, claims_of, claims_said, doubted_claims, label, labels

if TYPE_CHECKING:
    from kg.store import Store

_QUOTES = 3  # papers quoted for one edge where not all are


@dataclass(frozen=True, slots=True)
class Card:
    """A node with what papers say of it.

    Args:
        node: what the card is of.
        claims: of every polarity, outgoing ones first; of a paper all that it says, of its contributions too.
        numbers: by metric, dataset, value.
        names: IRI and label of all that the claims touch, sorted.
        issued: IRI and date of the papers that claims are from, where it is known, sorted.
        parents: labels of what it is a variant of.
        variants: labels of what is a variant of it.
        edges_left: edges left out, as (predicate, whether outgoing, how many).
        papers_left: papers that say an edge too, as (subject, predicate, object, how many).
        numbers_left: how many numbers were left out.
        hidden: how many claims and numbers were not sure enough.
    """

    node: Node
    claims: tuple[Claim, ...]
    numbers: tuple[Figure, ...]
    names: tuple[tuple[str, str], ...]
    issued: tuple[tuple[str, str], ...] = ()
    parents: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    edges_left: tuple[tuple[str, bool, int], ...] = ()
    papers_left: tuple[tuple[str, str, str, int], ...] = ()
    numbers_left: int = 0
    hidden: int = 0


def card(store: Store, node: Node, most: int | None = None, *, min_confidence: float | None = None) -> Card:
    """The card of a node of the store.

    Args:
        store: an open store.
        node: what the card is of.
        most: the most edges of each relation and direction, and the most numbers; those in most papers come first. None
            gives all with all their quotes.
        min_confidence: from 0 to 1; what is less sure is left out and counted. None is what the graph holds
            as plain edges.
    """
    relations = frozenset(ontology().relation_predicates)
    edges_left: Counter[tuple[str, bool]] = Counter()
    papers_left: list[tuple[str, str, str, int]] = []
    if most is None or node.type == "paper":
        said = claims_in(store.graph, node.iri) if node.type == "paper" else claims_of(store.graph, node.iri)
        found = sorted({claim for claim in said if claim.predicate in relations}, key=partial(_place, node.iri))
        claims = [claim for claim in found if is_sure(store, claim, min_confidence)]
        hidden = len(found) - len(claims)
    else:
        claims, edges_left, papers_left = _first_claims(store, node, most, min_confidence)
        hidden = count_hidden(store.database, node.iri, tuple(sorted(relations)), min_confidence)
    numbers = sorted(_numbers(store, node), key=_place_of_number)
    sure = [number for number in numbers if number.is_sure(min_confidence)]
    families, lookup = Families(store), Lookup(store)
    dates = {paper: lookup.issued(paper) for paper in sorted({claim.paper for claim in claims})}
    return Card(
        node, tuple(claims), tuple(sure[:most]), tuple(sorted(labels(store.graph, claims).items())),
        tuple((paper, date) for paper, date in dates.items() if date),
        tuple(label(store.graph, iri) for iri in families.parents(node.iri)),
        tuple(label(store.graph, iri) for iri in families.variants(node.iri)),
        tuple((*key, left) for key, left in sorted(edges_left.items()) if left), tuple(papers_left),
        len(sure) - len(sure[:most]), hidden + len(numbers) - len(sure),
    )  # fmt: skip


def _first_claims(
    store: Store, node: Node, most: int, least: float | None
) -> tuple[list[Claim], Counter[tuple[str, bool]], list[tuple[str, str, str, int]]]:
    """The claims of the first edges of each relation, how many edges are left of each, and how many papers of each."""
    relations = ontology().relation_predicates
    left: Counter[tuple[str, bool]] = Counter()
    papers_left: list[tuple[str, str, str, int]] = []
    groups: dict[tuple[str, bool], list[Claim]] = defaultdict(list)
    for outgoing in (True, False):
        for predicate, count in relations_of(store.database, node.iri, outgoing, least):
            if predicate not in relations:
                continue
            group = groups[predicate, outgoing]
            for edge, papers in edges_of_relation(store.database, node.iri, predicate, outgoing, most, least):
                group += [c for paper in papers[:_QUOTES] for c in claims_said(store.graph, paper, *edge)]
                if len(papers) > _QUOTES:
                    papers_left.append((*edge, len(papers) - _QUOTES))
            left[predicate, outgoing] = count - min(count, most)
    for claim in doubted_claims(store.graph, node.iri):
        key = claim.predicate, claim.subject == node.iri
        if claim.predicate not in relations or not is_sure(store, claim, least):
            continue
        if sum(c.polarity != "asserted" for c in groups[key]) < most:
            groups[key].append(claim)
        else:
            left[key] += 1
    claims = [claim for key in sorted(groups, key=lambda key: _place_of_relation(*key)) for claim in groups[key]]
    return claims, left, papers_left


def _numbers(store: Store, node: Node) -> list[Figure]:
    """The numbers that a paper reports, or that have a thing in a slot."""
    if node.type != "paper":
        return list(read_figures(store.database, results_with(store.database, node.iri)))
    (number,) = store.database.execute("SELECT id FROM nodes WHERE iri = ?", (node.iri,)).fetchone()
    results = results_of_papers(store.database, (number,))
    return [figure for figure in read_figures(store.database, results) if figure.paper_iri == node.iri]


def _place(node: str, claim: Claim) -> tuple[tuple[bool, int, str], str, Claim]:
    return _place_of_relation(claim.predicate, claim.subject == node), claim.subject + claim.object, claim


def _place_of_relation(predicate: str, outgoing: bool) -> tuple[bool, int, str]:
    """Who proposes a thing comes first, then what is said of it in the ontology's order, then what others say."""
    proposed = predicate == "proposes" and not outgoing
    return not outgoing and not proposed, -1 if proposed else ontology().relation_predicates.index(predicate), predicate


def _place_of_number(figure: Figure) -> tuple[str, str, str, Decimal, str]:
    value = figure.value if figure.value is not None else Decimal(0)
    return figure.slot("metric"), figure.slot("dataset"), figure.unit, -value, figure.iri
