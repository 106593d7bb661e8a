"""All papers linked at once, in memory: what a store does step by step comes to the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.link.apply_decisions import Corrected, apply_decisions, stand_alone
from kg.link.decisions import Decisions
from kg.link.gazetteer import Name, known_key, known_term
from kg.link.nodes import Tally, node
from kg.link.observe import observe
from kg.link.paper import paper_facts
from kg.link.registry import Identity, Observed, resolve
from kg.link.thresholds import Thresholds
from kg.link.variants import variants
from kg.link.works import works
from kg.model import Claim, Extraction, Facts, Node


def link(
    extractions: Iterable[Extraction], decisions: Decisions | None = None, thresholds: Thresholds | None = None
) -> Facts:
    """All facts of all papers, sorted; the same for any order of the papers."""
    decisions = decisions or Decisions()
    thresholds = thresholds or Thresholds()
    apart = stand_alone(decisions)
    papers = [(corrected, observe(corrected.extraction, apart)) for corrected in _corrected(extractions, decisions)]
    registry = Observed(seen for _, seen in papers)
    nodes: dict[str, Node] = {}
    claims: set[Claim] = set()
    mentions: set[tuple[str, str]] = set()
    names: dict[Identity, Counter[str]] = defaultdict(Counter)
    definitions: dict[Name, Counter[tuple[str, str]]] = defaultdict(Counter)
    bare: dict[Name, Counter[str]] = defaultdict(Counter)
    for corrected, seen in papers:
        company = seen.company
        identities = {a.entity: resolve(a, company, registry, decisions) for a in seen.anchors}
        families = variants(corrected.extraction, seen, identities, registry, decisions, apart)
        facts = paper_facts(corrected, seen, identities, decisions, thresholds, families)
        nodes |= {n.iri: n for n in (facts.paper, *facts.results)}
        claims.update(facts.claims)
        mentions.update(facts.mentions)
        for identity, name in {(use.identity, use.name) for use in facts.uses}:
            names[identity][name] += 1
        for said in seen.definitions:
            definitions[said.type, said.long][said.short, said.long] += 1
        for anchor in {a.name: a for a in seen.anchors if a.bare}.values():
            bare[identities[anchor.entity].name][anchor.name[1]] += 1
    for identity, called in names.items():
        said_so = tuple((*pair, papers_) for pair, papers_ in definitions.get(identity.name, {}).items())
        nodes[identity.iri] = node(identity, Tally(called, said_so, bare.get(identity.name)), decisions)
    return Facts(tuple(nodes[k] for k in sorted(nodes)), tuple(sorted(claims)), tuple(sorted(mentions)))


def _corrected(extractions: Iterable[Extraction], decisions: Decisions) -> Iterator[Corrected]:
    """What is read in the text of each work, under what all its records say of it, as people correct it."""
    by_record = {extraction.paper: extraction for extraction in extractions}
    for work in works(by_record, decisions):
        yield apply_decisions(replace(by_record[work.text], paper=work.paper), decisions)


def same(type: str, a: str, b: str) -> bool:
    """Whether two names of one type are one thing by spelling and vocabulary alone, whatever the papers say."""
    return known_key(type, a) == known_key(type, b)


__all__ = ["Decisions", "known_term", "link", "same"]
