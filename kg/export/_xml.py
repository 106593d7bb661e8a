"""The graph with flat attributes, as the XML writers of NetworkX take it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from kg.export._flat import edges, flat_edge, flat_node, nodes, xml_text

if TYPE_CHECKING:
    import networkx as nx


def flattened(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """A copy whose attributes are text and numbers that XML can hold."""
    import networkx as nx

    flat = nx.MultiDiGraph()
    for node in nodes(network):
        row = asdict(flat_node(node))
        del row["id"]
        flat.add_node(node.iri, **{key: xml_text(value) for key, value in row.items()})
    for edge in edges(network):
        row = asdict(flat_edge(edge))
        del row["source"], row["target"]
        clean = {key: xml_text(value) if isinstance(value, str) else value for key, value in row.items()}
        flat.add_edge(edge.subject, edge.object, key=edge.predicate, **clean)
    return flat
