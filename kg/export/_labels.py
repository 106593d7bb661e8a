"""Names for formats in which the label is what tells nodes apart."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.export._stream import nodes

if TYPE_CHECKING:
    from kg.store import Store


def unique_labels(store: Store) -> dict[str, str]:
    """A name for each node, by IRI: its label, with its type or at last its IRI where others bear the same."""
    found = {node.iri: (" ".join(node.label.split()), node.type) for node in nodes(store)}
    by_label = Counter(label for label, _ in found.values())
    by_both = Counter(found.values())
    names: dict[str, str] = {}
    for iri, (label, type_) in found.items():
        if label and by_label[label] == 1:
            names[iri] = label
        elif label and by_both[label, type_] == 1 and f"{label} ({type_})" not in by_label:
            names[iri] = f"{label} ({type_})"
        else:
            names[iri] = f"{label} <{iri}>"
    return names
