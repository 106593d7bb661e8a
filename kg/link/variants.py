"""The claims of one paper that a thing is a variant of another: by its name, by the vocabulary, by decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.link.decisions import Decision, Decisions, split_name
from kg.link.families import DECIDED, PART, is_class
from kg.link.gazetteer import Name
from kg.link.observe import Anchor, Observation, Parent, anchor_of
from kg.link.registry import Identity, Registry, resolve
from kg.model import Evidence, Extraction


@dataclass(frozen=True, slots=True)
class Variant:
    """An entity of a paper and what it is a variant of; `decision` is set where people said so."""

    entity: str
    parent: Identity
    reason: str
    evidence: Evidence
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Variants:
    """The families that a paper may speak of.

    Args:
        found: in the order in which they are to be tried; of those by name the first stands for an entity.
        names: all names on which it depends whether and to what each parent exists.
    """

    found: tuple[Variant, ...] = ()
    names: frozenset[Name] = frozenset()


def variants(
    extraction: Extraction,
    seen: Observation,
    identities: Mapping[str, Identity],
    registry: Registry,
    decisions: Decisions,
    apart: frozenset[tuple[str, str]],
) -> Variants:
    """What the things of a paper are variants of, as far as some paper names it.

    Args:
        extraction: what the paper says.
        seen: the observation of the same.
        identities: anchor's local id -> its node.
        registry: what all papers say.
        decisions: what people say.
        apart: type and form of the names that stand alone by decision.
    """
    company = seen.company
    found: list[Variant] = []
    names: set[Name] = set()
    for parent, decision in (*_decided(extraction, identities, decisions, apart), *((p, None) for p in seen.parents)):
        identity = _existing(parent.anchor, company, registry, decisions, names)
        child = identities[parent.anchor.entity]
        if identity is None or identity.iri == child.iri or child.name[0] != identity.name[0]:
            continue
        if parent.reason != PART or not is_class(identity.name[1]):
            found.append(Variant(parent.anchor.entity, identity, parent.reason, parent.evidence, decision))
    return Variants(tuple(found), frozenset(names))


def _decided(
    extraction: Extraction,
    identities: Mapping[str, Identity],
    decisions: Decisions,
    apart: frozenset[tuple[str, str]],
) -> Iterator[tuple[Parent, Decision | None]]:
    for entity in extraction.entities if decisions.parents else ():
        for line in decisions.parents.get(identities[entity.id].name, ()):
            if entity.mentions:
                first = min(entity.mentions)
                evidence = Evidence(first.field, first.start, first.end, first.text)
                anchor = anchor_of(entity.id, *split_name(line.arguments[1]), apart)
                yield Parent(anchor, DECIDED, evidence), line


def _existing(
    anchor: Anchor, company: frozenset[Name], registry: Registry, decisions: Decisions, names: set[Name]
) -> Identity | None:
    """The node that a parent's name means where some paper names it; what that depends on goes into `names`."""
    identity = resolve(anchor, company, registry, decisions)
    names |= {anchor.name, identity.name}
    merged = {name for name, head in decisions.merged.items() if head == identity.name}
    names |= merged
    if anchor.bare and identity.name == anchor.name and registry.longs(*anchor.name):
        return None  # an acronym of several meanings, none of which fits
    return identity if any(registry.forms(name) for name in (identity.name, *merged)) else None
