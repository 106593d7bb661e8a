"""The tables that SQLite and DuckDB hold: nodes, names, authors, edges and claims, without a list in any of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.export import _stream as stream
from kg.export._rows import NODE_COLUMNS, node_row, text

if TYPE_CHECKING:
    from kg.store import Store

Value = str | float | int | None
_PLAIN = tuple(k for k, column in enumerate(NODE_COLUMNS) if column.kind != "list")
TABLES: dict[str, tuple[tuple[str, str], ...]] = {
    "nodes": tuple((NODE_COLUMNS[k].name, "DOUBLE" if NODE_COLUMNS[k].kind == "number" else "TEXT") for k in _PLAIN),
    "names": (("node", "TEXT"), ("name", "TEXT")),
    "authors": (("paper", "TEXT"), ("position", "INTEGER"), ("author", "TEXT")),
    "orcids": (("paper", "TEXT"), ("author", "TEXT"), ("orcid", "TEXT")),
    "identifiers": (("paper", "TEXT"), ("scheme", "TEXT"), ("value", "TEXT")),
    "reasons": (("node", "TEXT"), ("reason", "TEXT")),
    "edges": (
        ("source", "TEXT"), ("predicate", "TEXT"), ("target", "TEXT"), ("confidence", "DOUBLE"), ("claims", "INTEGER"),
    ),
    "claims": (
        ("source", "TEXT"), ("predicate", "TEXT"), ("target", "TEXT"), ("paper", "TEXT"), ("confidence", "DOUBLE"),
        ("rule", "TEXT"), ("field", "TEXT"), ("start", "INTEGER"), ("end", "INTEGER"), ("quote", "TEXT"),
    ),
}  # fmt: skip


def create(table: str) -> str:
    """The statement that makes a table."""
    columns = ", ".join(f'"{name}" {kind}' for name, kind in TABLES[table])
    return f"CREATE TABLE {table} ({columns})"


def rows(store: Store) -> Iterator[tuple[str, tuple[Value, ...]]]:
    """Each row with the name of its table; those of the edges come last."""
    for node in stream.nodes(store):
        cells = node_row(node)
        yield "nodes", tuple(_plain(k, cells[k]) for k in _PLAIN)
        for name in node.names:
            yield "names", (node.iri, name)
        for reason in node.reasons:
            yield "reasons", (node.iri, reason)
        if (paper := node.paper) is not None:
            yield from (("authors", (node.iri, place, author)) for place, author in enumerate(paper.authors, 1))
            yield from (("orcids", (node.iri, *pair)) for pair in paper.orcids)
            yield from (("identifiers", (node.iri, *pair)) for pair in paper.ids)
    for edge in stream.edges(store):
        key = edge.subject, edge.predicate, edge.object
        yield "edges", (*key, max(c.confidence for c in edge.claims), len(edge.claims))
        for c in edge.claims:
            said = c.evidence
            yield "claims", (*key, c.paper, c.confidence, c.rule, said.field, said.start, said.end, said.quote)


def _plain(place: int, cell: object) -> Value:
    if cell is None or cell == "":
        return None
    return float(text(cell)) if NODE_COLUMNS[place].kind == "number" else str(cell)  # type: ignore[arg-type]
