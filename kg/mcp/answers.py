"""Answers as JSON: short, bounded, and with the sentences that they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, cast

from kg.errors import KgError
from kg.query.names import resolve

if TYPE_CHECKING:
    from kg.model import Claim, Node
    from kg.query.leaderboard import Entry
    from kg.store import Store

Answer = dict[str, Any]
_QUOTE = 600  # signs of a sentence, or of a cell
_SLOTS = ("method", "text", "unit", "metric", "dataset", "task", "condition", "hardware", "baseline", "paper", "issued")


def found(store: Store, text: str, limit: int) -> Answer:
    """Things by any of their names."""
    from kg.query.names import find

    return {"things": [{**_thing(node), "names": list(node.names[:10])} for node in find(store, text, limit)]}


def shown(store: Store, name: str, limit: int) -> Answer:
    """The card of a thing."""
    from kg.query.cards import card

    node = resolve(store, name)
    made = card(store, node, limit)
    names = dict(made.names)
    answer: Answer = {"thing": {**_thing(node), "names": list(node.names[:20])}}
    if node.paper is not None:
        paper = node.paper
        answer["paper"] = {"issued": paper.issued, "authors": list(paper.authors[:20]), "url": paper.url}
    answer["claims"] = [_claim(claim, names) for claim in made.claims]
    answer["numbers"] = [
        {
            **{slot: label for slot, (_, label) in number.slots.items()},
            "value": number.text, "unit": number.unit, "kind": number.kind, "change": number.direction,
            "polarity": "asserted", "confidence": number.confidence, "paper": number.paper,
            "quote": _cut(number.quote),
        }
        for number in made.numbers[:limit]
    ]  # fmt: skip
    more = {predicate: count for predicate, _, count in made.edges_left}
    left = made.numbers_left + max(0, len(made.numbers) - limit)
    answer["left_out"] = {"edges": more, "numbers": left}
    return answer


def ways(store: Store, a: str, b: str, max_hops: int, count: int) -> Answer:
    """Paths between two things."""
    from kg.query.paths import connections
    from kg.store.lookup import labels

    ends = resolve(store, a), resolve(store, b)
    paths = connections(store, ends[0].iri, ends[1].iri, max_hops=max_hops, k=count)
    said = [edge.claims[0] for path in paths for edge in path.edges]
    names = labels(store.graph, said)
    return {
        "from": _thing(ends[0]), "to": _thing(ends[1]),
        "paths": [
            {
                "things": [_thing(node) for node in path.nodes],
                "hops": [{**_claim(edge.claims[0], names), "claims": len(edge.claims)} for edge in path.edges],
            }
            for path in paths
        ],
    }  # fmt: skip


def reasons(store: Store, a: str, b: str, limit: int) -> Answer:
    """The claims between two things."""
    from kg.query.why import why
    from kg.store.lookup import labels

    ends = resolve(store, a), resolve(store, b)
    claims = why(store, *ends)
    kept = claims[:limit]
    names = labels(store.graph, kept)
    things = {"a": _thing(ends[0]), "b": _thing(ends[1])}
    return {**things, "claims": [_claim(claim, names) for claim in kept], "left_out": len(claims) - len(kept)}


def boards(
    store: Store, task: str, dataset: str, metric: str, direction: Literal["higher", "lower", ""], limit: int
) -> Answer:
    """Numbers ranked."""
    from kg.query.leaderboard import leaderboard

    if not (task or dataset or metric):
        raise KgError("name a task, a dataset or a metric")
    made = leaderboard(
        store,
        task=resolve(store, task, "task") if task else None,
        dataset=resolve(store, dataset, "dataset") if dataset else None,
        metric=resolve(store, metric, "metric") if metric else None,
        direction=direction or None,
    )
    found = (*made.boards, *made.single)
    return {
        "boards": [
            {
                "metric": board.metric, "unit": board.unit, "dataset": board.dataset, "better": board.direction,
                "kind": board.kind, "papers": board.papers,
                "entries": [{"rank": entry.rank, **_entry(entry)} for entry in board.entries[:limit]],
                "left_out": max(0, len(board.entries) - limit),
            }
            for board in found[:limit]
        ],
        "not_comparable": [{"reason": entry.reason, **_entry(entry)} for entry in made.apart[:limit]],
        "left_out": {
            "boards": max(0, len(found) - limit), "not_comparable": max(0, len(made.apart) - limit)
        },
    }  # fmt: skip


def compared(store: Store, things: Sequence[str], limit: int) -> Answer:
    """Things side by side."""
    from kg.query.compare import compare

    made = compare(store, [resolve(store, name) for name in things], most=limit)
    return {
        "things": [_thing(node) for node in made.things],
        "aspects": {
            aspect.name: [
                {
                    "thing": node.label, "left_out": more,
                    "said": [
                        {"text": _cut(item.text), "paper": item.said[0].title, "quote": _cut(item.said[0].quote)}
                        for item in cell if item.said
                    ],
                }
                for node, cell, more in zip(made.things, aspect.cells, aspect.left_out, strict=True)
            ]
            for aspect in made.aspects
        },
    }  # fmt: skip


def rows(store: Store, query: str, limit: int, seconds: float) -> Answer:
    """Rows of a SPARQL query."""
    from kg.query.sparql import ask

    answer = ask(store, query, limit=limit, timeout=seconds)
    if answer.boolean is not None:
        return {"boolean": answer.boolean}
    cells = [[None if cell is None else _cut(cell) for cell in row] for row in answer.rows]
    return {"columns": list(answer.columns), "rows": cells, "may_have_more": len(cells) == limit}


def _thing(node: Node) -> dict[str, str]:
    return {"label": _cut(node.label), "type": node.type, "iri": node.iri}


def _claim(claim: Claim, names: Mapping[str, str]) -> Answer:
    subject, object_, paper = (names.get(iri, iri) for iri in (claim.subject, claim.object, claim.paper))
    return {
        "subject": subject, "predicate": claim.predicate, "object": object_, "polarity": claim.polarity,
        "confidence": claim.confidence, "paper": paper, "quote": _cut(claim.evidence.quote),
    }  # fmt: skip


def _entry(entry: Entry) -> Answer:
    fields = {name: cast(str, getattr(entry, name)) for name in _SLOTS}
    confidence = getattr(entry, "confidence", None)
    told = {name: value for name, value in fields.items() if value}
    return {**told, **({} if confidence is None else {"confidence": confidence}), "quote": _cut(entry.quote)}


def _cut(text: str) -> str:
    return text if len(text) <= _QUOTE else text[:_QUOTE] + "…"
