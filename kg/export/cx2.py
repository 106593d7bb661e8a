"""CX2: Cytoscape and NDEx."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._layout import radial
from kg.export._objects import dumps, json_array
from kg.export._rows import EDGE_COLUMNS, NODE_COLUMNS, Cell, Column, edge_rows, node_rows, text
from kg.files import replacing
from kg.ontology import ontology

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format("cx2", (".cx2",), "CX2 (Cytoscape, NDEx)", "nodes and asserted edges; lists stay lists")
_TYPES = {"number": "double", "integer": "integer", "list": "list_of_string"}


def write(store: Store, path: Path) -> None:
    """Write the graph. Nodes are numbered and placed, so their ends are held in memory."""
    with replacing(path) as file:
        file.writelines(_parts(store))


def _parts(store: Store) -> Iterator[bytes]:
    numbers = {str(row[0]): k for k, row in enumerate(node_rows(store))}
    ends = [(numbers[str(row[0])], numbers[str(row[1])]) for row in edge_rows(store)]
    places = radial(len(numbers), ends)
    counts = (("attributeDeclarations", 1), ("networkAttributes", 1), ("nodes", len(numbers)), ("edges", len(ends)))
    meta = [{"name": name, "elementCount": count} for name, count in (*counts, ("visualProperties", 1)) if count]
    yield b'[{"CXVersion": "2.0", "hasFragments": false},\n{"metaData": ' + dumps(meta) + b"},\n"
    declared = {
        "networkAttributes": {"name": {"d": "string"}},
        "nodes": {"name": {"d": "string"}} | _declared(NODE_COLUMNS),
        "edges": {"interaction": {"d": "string"}} | _declared(EDGE_COLUMNS[2:]),
    }
    yield b'{"attributeDeclarations": ' + dumps([declared]) + b"},\n"
    yield b'{"networkAttributes": [{"name": "paperkg"}]},\n{"nodes": '
    nodes = (
        {"id": k, "x": x, "y": -y, "v": {"name": row[2], **_values(NODE_COLUMNS, row)}}
        for k, (row, (x, y)) in enumerate(zip(node_rows(store), places, strict=True))
    )
    yield from json_array(nodes)
    yield b'},\n{"edges": '
    edges = (
        {"id": k, "s": s, "t": t, "v": {"interaction": row[2], **_values(EDGE_COLUMNS[2:], row[2:])}}
        for k, (row, (s, t)) in enumerate(zip(edge_rows(store), ends, strict=True))
    )
    yield from json_array(edges)
    yield b'},\n{"visualProperties": ' + dumps([_style()]) + b'},\n{"status": [{"success": true}]}]\n'


def _declared(columns: tuple[Column, ...]) -> dict[str, dict[str, str]]:
    return {column.name: {"d": _TYPES.get(column.kind, "string")} for column in columns}


def _values(columns: tuple[Column, ...], cells: tuple[Cell, ...]) -> dict[str, object]:
    found: dict[str, object] = {}
    for column, cell in zip(columns, cells, strict=True):
        if cell is not None and cell not in ("", ()):
            plain = float(text(cell)) if column.kind == "number" else cell
            found[column.name] = list(plain) if isinstance(plain, tuple) else plain
    return found


def _style() -> dict[str, object]:
    """Labels from `name`, colours from `type`."""
    colors = [{"v": type_.name, "vp": type_.color} for type_ in ontology().types if type_.name != "claim"]
    return {
        "default": {
            "network": {},
            "node": {"NODE_SHAPE": "round-rectangle"},
            "edge": {"EDGE_TARGET_ARROW_SHAPE": "triangle"},
        },
        "nodeMapping": {
            "NODE_LABEL": {"type": "PASSTHROUGH", "definition": {"attribute": "name", "type": "string"}},
            "NODE_BACKGROUND_COLOR": {"type": "DISCRETE", "definition": {"attribute": "type", "map": colors}},
        },
        "edgeMapping": {
            "EDGE_LABEL": {"type": "PASSTHROUGH", "definition": {"attribute": "interaction", "type": "string"}},
        },
    }  # fmt: skip
