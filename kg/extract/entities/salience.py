"""Salience: how likely a reader would miss a name in the graph, by logistic regression.

Fitted by `training/worth.py` on papers that the neural network had not seen, so that the probability is honest; it is
an entity's `confidence`.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kg.extract.entities.names import Group
from kg.extract.neural.network import PREDICATES, TYPES
from kg.extract.neural.reading import Reading
from kg.extract.text.document import Document
from kg.extract.text.gazetteer import known_types, words_of
from kg.model import Mention

if TYPE_CHECKING:
    from kg.extract.neural.network import Table


# how much the plain tagger and the vocabulary say for a type, beside the network's probability of it
PLAIN_VOTE = 0.3
KNOWN_VOTE = 0.7
# how much the last word of a name says for a type: "object detection methods" are no task
HEAD_VOTE = 0.4
_HEADS = {
    **dict.fromkeys(
        ("method", "methods", "model", "models", "algorithm", "algorithms", "network", "networks"), "method"
    ),
    **dict.fromkeys(("framework", "frameworks", "approach", "approaches", "architecture", "architectures"), "method"),
    **dict.fromkeys(("dataset", "datasets", "corpus", "corpora", "benchmark", "benchmarks"), "dataset"),
    **dict.fromkeys(
        ("score", "scores", "rate", "rates", "accuracy", "error", "latency", "throughput", "time"), "metric"
    ),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that the network sees named and its likeliest type; the probabilities of PREDICATES, on the whole and for
    each of its mentions; and the features of its salience."""

    group: Group
    mentions: tuple[Mention, ...]  # those of the group that the network read
    type: str
    predicate: tuple[float, ...]
    said: tuple[tuple[float, ...], ...]
    features: dict[str, float]


def candidate(doc: Document, reading: Reading, group: Group) -> Candidate | None:
    """What is known of a group of names; None where the network read nothing of it."""
    places = [(mention, rows) for mention in group.mentions if (rows := reading.rows(mention)).stop > rows.start]
    if not places:
        return None
    named = [_mean(reading.names[mention.field][rows]) for mention, rows in places]
    types = [[row[1 + 2 * k] + row[2 + 2 * k] for k in range(len(TYPES))] for row in named]
    core = [_mean(reading.core[mention.field][rows])[1] for mention, rows in places]
    said = [_mean(reading.predicate[mention.field][rows]) for mention, rows in places]
    name = group.names[0]
    known = {type_ for name in group.names for type_ in known_types(name)}
    plain = [stretch for stretch in group.stretches if stretch.tagger == "plain"]
    votes = [
        sum(row[k] for row in types) / len(types)
        + PLAIN_VOTE * any(stretch.type == type_ for stretch in plain)
        + KNOWN_VOTE * (type_ in known) / max(1, len(known))
        + HEAD_VOTE * (_HEADS.get(words_of(name)[-1].casefold()) == type_)
        for k, type_ in enumerate(TYPES)
    ]
    best = max(range(len(TYPES)), key=lambda k: (votes[k], -k))
    sure = [row[best] for row in types]
    inside = [1.0 - row[0] for row in named]
    predicate = tuple(sum(row[k] for row in said) / len(said) for k in range(len(PREDICATES)))
    begins = [float(reading.names[mention.field][rows.start][1 + 2 * best]) for mention, rows in places]
    ends = [
        float(reading.names[mention.field][rows.stop][2::2].sum())
        if rows.stop < len(reading.names[mention.field])
        else 0.0
        for mention, rows in places
    ]
    agreeing = [stretch.score for stretch in plain if stretch.type == TYPES[best]]
    features = {
        "bias": 1.0,
        **{f"type {type_}": float(k == best) for k, type_ in enumerate(TYPES)},
        "inside, most": _logit(max(inside)),
        "inside, mean": _logit(sum(inside) / len(inside)),
        "type, most": _logit(max(sure)),
        "type, mean": _logit(sum(sure) / len(sure)),
        "begins, most": _logit(max(begins)),
        "goes on, least": _logit(min(ends)),
        "network": float(any(stretch.tagger == "network" for stretch in group.stretches)),
        "plain": float(bool(plain)),
        "plain agrees": float(bool(agreeing)),
        "plain margin": math.tanh(max(agreeing, default=0.0) / 3000),
        "votes": votes[best],
        "core, most": _logit(max(core)),
        "core, mean": _logit(sum(core) / len(core)),
        "mentions": math.log(len(group.mentions)),
        "in title": float(any(mention.field == "title" for mention in group.mentions)),
        "names": math.log(len(group.names)),
        "known": float(TYPES[best] in known),
        "known as another": float(bool(known) and TYPES[best] not in known),
        "words": math.log(len(words_of(name))),
        "capital": float(any(letter.isupper() for letter in name[1:])),
        "digit": float(any(letter.isdigit() for letter in name)),
        "late": group.mentions[0].start / max(1, len(doc.paper.abstract)) * (group.mentions[0].field == "abstract"),
        **{
            f"said {PREDICATES[k]}": p
            for k, p in enumerate(predicate)
            if PREDICATES[k] in ("none", "proposes", "other")
        },
        **{f"core {type_}": _logit(max(core)) * (k == best) for k, type_ in enumerate(TYPES[:3])},
    }
    return Candidate(
        group, tuple(mention for mention, _ in places), TYPES[best], predicate, tuple(map(tuple, said)), features
    )


def _mean(rows: Table) -> list[float]:
    mean: list[float] = rows.mean(axis=0).tolist()
    return mean


def _logit(p: float) -> float:
    p = min(max(p, 0.001), 0.999)
    return math.log(p / (1 - p))


@dataclass(frozen=True, slots=True)
class Judge:
    """The regression: a weight a feature, and by type the least salience of a name that becomes a node."""

    weights: dict[str, float]
    least: dict[str, float]

    def probability(self, features: dict[str, float]) -> float:
        """That a careful reader would name it."""
        total = sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


_chosen: list[Judge | None] = [None]


def use(chosen: Judge | None) -> None:
    """Judge by other weights from now on (None: the shipped ones), to compare trainings."""
    _chosen[0] = chosen


def judge() -> Judge:
    """The weights in use."""
    return _chosen[0] or _shipped()


@cache
def _shipped() -> Judge:
    raw = json.loads((files("kg.extract") / "weights" / "salience.json").read_text(encoding="utf-8"))
    return Judge(raw["weights"], raw["least"])
