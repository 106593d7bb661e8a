"""What all papers together say of a name. Nothing here depends on the order in which they said it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from kg.link.decisions import Decisions
from kg.link.gazetteer import Name, iri_of, term_iri, term_of
from kg.link.observe import APART, Anchor, Observation

Companies = Callable[[str], Mapping[Name, int]]  # long form -> in how many of its papers each other name stands

# how many of the papers that spell out a short form must agree before it is read so where it stands alone
_AGREE = 0.9
# a short form of two or three letters is many things: one paper that spells it out is not enough
_LETTERS, _PAPERS = 4, 2
# the company of one long form must speak this many times louder than that of the next
_LOUDER, _SHARED = 2.0, 2


class Registry(Protocol):
    """The observations of all papers."""

    def forms(self, name: Name) -> Mapping[str, int]:
        """How many papers spell the name in each form."""

    def longs(self, type_: str, short: str) -> Mapping[str, int]:
        """How many papers give each long form for a short one."""

    def company(self, type_: str, short: str, long: str) -> Mapping[Name, int]:
        """In how many of the papers that give this long form each other name stands."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The node of an anchor."""

    name: Name
    iri: str


def resolve(anchor: Anchor, company: frozenset[Name], registry: Registry, decisions: Decisions) -> Identity:
    """Which node an anchor stands for.

    Args:
        anchor: a name in a paper.
        company: the other names of that paper.
        registry: what all papers say.
        decisions: what people say, which counts more.
    """
    name = decisions.merged.get(anchor.name, anchor.name)
    if anchor.bare and name == anchor.name:
        long = meaning(anchor.name[1], registry.longs(*name))
        if long is None:
            long = by_company(company - {name}, registry.longs(*name), lambda one: registry.company(*anchor.name, one))
        if long is not None:
            name = decisions.merged.get((name[0], long), (name[0], long))
    return Identity(name, iri(name, registry))


def iri(name: Name, registry: Registry) -> str:
    """The IRI of a node, from the vocabulary's name or the form that most papers use."""
    type_, key = name
    if key.startswith(APART):
        return iri_of(type_, key[len(APART) :]) + "-alone"
    term = term_of(name)
    return term_iri(term) if term else iri_of(type_, commonest(registry.forms(name)) or key)


def commonest(forms: Mapping[str, int]) -> str:
    """The form in most papers; of equals the one with most hyphens, then the first; "" of none."""
    return min(forms, key=lambda form: (-forms[form], -form.count("-"), form), default="")


def meaning(short: str, longs: Mapping[str, int]) -> str | None:
    """The long form of an acronym where the papers that spell it out agree; else None."""
    total = sum(longs.values())
    if total < (1 if len(short) >= _LETTERS else _PAPERS):
        return None
    best = min(longs, key=lambda long: (-longs[long], long))
    return best if longs[best] >= _AGREE * total else None


def by_company(own: frozenset[Name], longs: Mapping[str, int], company: Companies) -> str | None:
    """The long form whose papers keep the company of this one, where one stands out; else None."""
    if sum(longs.values()) < _PAPERS:
        return None
    scores: dict[str, float] = {}
    shared: dict[str, int] = {}
    for long, papers in longs.items():
        others = company(long)
        shared[long] = sum(name in others for name in own)
        scores[long] = sum(others.get(name, 0) for name in own) / papers
    ranked = sorted(scores, key=lambda long: (-scores[long], long))
    best = ranked[0]
    second = scores[ranked[1]] if len(ranked) > 1 else 0.0
    return best if shared[best] >= _SHARED and scores[best] >= _LOUDER * second else None


class Observed:
    """A registry in memory."""

    def __init__(self, observations: Iterable[Observation]) -> None:
        self._forms: dict[Name, Counter[str]] = defaultdict(Counter)
        self._longs: dict[Name, Counter[str]] = defaultdict(Counter)
        self._company: dict[tuple[str, str, str], Counter[Name]] = defaultdict(Counter)
        for seen in observations:
            for name, form in {anchor.name: anchor.form for anchor in seen.anchors}.items():
                self._forms[name][form] += 1
            for said in seen.definitions:
                self._longs[said.type, said.short][said.long] += 1
                self._company[said.type, said.short, said.long].update(seen.company)

    def forms(self, name: Name) -> Mapping[str, int]:
        """See `Registry`."""
        return self._forms.get(name, {})

    def longs(self, type_: str, short: str) -> Mapping[str, int]:
        """See `Registry`."""
        return self._longs.get((type_, short), {})

    def company(self, type_: str, short: str, long: str) -> Mapping[Name, int]:
        """See `Registry`."""
        return self._company.get((type_, short, long), {})
