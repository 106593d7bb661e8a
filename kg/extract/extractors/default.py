"""The extractor "default": the learned tagger and the rules together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.extract.entities.contribution import role
from kg.extract.entities.from_tagger import stretch
from kg.extract.entities.names import Stretch, groups
from kg.extract.entities.salience import Candidate, candidate, judge
from kg.extract.entities.tagger import Span, tag
from kg.extract.neural.reading import Reading, read, stretches
from kg.extract.relations.learned import relations
from kg.extract.results.learned import by_network
from kg.extract.results.reported import results
from kg.extract.text.document import Document, document
from kg.extract.text.gazetteer import gazetteer_flags
from kg.model import Entity, Extraction, Paper, Result, TextField

VERSION = "7"
# "no name" must be this many times as likely as any name before a piece is passed over; the judge looks at the rest
OUTSIDE = 3.0
# how likely a thing must be to fill a number's slot
DOUBTFUL = 0.2
PROPER = 0.1  # the same, for a proper name that the vocabulary knows


def candidates(doc: Document, reading: Reading) -> list[Candidate]:
    """Everything that the neural network, the tagger or the gazetteer may see named, salient or not."""
    found = [*stretches(doc, reading, OUTSIDE), *_plain(doc), *_known(doc)]
    return [known for group in groups(doc, found, overlapping=True) if (known := candidate(doc, reading, group))]


def _plain(doc: Document) -> Iterator[Stretch]:
    for line in doc.lines:
        for span in tag(line.tokens, line.field, doc.counts, doc.title_words):
            yield stretch(doc, line, span, "plain")


def _known(doc: Document) -> Iterator[Stretch]:
    for line in doc.lines:
        flags = gazetteer_flags([token.text for token in line.tokens])
        for k, types in enumerate(flags):
            for flag in types:
                if flag[0] == "B":
                    inside = f"I{flag[1:]}"
                    last = next((j for j in range(k + 1, len(flags)) if inside not in flags[j]), len(flags))
                    yield stretch(doc, line, Span(k, last, flag[2:], 0.0), "vocabulary")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The things of a paper in order of place, each with its candidate; `doubtful` are the ids of those that become
    a node only if a number needs them."""

    things: tuple[tuple[Entity, Candidate], ...]
    doubtful: frozenset[str]

    def needed(self, numbers: Iterable[Result]) -> tuple[tuple[Entity, Candidate], ...]:
        """Those that are salient enough or fill a slot of a number."""
        fillers = {slot for n in numbers for slot in (n.method, n.metric, n.dataset, n.baseline, n.hardware)}
        return tuple(
            (entity, known) for entity, known in self.things if entity.id not in self.doubtful or entity.id in fillers
        )


def chosen(doc: Document, found: Iterable[Candidate]) -> Chosen:
    """The salient candidates as entities, salience as confidence; no two share a place.

    Where names overlap, the likelier one has the place.
    """
    decided = judge()
    likely = [(decided.probability(known.features), known) for known in found]
    taken: dict[TextField, list[tuple[int, int]]] = {"title": [], "abstract": []}
    things: list[tuple[Entity, bool, Candidate]] = []
    for probability, known in sorted(likely, key=lambda pair: (-pair[0], pair[1].group.key)):
        free = [
            k
            for k, m in enumerate(known.mentions)
            if not any(start < m.end and m.start < end for start, end in taken[m.field])
        ]
        proper = known.features["known"] and known.features["capital"]
        if not free or probability < (PROPER if proper else DOUBTFUL):
            continue
        mentions = tuple(known.mentions[k] for k in free)
        for mention in mentions:
            taken[mention.field].append((mention.start, mention.end))
        standing = {mention.text for mention in mentions}
        names = tuple(name for name in known.group.names if name in standing)
        entity = Entity("", known.type, names[0], names, mentions, None, round(probability, 2))
        doubt = probability < decided.least[known.type]
        entity = replace(entity, role=None if doubt else role(doc, entity))
        things.append((entity, doubt, replace(known, mentions=mentions, said=tuple(known.said[k] for k in free))))
    things.sort(key=lambda thing: (thing[0].mentions[0].field != "title", thing[0].mentions[0].start))
    numbered = [(replace(entity, id=f"e{k}"), doubt, known) for k, (entity, doubt, known) in enumerate(things, start=1)]
    return Chosen(
        tuple((entity, known) for entity, _, known in numbered), frozenset(e.id for e, doubt, _ in numbered if doubt)
    )


def extract(paper: Paper) -> Extraction:
    """All that the network and the rules read in a paper."""
    doc = document(paper)
    found = chosen(doc, candidates(doc, read(doc)))
    numbers = results(doc, tuple(entity for entity, _ in found.things), by_network)
    kept = found.needed(numbers)
    return Extraction(paper, tuple(entity for entity, _ in kept), relations(doc, kept), numbers, f"default {VERSION}")
