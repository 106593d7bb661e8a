"""Cytoscape JSON: Cytoscape and Cytoscape.js."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._flat import edge_object, edges, node_object, nodes
from kg.files import write_atomically
from kg.model import Node

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format("cytoscape", (".cyjs",), "Cytoscape JSON", "nodes and asserted edges with all claims")


def write(store: Store, path: Path) -> None:
    """Write the graph."""
    network = store.network()
    data = {
        "data": [],
        "directed": True,
        "multigraph": True,
        "elements": {
            # "name" is what Cytoscape shows
            "nodes": [{"data": _node(node)} for node in nodes(network)],
            "edges": [{"data": {"id": str(k), **edge_object(e)}} for k, e in enumerate(edges(network))],
        },
    }
    write_atomically(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def _node(node: Node) -> dict[str, object]:
    """A node; its number goes under "number", since readers take `value` for the node's identity."""
    fields = node_object(node)
    if "value" in fields:
        fields["number"] = fields["value"]
    return {**fields, "value": node.iri, "name": node.label}
