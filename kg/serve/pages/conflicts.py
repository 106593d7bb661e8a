"""Papers that say opposite things."""

from __future__ import annotations

from kg.query.conflicts import conflicts
from kg.query.names import resolve
from kg.serve.page import Asked, Page
from kg.serve.things import named

PATH = "/conflicts"
_MOST = 200


def page(asked: Asked) -> Page:
    """All pairs at odds, or those over edges of the thing called `thing`."""
    store = asked.store
    node = resolve(store, asked.one("thing")) if asked.one("thing") else None
    found = conflicts(store, node).found
    labels = {name for one in found[:_MOST] for name in (one.subject, one.object)}
    return Page(
        "conflicts.html",
        f"Conflicts over {node.label}" if node else "Conflicts",
        {
            "found": found[:_MOST], "more": max(0, len(found) - _MOST), "node": node,
            "things": {label: named(store.database, label) for label in sorted(labels)},
        },
        data=found,
        columns=(
            "subject", "predicate", "object", "kind", "first_paper", "first_quote", "second_paper", "second_quote",
        ),
        rows=tuple(
            (one.subject, one.predicate, one.object, one.kind, one.first.title, one.first.quote, one.second.title,
             one.second.quote)
            for one in found
        ),
        about=tuple(dict.fromkeys(said.paper for one in found[:_MOST] for said in (one.first, one.second))),
    )  # fmt: skip
