"""GraphML and GEXF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from kg.export._rows import EDGE_COLUMNS, NODE_COLUMNS
from kg.imports._rows import quads

if TYPE_CHECKING:
    import pyoxigraph as ox

FORMATS: dict[str, tuple[str, ...]] = {"graphml": (".graphml",), "gexf": (".gexf",)}
Row = dict[str, Any]


def read(path: Path, format: str) -> Iterator[ox.Quad]:
    """The quads of a file."""
    from defusedxml.ElementTree import iterparse

    nodes: list[Row] = []
    edges: list[Row] = []
    titles: dict[tuple[str, str], str] = {}  # GEXF calls its attributes by number
    kind = ""
    # entities of a file's own, which could grow without end or read other files, are refused
    with path.open("rb") as file:
        for event, element in iterparse(file, ("start", "end"), forbid_dtd=True):
            tag = element.tag.rpartition("}")[2]
            if event == "start":
                kind = element.get("class", kind) if tag == "attributes" else kind
            elif tag == "attribute":
                titles[kind, element.get("id", "")] = element.get("title", "")
            elif tag in ("node", "edge"):
                values = _values(element, tag, titles if format == "gexf" else None)
                if tag == "node":
                    nodes.append({"id": element.get("id"), "label": element.get("label", "")} | values)
                else:
                    edges.append({"source": element.get("source"), "target": element.get("target")} | values)
                element.clear()
    known = {column.name for column in (*NODE_COLUMNS, *EDGE_COLUMNS)}
    kept = [[{key: value for key, value in row.items() if key in known} for row in rows] for rows in (nodes, edges)]
    return quads(*kept)


def _values(element: Element, tag: str, titles: dict[tuple[str, str], str] | None) -> Row:
    found: Row = {}
    for child in element.iter():
        if titles is None and child.tag.endswith("}data"):
            found[child.get("key", "").removeprefix("edge_")] = child.text or ""
        elif titles is not None and child.tag.endswith("}attvalue"):
            found[titles.get((tag, child.get("for", "")), "")] = child.get("value", "")
    return found
