"""A shared node: what it is called, and why its names are one thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.link.decisions import Decisions, split_name
from kg.link.gazetteer import Name, known_key, known_term, term_of
from kg.link.normalize import key
from kg.link.registry import Identity
from kg.model import Node


@dataclass(frozen=True, slots=True)
class Tally:
    """What all papers together say of a node.

    Args:
        names: each name, with the number of papers that use it.
        definitions: (short key, long key, papers) for the long forms that the node stands for.
        bare: short key -> the number of papers where it stands alone and means the node.
    """

    names: Mapping[str, int]
    definitions: Sequence[tuple[str, str, int]] = ()
    bare: Mapping[str, int] | None = None


def node(identity: Identity, tally: Tally, decisions: Decisions) -> Node:
    """The node. Its label is what people decided, else the vocabulary's name, else what most papers call it."""
    term = term_of(identity.name)
    # what was merged into a thing does not name it, however often it is used
    own = [n for n in tally.names if known_key(identity.name[0], n) not in decisions.merged] or [*tally.names]
    best = min(own, key=lambda n: (-tally.names[n], -sum(map(str.isupper, n)), n))
    label = decisions.labels.get(identity.name) or (term.name if term else best)
    others = tuple(sorted(set(tally.names) - {label}))
    return Node(
        identity.iri, identity.name[0], label, others, term.direction if term else "",
        reasons=reasons(identity.name, label, tally, decisions),
    )  # fmt: skip


def reasons(name: Name, label: str, tally: Tally, decisions: Decisions) -> tuple[str, ...]:
    """Why the names of a node are one thing, a line each."""
    type_ = name[0]
    by_key: dict[str, list[str]] = {}
    for text in sorted(tally.names, key=lambda n: (-tally.names[n], n)):
        by_key.setdefault(key(type_, text), []).append(text)
    found: list[str] = []
    explained = {key(type_, label)}
    bare = tally.bare or {}
    for short, long, papers in sorted(tally.definitions):
        shorts = by_key.get(short, [short.upper()])
        longs = by_key.get(long, [label])
        alone = f"; so it is read where it stands alone ({_papers(bare[short])})" if bare.get(short) else ""
        found.append(f"{shorts[0]} = {longs[0]}: defined in {_papers(papers)}{alone}")
        explained |= {short, long}
    term = term_of(name)
    aliases = sorted(
        names[0] for k, names in by_key.items() if k not in explained and term and known_term(type_, names[0]) == term
    )
    if term and aliases:
        found.append(f"{', '.join(aliases)}: known as {term.name} in the vocabulary")
        explained |= {key(type_, alias) for alias in aliases}
    merged = {split_name(argument) for decision in decisions.of("merge") for argument in decision.arguments}
    for other in merged:
        if decisions.merged.get(known_key(*other)) == name:
            found.append(f"{other[1]} = {label}: by decision")
        if name in (known_key(*other), decisions.merged.get(known_key(*other))):
            explained.add(key(*other))
    for spellings in by_key.values():
        if len(spellings) > 1:
            found.append(f"{', '.join(spellings[1:])}: other spellings of {spellings[0]}")
    rest = sorted(names[0] for k, names in by_key.items() if k not in explained)
    if rest:
        found.append(f"{', '.join(rest)}: said to be {label} within a paper")
    return tuple(sorted(found))


def _papers(count: int) -> str:
    return "1 paper" if count == 1 else f"{count} papers"
