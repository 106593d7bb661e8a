"""Nodes and edges as rows, for tables and for graph formats that hold text and numbers only.

`kg.imports._rows` reads the rows back; together they lose nothing of a node, nor of a claim that is asserted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from kg.export import _stream
from kg.model import Edge, Node

if TYPE_CHECKING:
    from kg.store import Store

Cell = str | int | float | Decimal | tuple[str, ...] | None
Row = tuple[Cell, ...]
SEPARATOR = " | "
# what XML 1.0 cannot hold
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; a "list" holds texts."""

    name: str
    kind: Literal["text", "number", "integer", "list"] = "text"


NODE_COLUMNS = (
    Column("id"), Column("type"), Column("label"), Column("names", "list"), Column("direction"), Column("abstract"),
    Column("key"), Column("issued"), Column("doi"), Column("arxiv"), Column("url"), Column("authors", "list"),
    Column("value", "number"), Column("value_text"), Column("unit"), Column("condition"), Column("reasons", "list"),
    Column("kind"), Column("change_direction"), Column("venue"), Column("identifiers", "list"),
    Column("orcids", "list"),
)  # fmt: skip
# from `papers` on, the lists have one entry a claim, in the same order; a place is like "abstract:12-80"
EDGE_COLUMNS = (
    Column("source"), Column("target"), Column("predicate"), Column("confidence", "number"),
    Column("claims", "integer"),
    Column("papers", "list"), Column("quotes", "list"), Column("places", "list"), Column("confidences", "list"),
    Column("rules", "list"),
)  # fmt: skip


def node_row(node: Node) -> Row:
    """A node as the values of NODE_COLUMNS; what is not there is None or empty."""
    paper, number = node.paper, node.number
    return (
        node.iri, node.type, node.label, node.names, node.direction, paper.abstract if paper else "",
        paper.key if paper else "", paper.issued if paper else "", paper.doi if paper else "",
        paper.arxiv if paper else "", paper.url if paper else "", paper.authors if paper else (),
        number.value if number else None, number.text if number else "", number.unit if number else "",
        number.condition if number else "", node.reasons, number.kind if number else "",
        number.direction if number else "", paper.venue if paper else "",
        tuple(":".join(pair) for pair in paper.ids) if paper else (),
        tuple(f"{orcid} {name}" for name, orcid in paper.orcids) if paper else (),
    )  # fmt: skip


def edge_row(edge: Edge) -> Row:
    """An edge as the values of EDGE_COLUMNS; its confidence is that of its surest claim."""
    said = [claim.evidence for claim in edge.claims]
    return (
        edge.subject, edge.object, edge.predicate, max(c.confidence for c in edge.claims), len(edge.claims),
        tuple(c.paper for c in edge.claims), tuple(e.quote for e in said),
        tuple(f"{e.field}:{e.start}-{e.end}" for e in said), tuple(repr(c.confidence) for c in edge.claims),
        tuple(c.rule for c in edge.claims),
    )  # fmt: skip


def node_rows(store: Store) -> Iterator[Row]:
    """All nodes, by IRI."""
    return map(node_row, _stream.nodes(store))


def edge_rows(store: Store) -> Iterator[Row]:
    """All edges, sorted."""
    return map(edge_row, _stream.edges(store))


def text(cell: Cell) -> str:
    """A value as text: lists joined, numbers exactly as they are, nothing for None."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, tuple):
        return joined(cell)
    if cell is None:
        return ""
    return format(cell, "f") if isinstance(cell, Decimal) else repr(cell)


def joined(parts: tuple[str, ...]) -> str:
    r"""Texts joined by " | "; a bar within one of them gets a backslash before it."""
    if len(parts) == 1 and "|" not in parts[0] and not parts[0].endswith("\\"):
        return parts[0]
    return SEPARATOR.join(re.sub(r"(\\*)(\||\Z)", _escaped, part) for part in parts)


def _escaped(found: re.Match[str]) -> str:
    backslashes, bar = found.groups()
    return str(backslashes) * 2 + ("\\|" if bar else "")


def xml_text(text: str) -> str:
    """The text without the characters that XML cannot hold; line ends as XML readers give them back."""
    return _NOT_XML.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
