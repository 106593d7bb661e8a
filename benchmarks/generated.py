"""A graph in the shape of the real one, of any size: the same arguments give the same graph.

How many things a paper names, how many edges of each kind it has, and how unevenly things are named follow what
`kg build` made of 2,011 abstracts: 5.4 methods used, 3 tasks, 1.3 metrics, 0.7 numbers a paper, half of all things
named by one paper only. Nothing here is a fact about any paper.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from kg.model import Entity, Evidence, Extraction, Mention, Paper, Polarity, Relation, Result, Role

# edges a paper of each kind has on average, the type of their object, and how many such things many papers share
EDGES = {
    "proposes": (1.2, "method", 0),
    "uses": (5.4, "method", 20),
    "addresses": (3.0, "task", 8),
    "measures": (1.3, "metric", 300),
    "evaluatesOn": (0.6, "dataset", 40),
    "outperforms": (0.19, "method", 20),
    "comparesWith": (0.18, "method", 20),
    "runsOn": (0.13, "hardware", 500),
    "extends": (0.075, "method", 20),
}
_SLOTS = {"method": 0.7, "dataset": 0.35, "baseline": 0.2, "hardware": 0.04, "task": 0.05}
_SYLLABLES = "ba de fi go lu ma ne pi ro su ta ve wi xo ya zu kra sto tri ple".split()  # noqa: SIM905 - a list of words


def name(type_: str, number: int) -> str:
    """What the thing of that number is called; the lower the number, the more papers name it."""
    letters, rest = "", number * 7919 + 13
    while rest or len(letters) < 4:
        rest, digit = divmod(rest, len(_SYLLABLES))
        letters += _SYLLABLES[digit]
    ending = {"task": " recognition", "dataset": "-Bench", "metric": " score", "hardware": " GPU"}.get(type_, "Net")
    return letters.capitalize() + ending


def extractions(papers: int, seed: int) -> Iterator[Extraction]:
    """The papers one by one, with what was read in them."""
    chance = random.Random(seed)  # noqa: S311 - no secret depends on it
    for number in range(papers):
        yield _Writing(number, papers, chance).extraction()


class _Writing:
    """One paper while it is made up."""

    def __init__(self, number: int, papers: int, chance: random.Random) -> None:
        self._papers = papers
        self._chance = chance
        self._lines = [f"In line {k} the paper says this of what it names, in words of its own. " for k in range(8)]
        title = f"{name('method', number + 10**6)}: Paper {number}"
        self._paper = Paper(title, "".join(self._lines), issued=str(chance.randint(2012, 2025)))
        self._entities: dict[tuple[str, str], Entity] = {}

    def extraction(self) -> Extraction:
        """What was read in it."""
        relations: list[Relation] = []
        own = ""
        for predicate, (mean, type_, spread) in EDGES.items():
            for _ in range(int(mean) + (self._chance.random() < mean % 1)):
                target = self._thing(type_, spread, "proposed" if predicate == "proposes" else None)
                own = own or target
                subject = "paper" if predicate == "proposes" or self._chance.random() < 0.2 else own
                polarity: Polarity = "negated" if self._chance.random() < 0.01 else "asserted"
                if subject != target:
                    relations.append(Relation(subject, predicate, target, self._line(), polarity, 0.8, "generated"))
        results = (self._result(own),) if self._chance.random() < 0.67 else ()
        return Extraction(self._paper, tuple(self._entities.values()), tuple(relations), results, "generated 1")

    def _result(self, own: str) -> Result:
        slots: dict[str, Any] = {
            slot: own if slot == "method" else self._thing("method" if slot == "baseline" else slot, 40)
            for slot, share in _SLOTS.items()
            if self._chance.random() < share
        }
        value = str(Decimal(self._chance.randrange(100, 1000)) / 10)
        metric = self._thing("metric", 300)
        return replace(Result(metric, value, "%", self._line(), confidence=0.8, rule="generated"), **slots)

    def _thing(self, type_: str, spread: int, role: Role = None) -> str:
        shared = max(50, self._papers * 20 // spread) if spread else 0
        if shared and self._chance.random() < 0.6:
            number = int(math.exp(self._chance.random() * math.log(shared)))  # the k-th is named as 1/k
        else:
            number = 10**7 + self._chance.randrange(10**9)
        label = name(type_, number)
        if (type_, label) not in self._entities:
            # where it is named plays no part in what is measured here
            line = self._line()
            mention = Mention(line.field, line.start, line.start + 2, "In")
            entity = Entity(f"e{len(self._entities) + 1}", type_, label, (label,), (mention,), role, 0.8)
            self._entities[type_, label] = entity
        return self._entities[type_, label].id

    def _line(self) -> Evidence:
        number = self._chance.randrange(len(self._lines))
        start = sum(map(len, self._lines[:number]))
        quote = self._lines[number].strip()
        return Evidence("abstract", start, start + len(quote), quote)
