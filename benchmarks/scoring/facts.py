"""Each fact said, with its confidence and whether it is right: what thresholds and calibration are fitted on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.scoring import entities, numbers
from benchmarks.scoring.edges import edges
from benchmarks.scoring.numbers import Right
from benchmarks.scoring.papers import Paper
from kg.errors import KgError

FACTS = ("entity", "relation", "result")
NO_KIND = "result"  # the key of numbers from an extractor that gives no kind


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact said of a paper.

    `fact` is one of FACTS; `key` is the entity's type, the relation's predicate or the result's kind. An entity is
    right as "entities" counts, a relation as "relations (exact)", a result as "results (full)".
    """

    paper: str
    fact: str
    key: str
    confidence: float
    right: bool


def facts(gold: Paper, said: Paper) -> Iterator[Fact]:
    """The facts said of one paper, but for those on what the annotator calls optional."""
    pairs = entities.matches(gold, said, entities.strict)
    for entity in said.entities:
        wanted = gold.by_id.get(pairs.get(entity.id, ""))
        if wanted is None or not wanted.optional:
            yield Fact(gold.id, "entity", entity.type, entity.confidence, wanted is not None)
    compared = edges(gold, said, exact=True)
    for relation, triple in compared.by_relation:
        yield Fact(gold.id, "relation", relation.predicate, relation.confidence, triple in compared.wanted)
    right = {id(match.said) for match in numbers.matches(gold, said) if match.right >= Right.FULL}
    for result in said.results:
        yield Fact(gold.id, "result", result.kind or NO_KIND, result.confidence, id(result) in right)


def coverage(found: Iterable[Fact], precision: float) -> float:
    """The largest share of the facts that can be kept, the surest first, such that so many of those kept are right.

    A threshold on confidence does it, so that facts said with the same confidence are kept or dropped together.
    """
    ordered = sorted(found, key=lambda fact: -fact.confidence)
    most = right = 0
    for k, fact in enumerate(ordered, start=1):
        right += fact.right
        last = k == len(ordered) or ordered[k].confidence < fact.confidence
        if last and right >= precision * k:
            most = k
    return most / len(ordered) if ordered else 0.0


@dataclass(frozen=True, slots=True)
class Band:
    """The facts said with a confidence from `low` to below `high`: how many, their mean confidence, the share right."""

    low: float
    high: float
    facts: int
    stated: float
    right: float


EDGES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


def reliability(found: Iterable[Fact]) -> list[Band]:
    """The table of stated confidence against the share that is right; bands without facts are left out."""
    every, bands = list(found), []
    for low, high in zip(EDGES, (*EDGES[1:], 1.01), strict=True):
        band = [fact for fact in every if low <= fact.confidence < high]
        if band:
            stated = sum(fact.confidence for fact in band) / len(band)
            bands.append(Band(low, min(high, 1.0), len(band), stated, sum(f.right for f in band) / len(band)))
    return bands


def write(found: Iterable[Fact], path: Path) -> None:
    """Write facts as JSON Lines, the input of `python -m training.calibrate`."""
    path.write_text("".join(json.dumps(asdict(fact)) + "\n" for fact in found), encoding="utf-8")


def read(path: Path) -> list[Fact]:
    """The facts of a file that `write` wrote. Raises KgError where a line is none."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            found.append(Fact(**json.loads(line)))
        except (ValueError, TypeError) as error:
            raise KgError(f"{path}:{number}: no fact with paper, fact, key, confidence and right: {error}") from error
    return found
