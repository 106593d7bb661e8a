"""GraphML: yEd, Cytoscape, igraph, NetworkX."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from kg.export import Format
from kg.export._rows import EDGE_COLUMNS, NODE_COLUMNS, Cell, Column, edge_rows, node_rows, text, xml_text
from kg.files import replacing

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format("graphml", (".graphml",), "GraphML", "nodes and asserted edges; lists and claims joined into text")
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_TYPES = {"number": "double", "integer": "int"}


def write(store: Store, path: Path) -> None:
    """Write the graph."""
    with replacing(path) as file:
        file.writelines(part.encode() for part in _parts(store))


def _parts(store: Store) -> Iterator[str]:
    yield _HEAD
    for domain, columns in (("node", NODE_COLUMNS[1:]), ("edge", EDGE_COLUMNS[2:])):
        for column in columns:
            kind = _TYPES.get(column.kind, "string")
            yield f'<key id="{_key(domain, column)}" for="{domain}" attr.name="{column.name}" attr.type="{kind}"/>\n'
    yield '<graph edgedefault="directed">\n'
    node_keys = [_key("node", column) for column in NODE_COLUMNS[1:]]
    for row in node_rows(store):
        yield f"<node id={quoteattr(str(row[0]))}>{_data(node_keys, row[1:])}</node>\n"
    edge_keys = [_key("edge", column) for column in EDGE_COLUMNS[2:]]
    for k, row in enumerate(edge_rows(store)):
        ends = f"source={quoteattr(str(row[0]))} target={quoteattr(str(row[1]))}"
        yield f'<edge id="e{k}" {ends}>{_data(edge_keys, row[2:])}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _key(domain: str, column: Column) -> str:
    return column.name if domain == "node" else f"edge_{column.name}"


def _data(keys: list[str], cells: tuple[Cell, ...]) -> str:
    """The attributes of a node or an edge; what is not there is left out, but a label always stands."""
    pairs = zip(keys, map(text, cells), strict=True)
    return "".join(
        f'<data key="{key}">{escape(xml_text(value))}</data>' for key, value in pairs if value or key == "label"
    )
