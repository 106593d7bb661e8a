"""Node-link JSON: `networkx.node_link_graph(data, edges="links")`, D3."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._objects import edge_object, json_array, node_object
from kg.export._stream import edges, nodes
from kg.files import replacing

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format("nodelink", (".json",), "node-link JSON (NetworkX, D3)", "nodes and asserted edges with all claims")


def write(store: Store, path: Path) -> None:
    """Write the graph."""
    with replacing(path) as file:
        file.write(b'{"directed": true, "multigraph": true, "graph": {}, "nodes": ')
        file.writelines(json_array(map(node_object, nodes(store))))
        file.write(b',\n"links": ')
        file.writelines(json_array(map(edge_object, edges(store))))
        file.write(b"}\n")
