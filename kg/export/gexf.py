"""GEXF: Gephi, with each type in its colour, positions to start from, and the dates of papers and edges."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from kg.export import Format
from kg.export import _stream as stream
from kg.export._layout import radial
from kg.export._rows import EDGE_COLUMNS, NODE_COLUMNS, Cell, Column, edge_row, node_row, text, xml_text
from kg.files import replacing
from kg.ontology import ontology

if TYPE_CHECKING:
    from kg.model import Edge, Node
    from kg.store import Store

FORMAT = Format(
    "gexf",
    (".gexf",),
    "GEXF, with colours, positions and dates",
    "nodes and asserted edges; lists and claims joined into text",
)
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">
<graph defaultedgetype="directed" mode="dynamic" timeformat="date">
"""
_TYPES = {"number": "double", "integer": "integer"}


def write(store: Store, path: Path) -> None:
    """Write the graph. Nodes are numbered and placed, so their ends are held in memory."""
    with replacing(path) as file:
        file.writelines(part.encode() for part in _parts(store))


def _parts(store: Store) -> Iterator[str]:
    numbers = {node.iri: k for k, node in enumerate(stream.nodes(store))}
    ends = [(numbers[edge.subject], numbers[edge.object]) for edge in stream.edges(store)]
    places = radial(len(numbers), ends)
    dates = {iri: day for iri, text_ in stream.issued(store).items() if (day := first_day(text_))}
    colors = {type_.name: _color(type_.color) for type_ in ontology().types}
    yield _HEAD
    yield from _declared("node", NODE_COLUMNS[1:])
    yield from _declared("edge", EDGE_COLUMNS[2:])
    yield "<nodes>\n"
    for node, place in zip(stream.nodes(store), places, strict=True):
        yield _node(node, place, colors[node.type], dates.get(node.iri, ""))
    yield "</nodes>\n<edges>\n"
    for k, edge in enumerate(stream.edges(store)):
        yield _edge(k, edge, min((dates[c.paper] for c in edge.claims if c.paper in dates), default=""))
    yield "</edges>\n</graph>\n</gexf>\n"


def _declared(domain: str, columns: tuple[Column, ...]) -> Iterator[str]:
    yield f'<attributes class="{domain}" mode="static">\n'
    for k, column in enumerate(columns):
        yield f'<attribute id="{k}" title="{column.name}" type="{_TYPES.get(column.kind, "string")}"/>\n'
    yield "</attributes>\n"


def _node(node: Node, place: tuple[float, float], color: str, day: str) -> str:
    x, y = place
    begin = f' start="{day}"' if day else ""
    drawn = f'{color}<viz:position x="{x}" y="{y}" z="0.0"/>'
    values = _values(node_row(node)[1:])
    return f"<node id={_quoted(node.iri)} label={_quoted(node.label)}{begin}>{values}{drawn}</node>\n"


def _edge(number: int, edge: Edge, day: str) -> str:
    begin = f' start="{day}"' if day else ""
    ends = f"source={_quoted(edge.subject)} target={_quoted(edge.object)}"
    return f'<edge id="{number}" {ends} label="{edge.predicate}"{begin}>{_values(edge_row(edge)[2:])}</edge>\n'


def _values(cells: tuple[Cell, ...]) -> str:
    values = (f'<attvalue for="{k}" value={_quoted(value)}/>' for k, cell in enumerate(cells) if (value := text(cell)))
    return f"<attvalues>{''.join(values)}</attvalues>"


def _quoted(value: str) -> str:
    return quoteattr(xml_text(value))


def _color(color: str) -> str:
    red, green, blue = (int(color[k : k + 2], 16) for k in (1, 3, 5))
    return f'<viz:color r="{red}" g="{green}" b="{blue}" a="1.0"/>'


def first_day(issued: str) -> str:
    """The first day of a year, month or day; "" for what is none of them."""
    padded = issued + "-01-01"[: max(0, 10 - len(issued))] if len(issued) in (4, 10) else issued + "-01"
    try:
        return date.fromisoformat(padded[:10]).isoformat() if len(padded) == 10 else ""
    except ValueError:
        return ""
