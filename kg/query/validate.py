"""The graph against the shapes of the ontology."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.ontology import resource

if TYPE_CHECKING:
    from kg.store import Store


@dataclass(frozen=True, slots=True)
class Violation:
    """A node that breaks a shape."""

    node: str
    message: str

    def __str__(self) -> str:
        return f"{self.node}: {self.message}"


def validate(store: Store) -> tuple[Violation, ...]:
    """What breaks `ontology/shapes.ttl`, by pySHACL over the default graph; empty when all conforms."""
    import pyoxigraph as ox
    import pyshacl
    from rdflib import Graph
    from rdflib.namespace import SH

    data = store.graph.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    graph = Graph().parse(data=data, format="nt")
    shapes = Graph().parse(resource("shapes.ttl"), format="turtle")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none", advanced=False)
    found = [
        Violation(str(report.value(result, SH.focusNode)), str(report.value(result, SH.resultMessage)))
        for result in report.subjects(SH.resultSeverity, None)
    ]
    return tuple(sorted(found, key=str))
