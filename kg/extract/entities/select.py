"""Which candidates become entities: likely enough to be missed by a reader, or needed by a number."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.annotated import Annotated
from kg.extract.neural.model import labels
from kg.extract.neural.reader import Readings
from kg.extract.results.fill import fill
from kg.extract.thresholds import threshold
from kg.model import Entity, Mention, Role, TextField
from kg.ontology import ontology


def select(paper: Annotated) -> Annotated:
    """Add entities and results. Where names overlap, the likelier one has the place."""
    readings = paper.readings
    assert readings is not None, "the model reads first"  # noqa: S101 - an order of stages, fixed in the extractor
    worth = salience(readings)
    types = [labels().types[k] for k in readings.types.argmax(axis=1)]
    places = _places(paper, worth)
    numbers = fill(paper, places.keys())
    needed = {choice for number in numbers for choice in number.things()}
    kept = {k for k in places if worth[k] >= _least(paper, k, types[k])} | needed
    order = sorted(kept, key=lambda k: (places[k][0].field != "title", places[k][0].start))
    ids = {k: f"e{i}" for i, k in enumerate(order, start=1)}
    entities = tuple(_entity(ids[k], types[k], places[k], worth[k], _role(readings, k, types[k])) for k in order)
    results = tuple(number.result(ids) for number in numbers)
    return replace(paper, chosen=tuple(order), entities=entities, results=results)


def _least(paper: Annotated, k: int, type_: str) -> float:
    """The threshold of a candidate; a proper name that the gazetteer knows is seldom mere background."""
    candidate = paper.candidates[k]
    proper = bool(candidate.known) and any(letter.isupper() for letter in candidate.names[0])
    return threshold("entity", "known" if proper else type_)


def salience(readings: Readings) -> list[float]:
    """For each candidate the probability that a reader would miss it, given that it is not a matter of taste."""
    core, none = readings.salience[:, 2], readings.salience[:, 0]
    return [float(p) for p in core / (core + none + 1e-9)]


def _places(paper: Annotated, worth: list[float]) -> dict[int, tuple[Mention, ...]]:
    """The mentions that each candidate keeps after likelier candidates have taken theirs; none left, no entry."""
    taken: dict[TextField, list[tuple[int, int]]] = {"title": [], "abstract": []}
    places: dict[int, tuple[Mention, ...]] = {}
    for k in sorted(range(len(worth)), key=lambda k: (-worth[k], k)):
        if worth[k] < threshold("entity", "filler"):
            break
        free = tuple(
            m
            for m in paper.candidates[k].mentions
            if not any(start < m.end and m.start < end for start, end in taken[m.field])
        )
        if free:
            places[k] = free
            for mention in free:
                taken[mention.field].append((mention.start, mention.end))
    return places


def _role(readings: Readings, k: int, type_: str) -> Role:
    if type_ not in ontology().predicate("proposes").range or "proposes" not in labels().predicates:
        return None
    likely = readings.relations[0, k, labels().predicates.index("proposes")]
    return "proposed" if likely >= threshold("relation", "proposes") else None


def _entity(id_: str, type_: str, mentions: tuple[Mention, ...], sure: float, role: Role) -> Entity:
    names = tuple(dict.fromkeys(mention.text for mention in mentions))
    best = sorted(names, key=lambda name: (-sum(m.text == name for m in mentions), name.islower(), -len(name), name))
    return Entity(id_, type_, best[0], tuple(best), mentions, role, round(sure, 3))
