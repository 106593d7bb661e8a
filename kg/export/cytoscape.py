"""Cytoscape JSON: Cytoscape and Cytoscape.js."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._objects import edge_object, json_array, node_object
from kg.export._stream import edges, nodes
from kg.files import replacing
from kg.model import Node

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format("cytoscape", (".cyjs",), "Cytoscape JSON", "nodes and asserted edges with all claims")


def write(store: Store, path: Path) -> None:
    """Write the graph."""
    with replacing(path) as file:
        file.write(b'{"data": [], "directed": true, "multigraph": true, "elements": {"nodes": ')
        file.writelines(json_array({"data": _node(node)} for node in nodes(store)))
        file.write(b',\n"edges": ')
        # nodes and edges share one space of ids
        named = ({"data": {"id": f"e{k}", **edge_object(edge)}} for k, edge in enumerate(edges(store)))
        file.writelines(json_array(named))
        file.write(b"}}\n")


def _node(node: Node) -> dict[str, object]:
    """A node; `name` is what Cytoscape shows, and `value` what other readers take for the node's identity."""
    fields = node_object(node)
    if "value" in fields:
        fields["number"] = fields["value"]
    return {**fields, "value": node.iri, "name": node.label}
