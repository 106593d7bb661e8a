"""JSON objects of `kg.export._objects` as nodes and claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kg.imports._facts import quads_of
from kg.model import Claim, Evidence, Node, Number, Paper

if TYPE_CHECKING:
    import pyoxigraph as ox

Fields = Mapping[str, Any]


def quads(nodes: Iterable[Fields], edges: Iterable[Fields]) -> Iterator[ox.Quad]:
    """The quads of nodes and edges. Raises LookupError, TypeError or ValueError where a field is missing or wrong."""
    return quads_of(map(_node, nodes), (claim for edge in edges for claim in _claims(edge)))


def _node(fields: Fields) -> Node:
    def text(name: str) -> Any:  # noqa: ANN401 - JSON
        return fields.get(name, "")

    paper, number = None, None
    if fields["type"] == "paper":
        paper = Paper(
            text("title"), text("abstract"), text("key"), text("doi"), text("arxiv"), text("issued"),
            tuple(fields.get("authors", ())), text("url"),
            tuple((scheme, value) for scheme, _, value in (i.partition(":") for i in fields.get("identifiers", ()))),
            text("venue"), tuple(sorted(fields.get("orcids", {}).items())),
        )  # fmt: skip
    if fields["type"] == "result":
        value = fields.get("value")
        exact = Decimal(value) if value is not None else None
        number = Number(
            text("valueText"), text("unit"), text("condition"), exact, text("kind"), text("changeDirection")
        )
    names, reasons = tuple(fields.get("names", ())), tuple(fields.get("reasons", ()))
    return Node(fields["id"], fields["type"], text("label"), names, text("direction"), paper, number, reasons)


def _claims(edge: Fields) -> Iterator[Claim]:
    for c in edge["claims"]:
        evidence = Evidence(c["field"], c["start"], c["end"], c["quote"])
        ends = edge["source"], edge["predicate"], edge["target"]
        yield Claim(*ends, c["paper"], evidence, c["polarity"], c["confidence"], c["rule"])
