"""How much of what the graph holds."""

from __future__ import annotations

from collections import Counter
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
    """Count a store."""
    from kg.ontology import ontology

    facts = store.facts()
    types = Counter(node.type for node in facts.nodes)
    edges = Counter(
        predicate
        for _, predicate, _ in {(c.subject, c.predicate, c.object) for c in facts.claims if c.polarity == "asserted"}
    )
    polarities = Counter(claim.polarity for claim in facts.claims)
    return Statistics(
        {t.name: types[t.name] for t in ontology().types if types[t.name]},
        {p.name: edges[p.name] for p in ontology().predicates if edges[p.name]},
        {name: polarities[name] for name in ("asserted", "negated", "hedged", "attributed") if polarities[name]},
    )
