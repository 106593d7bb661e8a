"""Whether higher or lower is better of a metric."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kg.ontology import vocabulary
from kg.query.kinds import Better

if TYPE_CHECKING:
    from kg.query.lookup import Lookup


def better_of(lookup: Lookup, metric: str) -> Better:
    """Whether higher or lower is better of a metric, by its IRI; "" where that is not known.

    The graph says so of the metrics of the vocabulary. Any other is as the one that its name ends in: "validation
    accuracy" is as "accuracy".
    """
    said = lookup.literal(metric, "direction")
    return "higher" if said == "higher" else "lower" if said == "lower" else by_name(lookup.label(metric))


@lru_cache(4096)
def by_name(name: str) -> Better:
    """Whether higher or lower is better of a metric that no vocabulary knows, by the last words of its name."""
    words = name.casefold().split()
    known = _known()
    for first in range(len(words)):
        if found := known.get(" ".join(words[first:])):
            return found
    return ""


@lru_cache(1)
def _known() -> dict[str, Better]:
    found: dict[str, Better] = {
        "error": "lower",
        "errors": "lower",
        "time": "lower",
        "cost": "lower",
        "speed": "higher",
    }
    for term in vocabulary():
        if term.type == "metric" and term.direction in ("higher", "lower"):
            for name in (term.name, *term.aliases):
                found[name.casefold()] = "higher" if term.direction == "higher" else "lower"
    return found
