"""How much of what the graph holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.store import Store


@dataclass(frozen=True, slots=True)
class Statistics:
    """Nodes by type, edges (of the default graph) by predicate, claims by polarity; in a fixed order."""

    nodes: dict[str, int]
    edges: dict[str, int]
    claims: dict[str, int]


def statistics(store: Store) -> Statistics:
    """What a store has counted, build by build."""
    from kg.ontology import ontology

    counts = {(kind, name): count for kind, name, count in store.database.execute("SELECT * FROM counts")}

    def of(kind: str, names: tuple[str, ...]) -> dict[str, int]:
        return {name: counts[kind, name] for name in names if (kind, name) in counts}

    return Statistics(
        of("node", tuple(t.name for t in ontology().types)),
        of("edge", tuple(p.name for p in ontology().predicates)),
        of("claim", ("asserted", "negated", "hedged", "attributed")),
    )
