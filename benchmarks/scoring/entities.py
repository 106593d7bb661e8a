"""When an entity is right: its type is, and a name."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.scoring.names import alike, same_name
from benchmarks.scoring.papers import Entity, Paper

Same = Callable[[Entity, Entity], bool]


def strict(gold: Entity, said: Entity) -> bool:
    """The same type and a name that is the same."""
    return gold.type == said.type and same_name(gold.names, said.names)


def loose(gold: Entity, said: Entity) -> bool:
    """The same type and names that share half of their words."""
    return gold.type == said.type and alike(gold.names, said.names, 0.5)


def matches(gold: Paper, said: Paper, *tests: Same) -> dict[str, str]:
    """The id of the annotated entity by the id of the extracted one, one to one.

    Pairs that pass the first test come first; what an extractor must find comes before what it may.
    """
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for test in tests:
        for wanted in sorted(gold.entities, key=lambda entity: entity.optional):
            if wanted.id in taken:
                continue
            for entity in said.entities:
                if entity.id not in pairs and test(wanted, entity):
                    pairs[entity.id] = wanted.id
                    taken.add(wanted.id)
                    break
    return pairs
