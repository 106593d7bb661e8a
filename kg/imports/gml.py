"""GML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.export._rows import EDGE_COLUMNS, NODE_COLUMNS
from kg.imports._rows import quads

if TYPE_CHECKING:
    import pyoxigraph as ox

FORMATS: dict[str, tuple[str, ...]] = {"gml": (".gml",)}
# a key and a value on one line, as every writer does it
_LINE = re.compile(r'\s*(\w+)\s+(?:"(?P<text>[^"]*)"|(?P<number>[-+.\deE]+)|(?P<open>\[))\s*\Z')
_COLUMNS = {column.name.replace("_", ""): column.name for column in (*NODE_COLUMNS, *EDGE_COLUMNS)}


def read(path: Path, format: str) -> Iterator[ox.Quad]:  # noqa: ARG001 - there is but one
    """The quads of a file."""
    found: dict[str, list[dict[str, Any]]] = {"node": [], "edge": []}
    current: dict[str, Any] | None = None
    with path.open(encoding="ascii") as file:
        for number, line in enumerate(file, 1):
            match = _LINE.match(line)
            if match is None:
                if line.strip() not in ("]", ""):
                    raise ValueError(f"line {number} is no key with a value")
            elif match["open"]:
                current = {}
                found.setdefault(match[1], []).append(current)
            elif current is not None:
                text = match["text"]
                current[match[1]] = unescape(text) if text is not None else match["number"]
    iris = {node["id"]: node["iri"] for node in found["node"]}
    nodes = [_named(node) | {"id": node["iri"], "label": node.get("name", "")} for node in found["node"]]
    edges = [_named(edge) | {"source": iris[edge["source"]], "target": iris[edge["target"]]} for edge in found["edge"]]
    return quads(nodes, edges)


def _named(fields: dict[str, Any]) -> dict[str, Any]:
    return {_COLUMNS.get(key, key): value for key, value in fields.items()}
