"""A graph in the shape of the real one, of any size: the same arguments give the same graph.

How many things a paper names, how many edges of each kind it has, and how unevenly things are named follow what
`kg build` made of 2,011 abstracts: 5.4 methods used, 3 tasks, 1.3 metrics, 0.7 numbers a paper, half of all things
named by one paper only. Nothing here is a fact about any paper.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from decimal import Decimal

from kg.model import BASE, Claim, Evidence, Facts, Node, Number, Paper, Polarity, content_hash, slug

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


def node(type_: str, label: str) -> Node:
    """The thing of that name."""
    return Node(f"{BASE}{type_}/{slug(label)}", type_, label, direction="higher" if type_ == "metric" else "")


def chunks(papers: int, seed: int, size: int = 2000) -> Iterator[tuple[list[Paper], Facts]]:
    """The papers, some at a time, with what they say. A thing that several chunks name is a node of each."""
    chance = random.Random(seed)  # noqa: S311 - no secret depends on it
    for start in range(0, papers, size):
        part = [_paper(k, chance) for k in range(start, min(papers, start + size))]
        things: dict[str, Node] = {}
        claims: list[Claim] = []
        mentions: set[tuple[str, str]] = set()
        for paper in part:
            _say(paper, papers, chance, things, claims, mentions)
        yield part, Facts(tuple(things.values()), tuple(claims), tuple(sorted(mentions)))


def _paper(number: int, chance: random.Random) -> Paper:
    sentence = "We present a method and measure it on data that all can get. "
    return Paper(
        f"{name('method', number + 10**6)}: Paper {number}", sentence * 12, issued=str(chance.randint(2012, 2025))
    )


def _say(
    paper: Paper,
    papers: int,
    chance: random.Random,
    things: dict[str, Node],
    claims: list[Claim],
    mentions: set[tuple[str, str]],
) -> None:
    things[paper.iri] = Node(paper.iri, "paper", paper.title, paper=paper)
    own = ""

    def thing(type_: str, spread: int) -> str:
        shared = max(50, papers * 20 // spread) if spread else 0
        if shared and chance.random() < 0.6:
            number = int(math.exp(chance.random() * math.log(shared)))  # the k-th is named as 1/k
        else:
            number = 10**7 + chance.randrange(10**9)
        found = node(type_, name(type_, number))
        things[found.iri] = found
        mentions.add((paper.iri, found.iri))
        return found.iri

    def claim(subject: str, predicate: str, object_: str, line: int, polarity: Polarity = "asserted") -> None:
        quote = f"In line {line} of its abstract the paper says this of what it names, in words of its own."
        evidence = Evidence("abstract", 100 * line, 100 * line + len(quote), quote)
        claims.append(Claim(subject, predicate, object_, paper.iri, evidence, polarity, 0.8, "generated"))

    for predicate, (mean, type_, spread) in EDGES.items():
        for _ in range(int(mean) + (chance.random() < mean % 1)):
            target = thing(type_, spread)
            own = own or target
            subject = paper.iri if predicate == "proposes" or chance.random() < 0.2 else own
            polarity: Polarity = "negated" if chance.random() < 0.01 else "asserted"
            if subject != target:
                claim(subject, predicate, target, chance.randrange(8), polarity)
    if chance.random() < 0.67:
        value = Decimal(chance.randrange(100, 1000)) / 10
        metric = thing("metric", 300)
        line = chance.randrange(8)
        iri = f"{BASE}result/{content_hash(paper.iri, str(value), metric)}"
        things[iri] = Node(iri, "result", f"{value}%", number=Number(str(value), "%", "", value))
        claim(paper.iri, "reports", iri, line)
        claim(iri, "metric", metric, line)
        for slot, share in _SLOTS.items():
            if chance.random() < share:
                kind = "method" if slot == "baseline" else slot
                claim(
                    iri,
                    slot,
                    own if slot == "method" else thing(kind, EDGES["uses"][2] if kind == "method" else 40),
                    line,
                )
