"""The counts of a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.cli._tables import print_rows

if TYPE_CHECKING:
    from kg.query.statistics import Statistics


def print_statistics(found: Statistics, form: str) -> None:
    """Print how many nodes of each type, edges of each predicate and claims of each polarity there are.

    "unsure" are the edges that papers assert, but not surely enough to stand in the graph.
    """
    counted = {"node": found.nodes, "edge": found.edges, "unsure": found.unsure, "claim": found.claims}
    rows = [(kind, name, count) for kind, counts in counted.items() for name, count in counts.items()]
    print_rows(("kind", "what", "count"), rows, form)
