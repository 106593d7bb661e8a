"""Node-link JSON and Cytoscape JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.imports._objects import quads

if TYPE_CHECKING:
    import pyoxigraph as ox

FORMATS: dict[str, tuple[str, ...]] = {"nodelink": (".json",), "cytoscape": (".cyjs",)}


def read(path: Path, format: str) -> Iterator[ox.Quad]:
    """The quads of a file."""
    data: Any = json.loads(path.read_text(encoding="utf-8-sig"))
    if format == "nodelink":
        return quads(data["nodes"], data["links"])
    elements = data["elements"]
    nodes = [_number(element["data"]) for element in elements["nodes"]]
    return quads(nodes, [element["data"] for element in elements["edges"]])


def _number(node: dict[str, Any]) -> dict[str, Any]:
    """A node as node-link JSON has it: Cytoscape's `value` is the node's identity."""
    rest = {key: value for key, value in node.items() if key not in ("value", "number", "name")}
    return rest | {"value": node["number"]} if "number" in node else rest
