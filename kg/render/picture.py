"""What the page is given: nodes and edges as plain records, each with all that its panel shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from kg.model import Claim, Edge, Node, Paper
from kg.render.layout import Box, attach, place

if TYPE_CHECKING:
    import networkx as nx

LARGE = 1500  # more nodes than this tell the eye nothing: results are folded and the best connected shown first
FIRST = 120  # how many are shown first on a large page
MOST = 6000  # a page with more than this takes tens of megabytes and seconds to open

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Picture:
    """A network ready to be drawn; `nodes` and `edges` are records of vis-network with our own fields added."""

    nodes: tuple[Record, ...]
    edges: tuple[Record, ...]
    papers: tuple[Record, ...]
    quotes: tuple[str, ...]
    total: int
    large: bool
    focus: int | None


def picture(network: nx.MultiDiGraph[Any], focus: str | None, total: int | None = None) -> Picture:
    """Choose, place and describe the nodes and edges of a network.

    Args:
        network: nodes and edges that carry their `fact`.
        focus: the IRI of the node to open at; it and its neighbours are always among those chosen.
        total: how many nodes there are, where not all are in the network.
    """
    facts: dict[str, Node] = {iri: data["fact"] for iri, data in network.nodes(data=True)}
    edges: list[Edge] = sorted(
        (data["fact"] for _, _, data in network.edges(data=True)), key=lambda e: (e.subject, e.predicate, e.object)
    )
    degree = dict.fromkeys(facts, 0)
    for edge in edges:
        degree[edge.subject] += 1
        degree[edge.object] += 1
    close = {focus} if focus else set()
    close |= {end for edge in edges if focus in (edge.subject, edge.object) for end in (edge.subject, edge.object)}
    ranked = sorted(facts, key=lambda i: (i != focus, i not in close, facts[i].type == "result", -degree[i], i))
    chosen = [facts[iri] for iri in ranked[:MOST]]
    number = {node.iri: index for index, node in enumerate(chosen)}
    edges = [edge for edge in edges if edge.subject in number and edge.object in number]

    boxes = [_box(node, degree[node.iri]) for node in chosen]
    pairs = [(number[edge.subject], number[edge.object]) for edge in edges]
    # what a large page shows first is laid out on its own, as it would be lost in the layout of the whole
    first = FIRST if len(facts) > LARGE else len(chosen)
    spots = attach(place(boxes[:first], [pair for pair in pairs if max(pair) < first]), boxes, pairs)
    claims = [claim for edge in edges for claim in edge.claims]
    quotes = sorted({claim.evidence.quote for claim in claims})
    iris = sorted({claim.paper for claim in claims})
    quote_number = {quote: index for index, quote in enumerate(quotes)}
    paper_number = {iri: index for index, iri in enumerate(iris)}

    def claim_record(claim: Claim) -> Record:
        return {
            "paper": paper_number[claim.paper],
            "quote": quote_number[claim.evidence.quote],
            "field": claim.evidence.field,
            "confidence": round(claim.confidence, 3),
            "rule": claim.rule,
        }

    return Picture(
        nodes=tuple(
            _node_record(index, node, degree[node.iri], spot)
            for index, (node, spot) in enumerate(zip(chosen, spots, strict=True))
        ),
        edges=tuple(
            {
                "id": index,
                "from": number[edge.subject],
                "to": number[edge.object],
                "predicate": edge.predicate,
                "claims": [claim_record(claim) for claim in edge.claims],
            }
            for index, edge in enumerate(edges)
        ),
        papers=tuple(_paper_record(iri, facts.get(iri), number.get(iri)) for iri in iris),
        quotes=tuple(quotes),
        total=len(facts) if total is None else total,
        large=len(facts) > LARGE,
        focus=number[focus] if focus else None,
    )


def _size(degree: int) -> int:
    return min(26, 8 + round(3 * sqrt(degree)))


def _font(node: Node, degree: int) -> int:
    """Hubs are named in larger letters, so that a page seen whole still says what it is about."""
    if node.type == "result":
        return 11
    return 13 if node.type == "paper" else 14 + min(10, round(sqrt(degree)))


def _lines(node: Node) -> list[str]:
    """The label as drawn: the whole name stands in the panel, the picture has room for the beginning of it."""
    width, most = (26, 2) if node.type == "paper" else (22, 2)
    lines = wrap(_name(node), width, break_long_words=True) or ["?"]
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][: width - 1].rstrip() + "…"]
    return lines


def _name(node: Node) -> str:
    if node.number is None:
        return node.paper.title if node.paper and node.paper.title else node.label
    separator = "" if node.number.unit in {"%", "x", "×", ""} else " "
    return node.number.text + separator + node.number.unit


def _box(node: Node, degree: int) -> Box:
    lines = _lines(node)
    font = _font(node, degree)
    wide, high = max(len(line) for line in lines) * font * 0.53, len(lines) * font * 1.15
    if node.type == "paper":
        return Box(wide + 30, high + 28)
    if node.type == "result":
        return Box(max(wide, 22) + 8, 36)
    across = 2 * _size(degree)
    return Box(max(wide, across) + 14, across + high + 16)


def _node_record(index: int, node: Node, degree: int, spot: tuple[int, int]) -> Record:
    record: Record = {
        "id": index,
        "x": spot[0],
        "y": spot[1],
        "label": "\n".join(_lines(node)),
        "name": _name(node),
        "type": node.type,
        "iri": node.iri,
        "degree": degree,
        "letters": _font(node, degree),
        "size": 6 if node.type == "result" else _size(degree),
    }
    optional: Iterable[tuple[str, Any]] = (
        ("names", list(node.names)),
        ("reasons", list(node.reasons)),
        ("direction", node.direction),
        ("paper", _paper_facts(node.paper) if node.paper else None),
        (
            "number",
            {"text": node.number.text, "unit": node.number.unit, "condition": node.number.condition}
            if node.number
            else None,
        ),
    )
    record.update((key, value) for key, value in optional if value)
    return record


def _paper_facts(paper: Paper) -> Record:
    return {"issued": paper.issued, "authors": list(paper.authors), "url": _link(paper)}


def _paper_record(iri: str, node: Node | None, number: int | None) -> Record:
    """A paper that claims cite; a neighbourhood need not hold the paper itself."""
    return {
        "node": number,
        "title": _name(node) if node else iri.rpartition("/")[2],
        "url": _link(node.paper) if node and node.paper else "",
    }


def _link(paper: Paper) -> str:
    """Where the paper can be read; a web address or nothing, for a source may call anything its URL."""
    if paper.url.lower().startswith(("https://", "http://")):
        return paper.url
    if paper.doi:
        return f"https://doi.org/{paper.doi}"
    return f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else ""
