"""Which edges the model reads, each with the sentence that states it best."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extract.annotated import Annotated
from kg.extract.entities.select import salience
from kg.extract.neural.model import labels
from kg.extract.relations.evidence import Quoted, quoted
from kg.extract.relations.stated import Statement, statements
from kg.extract.thresholds import threshold
from kg.model import Entity, Relation
from kg.ontology import ontology

PAPER = "paper"
Stated = Mapping[str, Statement]  # what sentences state outright of subject and object, by predicate
# not said of what the paper itself brings; nor does what is all that it brings use itself
_OF_OTHERS = frozenset(("extends", "comparesWith", "outperforms"))


def relate(paper: Annotated) -> Annotated:
    """Add the relations: of the paper to its entities, then between entities that are not the paper's own."""
    own = [entity for entity in paper.entities if entity.role == "proposed"]
    found = [*_of_paper(paper, own)]
    for subject, k in zip(paper.entities, paper.chosen, strict=True):
        if subject not in own:
            found += _of_entity(paper, subject, k)
    return replace(paper, relations=tuple(found))


def _of_paper(paper: Annotated, own: Sequence[Entity]) -> Iterator[Relation]:
    unsaid = _OF_OTHERS if len(own) > 1 else _OF_OTHERS | {"uses"}
    for entity, k in zip(paper.entities, paper.chosen, strict=True):
        stated = _stated(paper, own, entity)
        for predicate, likely in _likely(paper, 0, k, entity.type, stated).items():
            if likely >= threshold("relation", predicate) and not (entity in own and predicate in unsaid):
                sure = likely * _worth(paper, k)
                yield _relation(PAPER, predicate, entity, sure, _quote(paper, predicate, own, entity, stated))


def _of_entity(paper: Annotated, subject: Entity, row: int) -> Iterator[Relation]:
    for entity, k in zip(paper.entities, paper.chosen, strict=True):
        if k == row:
            continue
        # "we extend B" says nothing of another thing, so only the model speaks of pairs
        for predicate, likely in _likely(paper, 1 + row, k, entity.type, {}).items():
            if subject.type in ontology().predicate(predicate).domain and likely >= threshold("pair", predicate):
                sure = likely * _worth(paper, row) * _worth(paper, k)
                yield _relation(subject.id, predicate, entity, sure, _quote(paper, predicate, [subject], entity, {}))


def _worth(paper: Annotated, k: int) -> float:
    assert paper.readings is not None  # noqa: S101 - an order of stages, fixed in the extractor
    return salience(paper.readings)[k]


def _stated(paper: Annotated, subjects: Sequence[Entity], entity: Entity) -> Stated:
    if entity.type != "method":
        return {}
    mentions = [mention for subject in subjects for mention in subject.mentions]
    return {statement.predicate: statement for statement in statements(paper.doc, mentions, entity)}


def _likely(paper: Annotated, subject: int, k: int, type_: str, stated: Stated) -> dict[str, float]:
    """The predicates that fit the object's type; of a weaker and a stronger one, which of them the text bears out."""
    assert paper.readings is not None  # noqa: S101 - an order of stages, fixed in the extractor
    known = {predicate.name for predicate in ontology().predicates}
    found = {
        name: float(p)
        for name, p in zip(labels().predicates, paper.readings.relations[subject, k], strict=True)
        if name in known and type_ in ontology().predicate(name).range
    }
    if "extends" in found:
        least = threshold("extends", "stated" if "extends" in stated else "unstated")
        _decide(found, "uses", "extends", stronger=found["extends"] >= least)
        if "extends" in stated:
            found["extends"] = max(found["extends"], threshold("extends", "stated score"))
    if "outperforms" in found:
        # a loss, a tie or a mere difference is no win
        likelier = found["outperforms"] >= threshold("outperforms", "likelier") * found["comparesWith"]
        wins = "outperforms" in stated or (likelier and "comparesWith" not in stated)
        _decide(found, "comparesWith", "outperforms", stronger=wins)
    return found


def _decide(found: dict[str, float], weak: str, strong: str, *, stronger: bool) -> None:
    """Leave one of a pair, with the probability of either."""
    either = 1 - (1 - found.pop(weak)) * (1 - found.pop(strong))
    found[strong if stronger else weak] = either


def _quote(paper: Annotated, predicate: str, subjects: Sequence[Entity], entity: Entity, stated: Stated) -> Quoted:
    if statement := stated.get(predicate):
        return Quoted(statement.evidence, statement.polarity)
    return quoted(paper.doc, predicate, subjects, entity)


def _relation(subject: str, predicate: str, entity: Entity, sure: float, quote: Quoted) -> Relation:
    return Relation(subject, predicate, entity.id, quote.evidence, quote.polarity, round(sure, 3), "model")
