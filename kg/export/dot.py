"""DOT: Graphviz, with each type in its colour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._stream import edges, nodes
from kg.files import replacing
from kg.ontology import ontology

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format("dot", (".dot", ".gv"), "DOT (Graphviz)", "names, types and URLs of nodes; asserted edges")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


def write(store: Store, path: Path) -> None:
    """Write the graph."""
    with replacing(path) as file:
        file.writelines(part.encode() for part in _parts(store))


def _parts(store: Store) -> Iterator[str]:
    colors = {type_.name: type_.color for type_ in ontology().types}
    yield 'digraph kg {\n  charset="UTF-8";\n  node [style=filled, shape=box, fontname="Helvetica"];\n'
    for node in nodes(store):
        link = node.paper.url if node.paper and node.paper.url else node.iri
        shown = f'label="{_label(node.label)}", class="{node.type}", fillcolor="{colors[node.type]}"'
        yield f'  "{_quoted(node.iri)}" [{shown}, URL="{_quoted(link)}"];\n'
    for edge in edges(store):
        yield f'  "{_quoted(edge.subject)}" -> "{_quoted(edge.object)}" [label="{edge.predicate}"];\n'
    yield "}\n"


def _label(text: str) -> str:
    """A label, in which a backslash of ours is none of Graphviz's escapes, nor an ampersand one of its entities."""
    return _quoted(text.replace("\\", "\\\\").replace("&", "&amp;"))


def _quoted(text: str) -> str:
    """A text within quotation marks; an odd backslash before the closing one would escape it."""
    shown = _CONTROL.sub(" ", text).replace('"', '\\"')
    return shown + " " if (len(shown) - len(shown.rstrip("\\"))) % 2 else shown
