"""CX2."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.imports._rows import quads

if TYPE_CHECKING:
    import pyoxigraph as ox

FORMATS: dict[str, tuple[str, ...]] = {"cx2": (".cx2",)}


def read(path: Path, format: str) -> Iterator[ox.Quad]:  # noqa: ARG001 - there is but one
    """The quads of a file."""
    parts = json.loads(path.read_text(encoding="utf-8-sig"))
    aspects = {name: value for part in parts for name, value in part.items()}
    nodes = {node["id"]: {"label": ""} | node["v"] for node in aspects.get("nodes", ())}
    edges = (
        edge["v"]
        | {"source": nodes[edge["s"]]["id"], "target": nodes[edge["t"]]["id"], "predicate": edge["v"]["interaction"]}
        for edge in aspects.get("edges", ())
    )
    return quads(nodes.values(), edges)
