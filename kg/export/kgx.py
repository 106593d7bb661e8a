"""KGX: `graph.kgx` becomes `graph_nodes.tsv` and `graph_edges.tsv` in terms of the Biolink model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._stream import edges, nodes
from kg.files import replacing
from kg.ontology import KG

if TYPE_CHECKING:
    from kg.model import Node
    from kg.store import Store

FORMAT = Format(
    "kgx",
    (".kgx",),
    "KGX, two files: NAME_nodes.tsv and NAME_edges.tsv",
    "nodes and asserted edges in terms of the Biolink model; white space in texts is normalised",
)
_CATEGORIES = {"paper": "biolink:Publication", "dataset": "biolink:Dataset", "hardware": "biolink:Device"}
_NODES = ("id", "category", "name", "synonym", "iri", "xref", "creation_date", "type")
_EDGES = (
    "id", "subject", "predicate", "object", "category", "original_predicate", "publications", "supporting_text",
    "knowledge_level", "agent_type", "confidence",
)  # fmt: skip


def write(store: Store, path: Path) -> None:
    """Write both files."""
    for name, header, rows in (("nodes", _NODES, _nodes(store)), ("edges", _EDGES, _edges(store))):
        with replacing(path.with_name(f"{path.stem}_{name}.tsv")) as file:
            file.write(("\t".join(header) + "\n").encode())
            file.writelines(("\t".join(map(_clean, row)) + "\n").encode("utf-8", "replace") for row in rows)


def _nodes(store: Store) -> Iterator[tuple[str, ...]]:
    for node in nodes(store):
        category = _CATEGORIES.get(node.type, "biolink:InformationContentEntity")
        issued = node.paper.issued if node.paper else ""
        yield node.iri, category, node.label, _list(node.names), node.iri, _list(_references(node)), issued, node.type


def _edges(store: Store) -> Iterator[tuple[str, ...]]:
    for k, edge in enumerate(edges(store)):
        quotes = _list(claim.evidence.quote for claim in edge.claims)
        confidence = repr(max(claim.confidence for claim in edge.claims))
        yield (
            f"e{k}", edge.subject, "biolink:related_to", edge.object, "biolink:Association", KG + edge.predicate,
            _list(sorted({claim.paper for claim in edge.claims})), quotes, "knowledge_assertion", "text_mining_agent",
            confidence,
        )  # fmt: skip


def _references(node: Node) -> Iterator[str]:
    if node.paper and node.paper.doi:
        yield f"doi:{node.paper.doi}"
    if node.paper and node.paper.arxiv:
        yield f"arxiv:{node.paper.arxiv}"
    yield from (":".join(pair) for pair in (node.paper.ids if node.paper else ()))


def _list(parts: Iterable[str]) -> str:
    """Several values as KGX writes them, a bar between them; a bar within one becomes a broken bar."""
    return "|".join(part.replace("|", "\N{BROKEN BAR}") for part in parts)


def _clean(text: str) -> str:
    """A text without tabs, line ends and other control characters."""
    return re.sub(r"[\s\x00-\x1f\x7f]+", " ", text).strip()
