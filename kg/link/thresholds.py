"""How sure a claim must be before the graph holds it as a plain edge.

The reader gives every claim a confidence: the probability that it is right. Claims below their threshold stay in the
named graph of their paper, where they can be counted and looked at.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.errors import KgError
from kg.model import Claim, Node
from kg.ontology import ontology

DEFAULT = 0.5
REPORTS = "reports"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The least confidence of a plain edge, from 0 to 1. What people decided has the confidence 1 and always stands.

    Args:
        default: for every key that `by_key` does not name.
        by_key: key and threshold, sorted. The key of an edge is its predicate, that of all edges of a result the
            result's kind ("value", "change", "count"), or "result" where that is not known.
    """

    default: float = DEFAULT
    by_key: tuple[tuple[str, float], ...] = ()

    @classmethod
    def of(cls, thresholds: Mapping[str, float], default: float = DEFAULT) -> Thresholds:
        """Thresholds from a mapping of keys; infinity for what shall not stand at all. Raises KgError."""
        for value in (default, *thresholds.values()):
            if not (0 <= value <= 1 or value == math.inf):
                raise KgError(f"a threshold of {value:g} is no probability; it lies between 0 and 1")
        return cls(default, tuple(sorted(thresholds.items())))

    @classmethod
    def parse(cls, text: str) -> Thresholds:
        """What `str` wrote; the default thresholds for ""."""
        if not text:
            return cls()
        data = json.loads(text)
        return cls.of(data["thresholds"], data["default"])

    def __str__(self) -> str:
        return json.dumps({"default": self.default, "thresholds": dict(self.by_key)})

    def is_sure(self, key: str, confidence: float) -> bool:
        """Whether a confidence is enough for an edge or result of this key."""
        threshold = dict(self.by_key).get(key, self.default) if self.by_key else self.default
        return confidence >= min(threshold, 1.0)


EVERYTHING = Thresholds(0.0)


def plain(claims: Iterable[Claim], nodes: Iterable[Node], thresholds: Thresholds) -> list[Claim]:
    """The claims that make plain edges: asserted, and sure enough.

    Args:
        claims: of any polarity.
        nodes: the results that the claims are about; other nodes are passed over.
        thresholds: how sure is sure enough.
    """
    kinds = {node.iri: node.number.kind or "result" for node in nodes if node.number is not None}
    slots = frozenset(ontology().slot_predicates)

    def key(claim: Claim) -> str:
        if claim.predicate == REPORTS:
            return kinds.get(claim.object, "result")
        return kinds.get(claim.subject, "result") if claim.predicate in slots else claim.predicate

    return [c for c in claims if c.polarity == "asserted" and thresholds.is_sure(key(c), c.confidence)]


def plain_results(plain_claims: Iterable[Claim]) -> set[str]:
    """The IRIs of the results that plain edges report."""
    return {claim.object for claim in plain_claims if claim.predicate == REPORTS}
