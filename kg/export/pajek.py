"""Pajek: one line a node and one an arc, which names its predicate."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export import Format
from kg.export._labels import unique_labels
from kg.export._stream import edges
from kg.files import replacing

if TYPE_CHECKING:
    from kg.store import Store

FORMAT = Format("pajek", (".net",), "Pajek", "names of nodes; asserted edges, weighted by the papers that assert them")


def write(store: Store, path: Path) -> None:
    """Write the graph."""
    with replacing(path) as file:
        file.writelines(part.encode() for part in _parts(store))


def _parts(store: Store) -> Iterator[str]:
    labels = unique_labels(store)
    numbers = {iri: k for k, iri in enumerate(labels, 1)}
    yield f"*Vertices {len(labels)}\n"
    for iri, label in labels.items():
        yield f'{numbers[iri]} "{_shown(label)}"\n'
    yield "*Arcs\n"
    for edge in edges(store):
        weight = len({claim.paper for claim in edge.claims})
        yield f'{numbers[edge.subject]} {numbers[edge.object]} {weight} l "{edge.predicate}"\n'


def _shown(label: str) -> str:
    """A label without what ends or escapes in Pajek's quotation marks."""
    visible = "".join(c if c.isprintable() else " " for c in label)
    return visible.replace('"', "'").replace("\\", "/")
