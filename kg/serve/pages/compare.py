"""Several things side by side."""

from __future__ import annotations

from kg.query.compare import Comparison, compare
from kg.query.names import resolve
from kg.serve.page import Asked, Page
from kg.serve.things import thing

PATH = "/compare"
_MOST = 6


def page(asked: Asked) -> Page:
    """What the papers say of each `thing`."""
    names = list(dict.fromkeys(asked.many("thing")))[:_MOST]
    if len(names) < 2:
        return Page("compare.html", "Compare", {"names": names, "found": None}, data={}, columns=("thing",))
    nodes = [resolve(asked.store, name) for name in names]
    found = compare(asked.store, nodes)
    return Page(
        "compare.html",
        " · ".join(node.label for node in nodes),
        {
            "names": names, "found": found,
            "things": [thing(asked.store.database, node.iri) for node in nodes],
        },
        data=found,
        columns=("aspect", "thing", "item", "polarity", "paper", "issued", "quote"),
        rows=_rows(found),
        about=tuple(node.iri for node in nodes),
    )  # fmt: skip


def _rows(found: Comparison) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (aspect.name, node.label, item.text, said.polarity, said.title, said.issued, said.quote)
        for aspect in found.aspects
        for node, cell in zip(found.things, aspect.cells, strict=True)
        for item in cell
        for said in item.said
    )
