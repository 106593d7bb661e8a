"""GEXF: Gephi, with each type in its colour."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._xml import flattened
from kg.files import write_atomically
from kg.ontology import ontology

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format(
    "gexf", (".gexf",), "GEXF, coloured by type", "nodes and asserted edges; lists and claims joined into text"
)


def write(store: Store, path: Path) -> None:
    """Write the graph."""
    import networkx as nx

    graph = flattened(store.network())
    for _, attributes in graph.nodes(data=True):
        color = ontology().type(attributes["type"]).color.removeprefix("#")
        red, green, blue = (int(color[k : k + 2], 16) for k in (0, 2, 4))
        attributes["viz"] = {"color": {"r": red, "g": green, "b": blue, "a": 1.0}}
    # "key" and "label" are words of the format itself: predicates are its labels, so that Gephi shows them
    for k, (_, _, attributes) in enumerate(graph.edges(data=True)):
        attributes["id"] = str(k)
        attributes["label"] = attributes["predicate"]
    buffer = io.BytesIO()
    nx.write_gexf(graph, buffer, version="1.2draft")
    # NetworkX writes the day into the file; the same graph must be the same bytes
    write_atomically(path, re.sub(rb' lastmodifieddate="[^"]*"', b"", buffer.getvalue()))
