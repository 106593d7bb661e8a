"""GraphSON 3.0, one vertex a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.export._rows import NODE_COLUMNS
from kg.imports._rows import quads

if TYPE_CHECKING:
    import pyoxigraph as ox

FORMATS: dict[str, tuple[str, ...]] = {"graphson": (".graphson",)}
_LISTS = frozenset(column.name for column in NODE_COLUMNS if column.kind == "list")
_NAMES = {"name": "label", "source_key": "key"}


def read(path: Path, format: str) -> Iterator[ox.Quad]:  # noqa: ARG001 - there is but one
    """The quads of a file."""
    nodes: list[dict[str, Any]] = []
    edges: list[dict[str, Any]] = []
    for line in path.read_bytes().split(b"\n"):
        if line:
            vertex = json.loads(line)
            nodes.append({"id": vertex["id"], "label": ""} | _properties(vertex["properties"]))
            for predicate, group in vertex.get("outE", {}).items():
                for edge in group:
                    ends = {"source": vertex["id"], "target": edge["inV"], "predicate": predicate}
                    edges.append(ends | {name: _plain(value) for name, value in edge["properties"].items()})
    return quads(nodes, edges)


def _properties(properties: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, entries in properties.items():
        name = _NAMES.get(key, key)
        values = [_plain(entry["value"]) for entry in entries]
        found[name] = values if name in _LISTS else values[0]
    return found


def _plain(value: Any) -> Any:  # noqa: ANN401 - JSON
    return value["@value"] if isinstance(value, dict) else value
