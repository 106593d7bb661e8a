"""GraphML: yEd, Cytoscape, igraph, NetworkX."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._xml import flattened
from kg.files import write_atomically

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format("graphml", (".graphml",), "GraphML", "nodes and asserted edges; lists and claims joined into text")


def write(store: Store, path: Path) -> None:
    """Write the graph."""
    import networkx as nx

    buffer = io.BytesIO()
    nx.write_graphml_xml(flattened(store.network()), buffer, named_key_ids=True)
    write_atomically(path, buffer.getvalue())
