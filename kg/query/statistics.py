"""How much of what the graph holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.store import Store


@dataclass(frozen=True, slots=True)
class Statistics:
    """Nodes by type, edges (of the default graph) by predicate, claims by polarity; in a fixed order.

    `unsure` counts by predicate the edges that papers assert, but not surely enough for the default graph.
    """

    nodes: dict[str, int]
    edges: dict[str, int]
    claims: dict[str, int]
    unsure: dict[str, int] = field(default_factory=dict)


def statistics(store: Store) -> Statistics:
    """What a store has counted, build by build."""
    from kg.ontology import ontology

    counts = {(kind, name): count for kind, name, count in store.database.execute("SELECT * FROM counts")}
    query = "SELECT predicate, COUNT(*) FROM unsure GROUP BY predicate"
    counts |= {("unsure", predicate): count for predicate, count in store.database.execute(query)}

    def of(kind: str, names: tuple[str, ...]) -> dict[str, int]:
        return {name: counts[kind, name] for name in names if (kind, name) in counts}

    return Statistics(
        of("node", tuple(t.name for t in ontology().types)),
        of("edge", tuple(p.name for p in ontology().predicates)),
        of("claim", ("asserted", "negated", "hedged", "attributed")),
        of("unsure", tuple(p.name for p in ontology().predicates)),
    )
