"""What is known of a paper so far: the value that the stages of an extractor pass on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extract.text.document import Document
from kg.model import Entity, Mention, Relation, Result

if TYPE_CHECKING:
    from kg.extract.neural.encoder import Encoded
    from kg.extract.neural.reader import Readings
    from kg.extract.text.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may be worth a node: its names, the best first, and where they stand, never nowhere."""

    names: tuple[str, ...]
    mentions: tuple[Mention, ...]
    known: tuple[str, ...] = ()  # the types under which the gazetteer has one of the names


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number of the abstract; `start` and `end` are its place there, `line` the index of its sentence."""

    quantity: Quantity
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with what the stages before have found in it."""

    doc: Document
    encoded: Encoded | None = None
    candidates: tuple[Candidate, ...] = ()
    numerals: tuple[Numeral, ...] = ()
    readings: Readings | None = None  # what the model says of candidates and numerals
    chosen: tuple[int, ...] = ()  # for each entity, the index of its candidate
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    results: tuple[Result, ...] = field(default=())


Stage = Callable[[Annotated], Annotated]
