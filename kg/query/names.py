"""From a name to the thing that bears it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from kg.errors import UnknownName, nearest
from kg.model import Node
from kg.ontology import ontology

if TYPE_CHECKING:
    from kg.store import Store


def fold(name: str) -> str:
    """A name without case, hyphens, spaces and compatibility forms: "Flash-Attention" is "FlashAttention"."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).casefold()) or name


def find(store: Store, text: str, limit: int, type: str | None = None) -> tuple[Node, ...]:
    """Nodes one of whose names holds the text, best first: the whole name, its beginning, a part; then most edges.

    Raises:
        UnknownName: there is no such type, or nothing bears such a name; it names the nearest.
    """
    if type is not None:
        ontology().type(type)
    facts = store.facts()
    wanted = fold(text)
    degree: dict[str, int] = {}
    for claim in facts.claims:
        for end in (claim.subject, claim.object):
            degree[end] = degree.get(end, 0) + 1
    ranked: list[tuple[int, int, str, Node]] = []
    candidates = [n for n in facts.nodes if n.type != "result" and (type is None or n.type == type.casefold())]
    for node in candidates:
        rank = 9
        for k, name in enumerate((node.label, *node.names)):
            folded = fold(name)
            if folded == wanted:
                rank = min(rank, int(k > 0))
            elif folded.startswith(wanted):
                rank = min(rank, 2 + (k > 0))
            elif wanted in folded:
                rank = min(rank, 4 + (k > 0))
        if rank < 9:
            ranked.append((rank, -degree.get(node.iri, 0), node.iri, node))
    if not ranked:
        names = {name for node in candidates for name in (node.label, *node.names)}
        raise UnknownName(type or "thing", text, names)
    return tuple(node for *_, node in sorted(ranked, key=lambda row: row[:3])[:limit])


def resolve(store: Store, text: str, type: str | None = None) -> Node:
    """The node meant by a name or an IRI: of several, the one with the best rank in `find`.

    Raises:
        UnknownName: nothing bears the whole of this name; it names the nearest.
    """
    if text.startswith("https://"):
        for node in store.facts().nodes:
            if node.iri == text:
                return node
    nodes = find(store, text, 1, type)
    wanted = fold(text)
    if nodes and any(fold(name) == wanted for name in (nodes[0].label, *nodes[0].names)):
        return nodes[0]
    near = [name for node in find(store, text, 3, type) for name in (node.label,)]
    known = {name for node in store.facts().nodes if node.type != "result" for name in (node.label, *node.names)}
    raise UnknownName(type or "thing", text, near + nearest(text, known))
