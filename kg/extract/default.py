"""The extractor "default": the learned tagger and the rules together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.extract.document import Document, document
from kg.extract.learned_relations import relations
from kg.extract.learned_results import results
from kg.extract.names import groups
from kg.extract.reading import Reading, read, stretches
from kg.extract.roles import role
from kg.extract.worth import Candidate, candidate, judge
from kg.model import Entity, Extraction, Paper

VERSION = "2"
# "no name" must be this many times as likely as any name before a piece is passed over; the judge looks at the rest
OUTSIDE = 3.0


def candidates(text: Document, reading: Reading) -> list[Candidate]:
    """Everything the network may see named, worth a node or not."""
    found = groups(text, stretches(text, reading, OUTSIDE))
    return [known for group in found if (known := candidate(text, reading, group))]


def chosen(text: Document, found: Iterable[Candidate]) -> list[tuple[Entity, Candidate]]:
    """The candidates worth a node, as entities with their probability of being so."""
    decided = judge()
    kept: list[tuple[Entity, Candidate]] = []
    for known in found:
        probability = decided.probability(known.features)
        if probability < decided.least[known.type]:
            continue
        group = known.group
        entity = Entity(
            f"e{len(kept) + 1}", known.type, group.names[0], group.names, group.mentions, None, round(probability, 2)
        )
        kept.append((replace(entity, role=role(text, entity)), known))
    return kept


def extract(paper: Paper) -> Extraction:
    """All that the network and the rules read in a paper."""
    text = document(paper)
    kept = chosen(text, candidates(text, read(text)))
    named = tuple(entity for entity, _ in kept)
    return Extraction(paper, named, relations(text, kept), results(text, named), f"default {VERSION}")
