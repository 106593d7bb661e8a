"""Short names for pictures: a paper's title in a few words, a number with its unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.model import Node

_SHORT = 34  # characters that a label in the picture has room for


def full_name(node: Node) -> str:
    """The whole name: a paper's title, a number with its unit, or the preferred label."""
    if node.number is None:
        return node.paper.title if node.paper and node.paper.title else node.label
    separator = "" if node.number.unit in {"%", "x", "×", ""} else " "
    return node.number.text + separator + node.number.unit


def short_names(nodes: Iterable[Node]) -> dict[str, str]:
    """What the picture calls each node, by IRI: of a paper's title the part before the colon, or its first words.

    Papers whose titles begin alike keep more of them, so that no two are called the same if it can be helped.
    """
    nodes = list(nodes)
    names = {node.iri: _head(full_name(node)) if node.type == "paper" else full_name(node) for node in nodes}
    twice = Counter(names[node.iri] for node in nodes if node.type == "paper")
    for node in nodes:
        if node.type == "paper" and twice[names[node.iri]] > 1:
            names[node.iri] = _cut(full_name(node), 2 * _SHORT)
    return names


def _head(title: str) -> str:
    head, colon, _ = title.partition(":")
    return _cut(head.strip() if colon and 1 < len(head.strip()) <= _SHORT else title, _SHORT)


def _cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    words = text[:most].rpartition(" ")[0] or text[: most - 1]
    return words.rstrip(" ,;:.-–—") + "…"
