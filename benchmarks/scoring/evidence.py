"""What the quotes show: whether they stand in the text and name what the fact is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.scoring.names import holds
from benchmarks.scoring.papers import PAPER, Paper, Relation


@dataclass(frozen=True, slots=True)
class Check:
    """One question put to one quote."""

    name: str
    passed: bool


VERBATIM = "quotes that stand in the text"
OBJECT = "quotes of edges that name the object"
BOTH = "quotes of edges between two named things that name both"
VALUE = "quotes of numbers that hold the value"


def checks(gold: Paper, said: Paper) -> Iterator[Check]:
    """The checks of one paper. The paper and what it proposes need no name: "our method" is enough."""
    text = f"{gold.title}\n{gold.abstract}"
    for relation in said.relations:
        yield Check(VERBATIM, bool(relation.quote) and relation.quote in text)
        yield Check(OBJECT, _names(said, relation.object, relation))
        if relation.subject != PAPER and relation.subject not in said.proposed:
            both = _names(said, relation.subject, relation) and _names(said, relation.object, relation)
            yield Check(BOTH, both)
    for result in said.results:
        yield Check(VERBATIM, bool(result.quote) and result.quote in text)
        yield Check(VALUE, holds(result.quote, result.value))


def _names(said: Paper, id_: str, relation: Relation) -> bool:
    return any(name in relation.quote for name in said.words(id_))
