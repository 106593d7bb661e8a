"""Compact JSON-LD: the words of our context, an object a thing; for JavaScript and document databases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from kg.export import Format
from kg.export._compact import context, described
from kg.export._objects import dumps, json_array
from kg.export._stream import quads
from kg.files import replacing

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store import Store

FORMAT = Format("jsonldcompact", (".compact.jsonld",), "RDF JSON-LD, compact, with its context", "everything")


def write(store: Store, path: Path) -> None:
    """Write the graph."""
    with replacing(path) as file:
        file.write(b'{"@context": ' + dumps(context()) + b',\n"@graph": ')
        file.writelines(json_array(_objects(store)))
        file.write(b"}\n")


def _objects(store: Store) -> Iterator[dict[str, Any]]:
    for name, group in groupby(quads(store), key=lambda quad: quad.graph_name):
        graph = getattr(name, "value", "")
        if graph:
            yield {"@id": graph, "@graph": list(_subjects(group))}
        else:
            yield from _subjects(group)


def _subjects(group: Iterable[ox.Quad]) -> Iterator[dict[str, Any]]:
    for subject, said in groupby(group, key=lambda quad: cast(Any, quad.subject).value):
        yield described(subject, [(quad.predicate.value, quad.object) for quad in said])
