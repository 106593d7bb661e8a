"""Node-link JSON: `networkx.node_link_graph(data, edges="links")`, D3."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._flat import edge_object, edges, node_object, nodes
from kg.files import write_atomically

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format("nodelink", (".json",), "node-link JSON (NetworkX, D3)", "nodes and asserted edges with all claims")


def write(store: Store, path: Path) -> None:
    """Write the graph."""
    network = store.network()
    data = {
        "directed": True,
        "multigraph": True,
        "graph": {},
        "nodes": [node_object(node) for node in nodes(network)],
        "links": [edge_object(edge) for edge in edges(network)],
    }
    write_atomically(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")
