"""The graph as one interactive HTML file that needs nothing but itself: no server, no network, no other file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.render.start import Start, View

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Start", "View", "asset", "fragment", "page"]


def page(
    network: nx.MultiDiGraph[Any],
    title: str,
    focus: str | None = None,
    total: int | None = None,
    *,
    start: Start | None = None,
) -> str:
    """Draw a network as a page.

    Args:
        network: nodes and edges that carry their `fact`, as the store gives them.
        title: the heading; any text, it is shown as it is.
        focus: the IRI of the node that the page opens at; short for a `start` around it.
        total: how many nodes there are, where the network holds no more than some of them.
        start: the picture that the page opens with; the map of the whole where neither is given.

    Raises:
        UnknownName: `focus` or a node of `start` is no node of the network.
    """
    from kg.render.document import document
    from kg.render.picture import picture

    opening = _start(network, focus, start)
    return document(picture(network, opening.of, total), title, opening)


def fragment(
    network: nx.MultiDiGraph[Any],
    focus: str | None = None,
    total: int | None = None,
    *,
    start: Start | None = None,
) -> str:
    """The same picture as a piece of HTML for another page: markup and data, but neither script nor style.

    The page that holds it links `asset("explorer.css")` and `asset("explorer.js")` as files, so that its Content
    Security Policy needs neither 'unsafe-inline' nor hashes. The data stand in `script` elements of the type
    application/json, which no browser runs. There can be one such piece in a page.

    Args:
        network: as for `page`.
        focus: as for `page`.
        total: as for `page`.
        start: as for `page`.

    Raises:
        UnknownName: `focus` or a node of `start` is no node of the network.
    """
    from kg.render.document import piece
    from kg.render.picture import picture

    opening = _start(network, focus, start)
    return piece(picture(network, opening.of, total), opening)


def asset(name: str) -> str:
    """The text of "explorer.css", "explorer.js" or "vis-network.js", which `fragment` needs beside it.

    Raises:
        UnknownName: there is no such file.
    """
    from kg.render.assets import asset as text_of

    return text_of(name)


def _start(network: nx.MultiDiGraph[Any], focus: str | None, start: Start | None) -> Start:
    from kg.errors import UnknownName

    opening = start or (Start("around", (focus,)) if focus is not None else Start())
    for iri in opening.of:
        if iri not in network:
            raise UnknownName("node of this network", iri, map(str, network.nodes))
    return opening
