"""GML: Gephi, Cytoscape, yEd, igraph, NetworkX."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._labels import unique_labels
from kg.export._rows import EDGE_COLUMNS, NODE_COLUMNS, Cell, Column, edge_rows, node_rows, text, xml_text
from kg.files import replacing

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format(
    "gml",
    (".gml",),
    "GML",
    "nodes and asserted edges; lists and claims joined into text; labels made unique, the original in `name`",
)
# GML numbers its nodes and calls them by a label that must tell them apart
_NAMES = {"id": "iri", "label": "name"}


def write(store: Store, path: Path) -> None:
    """Write the graph."""
    with replacing(path) as file:
        file.writelines(part.encode("ascii") for part in _parts(store))


def _parts(store: Store) -> Iterator[str]:
    labels = unique_labels(store)
    numbers = {iri: k for k, iri in enumerate(labels)}
    yield "graph [\n  directed 1\n  multigraph 1\n"
    for row in node_rows(store):
        iri = str(row[0])
        yield f'  node [\n    id {numbers[iri]}\n    label "{quoted(labels[iri])}"\n'
        yield from _attributes(NODE_COLUMNS, row)
        yield "  ]\n"
    for k, row in enumerate(edge_rows(store)):
        yield f"  edge [\n    source {numbers[str(row[0])]}\n    target {numbers[str(row[1])]}\n    key {k}\n"
        yield f'    label "{row[2]}"\n'
        yield from _attributes(EDGE_COLUMNS[2:], row[2:])
        yield "  ]\n"
    yield "]\n"


def _attributes(columns: tuple[Column, ...], cells: tuple[Cell, ...]) -> Iterator[str]:
    """Attributes, but for empty ones; GML's keys are letters and digits."""
    for column, cell in zip(columns, cells, strict=True):
        if cell is None or cell in ("", ()):
            continue
        name = _NAMES.get(column.name, column.name).replace("_", "")
        # a number as text, so that none of its digits is lost
        yield f"    {name} {cell}\n" if isinstance(cell, int | float) else f'    {name} "{quoted(text(cell))}"\n'


def quoted(value: str) -> str:
    """A text within the quotation marks of GML: ASCII, with character references for all else."""
    escaped = xml_text(value).replace("&", "&amp;").replace('"', "&quot;").replace("\n", "&#10;")
    return escaped.encode("ascii", "xmlcharrefreplace").decode()
