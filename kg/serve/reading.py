"""The page of one paper: its abstract with what was read in it marked in place."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.record import from_record
from kg.link.normalize import search_key
from kg.model import Claim, Evidence, Node, Paper
from kg.ontology import ontology
from kg.serve.facts import Fact, Facts
from kg.serve.links import path_of, web_address
from kg.serve.marking import passage_of, passages
from kg.serve.numbers import charts
from kg.serve.page import Asked, Page
from kg.store import Store
from kg.store.lookup import claims_in


@dataclass(frozen=True, slots=True)
class Said:
    """What one passage says."""

    number: int
    facts: tuple[Fact, ...]


def reading(asked: Asked, node: Node) -> Page:
    """The page of a paper."""
    from kg.query.cards import card

    paper = node.paper
    assert paper is not None  # noqa: S101 - nodes of this type have one
    store = asked.store
    slots = frozenset(ontology().slot_predicates)
    claims = [claim for claim in claims_in(store.graph, node.iri) if claim.predicate not in slots]
    relations = [claim for claim in claims if claim.predicate != "reports"]
    mentions = _mentions(store, node.iri, paper)
    title = passages(paper.title, _spans(claims, "title"), mentions["title"])
    first = 1 + sum(passage.number is not None for passage in title)
    abstract = passages(paper.abstract, _spans(claims, "abstract"), mentions["abstract"], first)
    made = card(store, node, None)
    return Page(
        "paper.html",
        paper.title,
        {
            "node": node, "paper": paper, "titled": title, "abstract": abstract,
            "said": _by_passage(store, claims, relations, first), "charts": charts(store, node.iri, made.numbers),
            "url_of_paper": web_address(paper.url), "mentioned": _mentioned(mentions, store),
            "editable": asked.editable,
            "predicates": [ontology().predicate(name) for name in ontology().relation_predicates],
            "numbered": sum(p.number is not None for p in (*title, *abstract)),
        },
        data={"paper": paper, "iri": node.iri, "claims": claims},
        columns=("subject", "predicate", "object", "polarity", "confidence", "field", "start", "end", "quote"),
        rows=_rows(store, claims),
        about=(node.iri,),
        whole=True,
    )  # fmt: skip


def _spans(claims: Sequence[Claim], field: str) -> list[tuple[int, int]]:
    return sorted({(c.evidence.start, c.evidence.end) for c in claims if c.evidence.field == field})


def _by_passage(store: Store, claims: Sequence[Claim], relations: Sequence[Claim], first: int) -> tuple[Said, ...]:
    facts, spans = Facts(store), {field: _spans(claims, field) for field in ("title", "abstract")}
    order = [p.name for p in ontology().predicates]

    def number(evidence: Evidence) -> int:
        return passage_of(spans[evidence.field], evidence.start, 1 if evidence.field == "title" else first)

    found: dict[int, list[Claim]] = {}
    for claim in relations:
        found.setdefault(number(claim.evidence), []).append(claim)
    return tuple(
        Said(k, tuple(facts.fact(c) for c in sorted(found[k], key=lambda c: (order.index(c.predicate), c))))
        for k in sorted(found)
    )


def _mentions(store: Store, iri: str, paper: Paper) -> dict[str, list[tuple[int, int, str]]]:
    """Where the paper names things: start, end and IRI, by field."""
    row = store.database.execute(
        "SELECT record, extractor FROM papers JOIN extractions USING (fingerprint, extractor) WHERE iri = ?", (iri,)
    ).fetchone()
    found: dict[str, list[tuple[int, int, str]]] = {"title": [], "abstract": []}
    if row is None:
        return found
    used = _used(store, iri)
    for entity in from_record(paper, json.loads(row[0]), row[1]).entities:
        names = [search_key(name) for name in (entity.name, *entity.names)]
        node = next((used[kind, name] for kind in (entity.type, "") for name in names if (kind, name) in used), None)
        for mention in entity.mentions if node else ():
            found[mention.field].append((mention.start, mention.end, node or ""))
    return found


def _used(store: Store, iri: str) -> dict[tuple[str, str], str]:
    """The things that a paper names, by type and folded name, and by the name alone."""
    rows = store.database.execute(
        "SELECT n.iri, n.type, names.folded FROM papers p JOIN uses ON uses.paper = p.id "
        "JOIN names ON names.id = uses.name JOIN nodes n ON n.id = names.node WHERE p.iri = ? AND n.type <> 'paper' "
        "ORDER BY n.iri",
        (iri,),
    ).fetchall()
    found: dict[tuple[str, str], str] = {}
    for node, type_, folded in rows:
        found.setdefault((type_, folded), node)
        found.setdefault(("", folded), node)
    return found


def _mentioned(mentions: dict[str, list[tuple[int, int, str]]], store: Store) -> dict[str, tuple[str, str]]:
    """Type and path of each thing that the texts name, by IRI."""
    facts = Facts(store)
    iris = sorted({iri for found in mentions.values() for _, _, iri in found})
    return {iri: (facts.thing(iri).type, path_of(iri)) for iri in iris}


def _rows(store: Store, claims: Sequence[Claim]) -> tuple[tuple[str | float | int, ...], ...]:
    facts = Facts(store)
    return tuple(
        (
            facts.thing(c.subject).label, c.predicate, facts.thing(c.object).label, c.polarity, c.confidence,
            c.evidence.field, c.evidence.start, c.evidence.end, c.evidence.quote,
        )
        for c in claims
    )  # fmt: skip
