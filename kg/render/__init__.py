"""The graph as one interactive HTML file that needs nothing but itself: no server, no network, no other file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["page"]


def page(network: nx.MultiDiGraph[Any], title: str, focus: str | None = None, total: int | None = None) -> str:
    """Draw a network as a page.

    Args:
        network: nodes and edges that carry their `fact`, as the store gives them.
        title: the heading; any text, it is shown as it is.
        focus: the IRI of the node that the page opens at.
        total: how many nodes there are, where the network holds no more than some of them.

    Raises:
        UnknownName: `focus` is no node of the network.
    """
    from kg.errors import UnknownName
    from kg.render.document import render
    from kg.render.picture import picture

    if focus is not None and focus not in network:
        raise UnknownName("node of this network", focus, map(str, network.nodes))
    return render(picture(network, focus, total), title)
