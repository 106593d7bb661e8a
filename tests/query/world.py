"""A few facts, written down in a line each, as a graph."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Literal

from kg.model import (
    BASE,
    Claim,
    Direction,
    Evidence,
    Facts,
    Kind,
    Node,
    Number,
    Paper,
    Polarity,
    content_hash,
    slug,
)
from kg.query.part import Part


class World:
    """Papers and what they say; names are labels, and each new name makes a new thing of the type it is used as."""

    def __init__(self) -> None:
        self._nodes: dict[str, Node] = {}
        self._claims: list[Claim] = []
        self._mentions: set[tuple[str, str]] = set()

    def paper(self, title: str, issued: str = "") -> str:
        """The IRI of a paper."""
        paper = Paper(title, "", issued=issued)
        self._nodes.setdefault(paper.iri, Node(paper.iri, "paper", title, paper=paper))
        return paper.iri

    def thing(self, type_: str, label: str, direction: str = "") -> Node:
        """The thing of that name."""
        iri = f"{BASE}{type_}/{slug(label)}"
        return self._nodes.setdefault(iri, Node(iri, type_, label, direction=direction))

    def says(
        self, paper: str, subject: str, predicate: str, object_: str, polarity: Polarity = "asserted", quote: str = ""
    ) -> None:
        """One claim of a paper about a method, or about itself when the subject is "paper"; ends may be IRIs."""
        target = {"addresses": "task", "evaluatesOn": "dataset", "measures": "metric", "runsOn": "hardware"}
        source, end = subject, object_
        if not subject.startswith(BASE):
            source = self.paper(paper) if subject == "paper" else self.thing("method", subject).iri
        if not object_.startswith(BASE):
            end = self.thing(target.get(predicate, "method"), object_).iri
        self._claim(paper, source, predicate, end, quote or f"{subject} {predicate} {object_}, {polarity}.", polarity)

    def reports(  # each is a slot of a result
        self,
        paper: str,
        method: str,
        metric: str,
        value: str,
        unit: str = "",
        *,
        quote: str,
        condition: str = "",
        kind: Kind | Literal[""] = "",
        direction: Direction | Literal[""] = "",
        **slots: str,
    ) -> None:
        """One number of a paper."""
        iri = self.paper(paper)
        try:
            number = Decimal(value)
        except InvalidOperation:
            number = None
        result = f"{BASE}result/{content_hash(iri, method, metric, value, unit, condition, *slots.values())}"
        self._nodes[result] = Node(
            result, "result", value, number=Number(value, unit, condition, number, kind, direction)
        )
        self._claim(paper, iri, "reports", result, quote)
        self._claim(paper, result, "metric", self.thing("metric", metric).iri, quote)
        if method:
            self._claim(paper, result, "method", self.thing("method", method).iri, quote)
        for slot, name in slots.items():
            self._claim(paper, result, slot, self.thing("method" if slot == "baseline" else slot, name).iri, quote)

    def _claim(
        self, paper: str, subject: str, predicate: str, object_: str, quote: str, polarity: Polarity = "asserted"
    ) -> None:
        start = 100 * len(self._claims)  # so that no two quotes stand at one place
        evidence = Evidence("abstract", start, start + len(quote), quote)
        self._claims.append(Claim(subject, predicate, object_, self.paper(paper), evidence, polarity))
        self._mentions |= {(self.paper(paper), end) for end in (subject, object_) if "/paper/" not in end}

    def graph(self) -> Part:
        """All of it."""
        return Part.of(Facts(tuple(self._nodes.values()), tuple(self._claims), tuple(sorted(self._mentions))))
