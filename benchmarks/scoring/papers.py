"""Annotated and extracted papers as values; both are JSON Lines of nearly the same form."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.scoring.names import name_key
from kg.errors import KgError

Record = Mapping[str, Any]  # a line of JSON: the one place where the shape is open
PAPER = "paper"  # the subject of an edge that the paper itself has


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing with all its names. `optional`: neither finding nor missing it counts."""

    id: str
    type: str
    names: tuple[str, ...]
    proposed: bool = False
    optional: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Relation:
    """An edge between ids of entities, or from "paper"."""

    subject: str
    predicate: str
    object: str
    confidence: float = 1.0
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """A number. `slots` has, for each slot that is filled, an entity's id or the words of the text."""

    value: str
    unit: str
    slots: Mapping[str, str]
    kind: str | None = None
    direction: str | None = None
    confidence: float = 1.0
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """What an annotator or an extractor says of one paper."""

    id: str
    title: str
    abstract: str = ""
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    results: tuple[Result, ...] = ()
    by_id: Mapping[str, Entity] = field(default_factory=dict)

    @property
    def proposed(self) -> frozenset[str]:
        """The ids of what the paper contributes."""
        return frozenset(entity.id for entity in self.entities if entity.proposed)

    def words(self, filler: str | None) -> tuple[str, ...]:
        """The names of what fills a slot, or its words where it is no entity; empty for an empty slot."""
        if filler is None:
            return ()
        return self.by_id[filler].names if filler in self.by_id else (filler,)


SLOTS = ("method", "metric", "dataset", "baseline", "hardware", "task", "condition")


def paper(record: Record) -> Paper:
    """A paper from its line of JSON. Raises KeyError or TypeError where the line is not of the format."""
    entities = tuple(map(_entity, record.get("entities", ())))
    return Paper(
        record.get("id", ""),
        record.get("title", ""),
        record.get("abstract", ""),
        entities,
        tuple(map(_relation, record.get("relations", ()))),
        tuple(map(_result, record.get("results", ()))),
        {entity.id: entity for entity in entities},
    )


def _entity(record: Record) -> Entity:
    names = [*record.get("names", ()), *([record["name"]] if record.get("name") else [])]
    return Entity(
        record["id"],
        record["type"],
        tuple(dict.fromkeys(names)),
        record.get("role") == "proposed",
        bool(record.get("optional")),
        record.get("confidence", 1.0),
    )


def _relation(record: Record | list[str]) -> Relation:
    if isinstance(record, list):
        subject, predicate, object_ = record
        return Relation(subject, predicate, object_)
    quote = (record.get("evidence") or {}).get("quote", "")
    return Relation(record["subject"], record["predicate"], record["object"], record.get("confidence", 1.0), quote)


def _result(record: Record) -> Result:
    evidence = record.get("evidence") or ""
    return Result(
        str(record.get("value", "")),
        record.get("unit") or "",
        {slot: record[slot] for slot in SLOTS if record.get(slot) is not None},
        record.get("kind"),
        record.get("direction"),
        record.get("confidence", 1.0),
        evidence if isinstance(evidence, str) else evidence.get("quote", ""),
    )


def read(path: Path) -> list[Paper]:
    """The papers of a file, one a line. Raises KgError where the file or a line cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"{path} cannot be read: {error}") from error
    found = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                found.append(paper(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise KgError(f"{path}:{number}: no annotated or extracted paper: {error!r}") from error
    return found


def joined(gold: Iterable[Paper], said: Iterable[Paper]) -> Iterator[tuple[Paper, Paper | None]]:
    """Each annotated paper with what was extracted from it, by title, else by id; None where nothing was."""
    by_key: dict[str, Paper] = {}
    for one in said:
        for key in (one.id, name_key(one.title)):
            if key:
                by_key.setdefault(key, one)
    for one in gold:
        yield one, by_key.get(name_key(one.title)) or by_key.get(one.id)
