"""What the page is given: nodes and edges as plain records, and who says what, which is read when asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.model import Claim, Edge, Node, Paper
from kg.render.atlas import atlas, spots
from kg.render.groups import group
from kg.render.titles import full_name, short_names

if TYPE_CHECKING:
    import networkx as nx

MOST = 60_000  # nodes; a page with more takes tens of megabytes
DRAWN = 2_000  # nodes that are drawn one by one at most; more tell the eye nothing and freeze the page

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Picture:
    """A network ready to be drawn; `nodes` and `edges` are records of vis-network with our own fields added.

    `groups` are the regions of the map. `papers`, `quotes` and `claims` say who says what: `claims[i]` are those of
    edge i, each as [paper, quote, field, confidence, rule] with the places of paper and quote in their lists.
    """

    nodes: tuple[Record, ...]
    edges: tuple[Record, ...]
    groups: tuple[Record, ...]
    papers: tuple[Record, ...]
    quotes: tuple[str, ...]
    claims: tuple[tuple[list[Any], ...], ...]
    total: int


def picture(network: nx.MultiDiGraph[Any], first: Sequence[str] = (), total: int | None = None) -> Picture:
    """Choose, group, place and describe the nodes and edges of a network.

    Args:
        network: nodes and edges that carry their `fact`.
        first: IRIs of nodes that are always among those chosen.
        total: how many nodes there are, where not all are in the network.
    """
    nodes, edges = _chosen(network, first)
    grouping = group(nodes, edges)
    records = atlas(nodes, edges, grouping)
    # what is most telling comes first, in lists as in the picture
    order = sorted(range(len(nodes)), key=lambda i: (nodes[i].type == "result", -grouping.score[i], nodes[i].iri))
    place = {index: position for position, index in enumerate(order)}
    number = {nodes[index].iri: position for index, position in place.items()}
    for record in records:
        record["names"] = [place[index] for index in record["names"]]
    spot = spots(nodes, order[:DRAWN], edges, grouping)
    claims = [claim for edge in edges for claim in edge.claims]
    quotes = sorted({claim.evidence.quote for claim in claims})
    iris = sorted({claim.paper for claim in claims})
    facts = {node.iri: node for node in nodes}
    years = {iri: _year(facts[iri].paper) if iri in facts else "" for iri in iris}
    labels = short_names(nodes)
    says = _Said({q: i for i, q in enumerate(quotes)}, {p: i for i, p in enumerate(iris)})
    return Picture(
        nodes=tuple(
            _node_record(place[index], nodes[index], labels[nodes[index].iri], grouping.leaf[index], spot.get(index))
            for index in order
        ),
        edges=tuple(_edge_record(index, edge, number, years) for index, edge in enumerate(edges)),
        groups=tuple(records),
        papers=tuple(_paper_record(iri, facts.get(iri), number.get(iri)) for iri in iris),
        quotes=tuple(quotes),
        claims=tuple(tuple(says.record(claim) for claim in edge.claims) for edge in edges),
        total=len(network) if total is None else total,
    )


def _chosen(network: nx.MultiDiGraph[Any], first: Sequence[str]) -> tuple[list[Node], list[Edge]]:
    """The nodes by IRI and the edges among them; of a network that is too large, the best connected nodes."""
    facts: dict[str, Node] = {iri: data["fact"] for iri, data in network.nodes(data=True)}
    edges: list[Edge] = sorted(
        (data["fact"] for _, _, data in network.edges(data=True)), key=lambda e: (e.subject, e.predicate, e.object)
    )
    if len(facts) > MOST:
        degree = dict.fromkeys(facts, 0)
        for edge in edges:
            degree[edge.subject] += 1
            degree[edge.object] += 1
        ranked = sorted(facts, key=lambda i: (i not in first, facts[i].type == "result", -degree[i], i))
        facts = {iri: facts[iri] for iri in ranked[:MOST]}
        edges = [edge for edge in edges if edge.subject in facts and edge.object in facts]
    return [facts[iri] for iri in sorted(facts)], edges


@dataclass(frozen=True, slots=True)
class _Said:
    quotes: dict[str, int]
    papers: dict[str, int]

    def record(self, claim: Claim) -> list[Any]:
        found: list[Any] = [self.papers[claim.paper], self.quotes[claim.evidence.quote], claim.evidence.field]
        return [*found, round(claim.confidence, 3), claim.rule]


def _node_record(index: int, node: Node, label: str, leaf: int, spot: tuple[int, int] | None) -> Record:
    name = full_name(node)
    record: Record = {"id": index, "label": label, "type": node.type, "iri": node.iri, "group": leaf}
    optional: Iterable[tuple[str, Any]] = (
        ("x", spot and spot[0]),
        ("y", spot and spot[1]),
        ("name", name if name != label else ""),
        ("names", list(node.names)),
        ("reasons", list(node.reasons)),
        ("direction", node.direction),
        ("year", _year(node.paper)),
        ("paper", _paper_facts(node.paper) if node.paper else None),
        ("number", _number_facts(node) if node.number else None),
    )
    record.update((key, value) for key, value in optional if value or value == 0)
    return record


def _edge_record(index: int, edge: Edge, number: dict[str, int], years: dict[str, int | str]) -> Record:
    record: Record = {
        "id": index,
        "from": number[edge.subject],
        "to": number[edge.object],
        "predicate": edge.predicate,
        "sure": round(max((claim.confidence for claim in edge.claims), default=1.0), 3),
    }
    said = sorted({year for claim in edge.claims if isinstance(year := years[claim.paper], int)})
    if said:
        record["years"] = said
    return record


def _year(paper: Paper | None) -> int | str:
    """The year a paper came out, or nothing where the source does not give it."""
    text = paper.issued[:4] if paper else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else ""


def _number_facts(node: Node) -> Record:
    number = node.number
    facts: Record = {"text": number.text, "unit": number.unit, "condition": number.condition} if number else {}
    if number is not None and number.value is not None:
        facts["value"] = float(number.value)
    # what kind of number it is and which way it goes, where the graph says so
    for name in ("kind", "direction"):
        if value := getattr(number, name, ""):
            facts[name] = str(value)
    return {key: value for key, value in facts.items() if value != ""}


def _paper_facts(paper: Paper) -> Record:
    return {"issued": paper.issued, "authors": list(paper.authors), "url": _link(paper)}


def _paper_record(iri: str, node: Node | None, number: int | None) -> Record:
    """A paper that claims cite; a part of the graph need not hold the paper itself."""
    return {
        "node": number,
        "title": full_name(node) if node else iri.rpartition("/")[2],
        "year": _year(node.paper) if node else "",
        "url": _link(node.paper) if node and node.paper else "",
    }


def _link(paper: Paper) -> str:
    """Where the paper can be read; a web address or nothing, for a source may call anything its URL."""
    if paper.url.lower().startswith(("https://", "http://")):
        return paper.url
    if paper.doi:
        return f"https://doi.org/{paper.doi}"
    return f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else ""
