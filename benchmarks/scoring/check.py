"""Whether annotated papers are of the format and quote their text: what a person may get wrong, in one line each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.scoring.names import holds
from benchmarks.scoring.papers import PAPER, SLOTS, Record
from kg.errors import KgError
from kg.ontology import ontology

KINDS = ("value", "change", "count")
DIRECTIONS = ("up", "down")


def check(path: Path) -> Iterator[str]:
    """The problems of a file, each with its line and the paper's id. Raises KgError when a line is no JSON object."""
    seen: set[str] = set()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            record = json.loads(line)
            key = record["id"]
            found = [*problems(record), *([f"the id {key!r} was there before"] if key in seen else [])]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise KgError(f"{path}:{number}: no annotated paper: {error!r}") from error
        seen.add(key)
        yield from (f"{path}:{number}: {key}: {problem}" for problem in found)


def problems(record: Record) -> Iterator[str]:
    """The problems of one paper."""
    text = f"{record['title']}\n{record['abstract']}"
    types = {entity["id"]: entity["type"] for entity in record["entities"]}
    for entity in record["entities"]:
        yield from _entity(entity, text)
    for subject, predicate, object_ in record["relations"]:
        yield from _relation(subject, predicate, object_, {**types, PAPER: PAPER})
    for result in record["results"]:
        yield from _result(result, text, types)


def _entity(entity: Record, text: str) -> Iterator[str]:
    if entity["type"] not in ontology().entity_types:
        yield f"{entity['id']} has the type {entity['type']!r}; known are {', '.join(ontology().entity_types)}"
    if not entity["names"]:
        yield f"{entity['id']} has no name"
    yield from (f"{entity['id']}: the text does not have the name {name!r}" for name in _missing(entity["names"], text))


def _missing(words: list[str], text: str) -> list[str]:
    return [one for one in words if one not in text]


def _relation(subject: str, predicate: str, object_: str, types: dict[str, str]) -> Iterator[str]:
    told = f"{subject} {predicate} {object_}"
    if predicate not in ontology().relation_predicates:
        yield f"{told}: no such predicate; known are {', '.join(ontology().relation_predicates)}"
    elif subject not in types or object_ not in types:
        yield f"{told}: no entity has the id {subject if subject not in types else object_}"
    else:
        known = ontology().predicate(predicate)
        if types[subject] not in known.domain:
            yield f"{told}: it goes from {' or '.join(known.domain)}, not from {types[subject]}"
        if types[object_] not in known.range:
            yield f"{told}: it goes to {' or '.join(known.range)}, not to {types[object_]}"


def _result(result: Record, text: str, types: dict[str, str]) -> Iterator[str]:
    told = f"the number {result['value']!r}"
    evidence = result["evidence"]
    if not evidence or evidence not in text:
        yield f"{told}: the text does not have the evidence {evidence!r}"
    if not holds(evidence, result["value"]):
        yield f"{told} does not stand in its evidence"
    if not result.get("metric"):
        yield f"{told} has no metric"
    for slot in SLOTS:
        # a metric that the text leaves unnamed gets a short standard name
        filler = result.get(slot)
        if filler and filler not in types and filler not in text and slot != "metric":
            yield f"{told}: the {slot} {filler!r} is neither an entity's id nor words of the text"
    kind, direction = result.get("kind"), result.get("direction")
    if kind not in KINDS:
        yield f"{told} has the kind {kind!r}; known are {', '.join(KINDS)}"
    if (direction in DIRECTIONS) != (kind == "change"):
        yield f"{told} has the direction {direction!r}; a change has {' or '.join(DIRECTIONS)}, others none"
