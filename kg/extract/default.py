"""The extractor "default": the learned tagger and the rules together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.extract.document import Document, document
from kg.extract.entities import stretch
from kg.extract.learned_relations import relations
from kg.extract.learned_results import by_network
from kg.extract.lexicon import lexicon_flags
from kg.extract.names import Stretch, groups
from kg.extract.reading import Reading, read, stretches
from kg.extract.results import results
from kg.extract.roles import role
from kg.extract.tagger import Span, tag
from kg.extract.worth import Candidate, candidate, judge
from kg.model import Entity, Extraction, Paper, TextField

VERSION = "4"
# "no name" must be this many times as likely as any name before a piece is passed over; the judge looks at the rest
OUTSIDE = 3.0
# how likely a thing must be to fill a slot as words, though it is no node
DOUBTFUL = 0.2


def candidates(text: Document, reading: Reading) -> list[Candidate]:
    """Everything that the network, the plain tagger or the vocabulary may see named, worth a node or not."""
    found = [*stretches(text, reading, OUTSIDE), *_plain(text), *_known(text)]
    return [known for group in groups(text, found, overlapping=True) if (known := candidate(text, reading, group))]


def _plain(text: Document) -> Iterator[Stretch]:
    for line in text.lines:
        for span in tag(line.tokens, line.field, text.counts, text.title_words):
            yield stretch(text, line, span, "plain")


def _known(text: Document) -> Iterator[Stretch]:
    for line in text.lines:
        flags = lexicon_flags([token.text for token in line.tokens])
        for k, types in enumerate(flags):
            for flag in types:
                if flag[0] == "B":
                    inside = f"I{flag[1:]}"
                    last = next((j for j in range(k + 1, len(flags)) if inside not in flags[j]), len(flags))
                    yield stretch(text, line, Span(k, last, flag[2:], 0.0), "vocabulary")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What became of the candidates: the entities, each with its candidate; and things too doubtful for a node that may
    still fill a slot of a number, as words: their `id` is their name."""

    kept: tuple[tuple[Entity, Candidate], ...]
    doubtful: tuple[Entity, ...]

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The entities alone."""
        return tuple(entity for entity, _ in self.kept)


def chosen(text: Document, found: Iterable[Candidate]) -> Chosen:
    """The candidates worth a node, as entities with their probability of being so; no two share a place.

    Where names overlap, the likelier one has the place.
    """
    decided = judge()
    likely = [(decided.probability(known.features), known) for known in found]
    taken: dict[TextField, list[tuple[int, int]]] = {"title": [], "abstract": []}
    kept: list[tuple[Entity, Candidate]] = []
    doubtful: list[Entity] = []
    for probability, known in sorted(likely, key=lambda pair: (-pair[0], pair[1].group.key)):
        free = [
            k
            for k, m in enumerate(known.mentions)
            if not any(start < m.end and m.start < end for start, end in taken[m.field])
        ]
        if not free or probability < DOUBTFUL:
            continue
        mentions = tuple(known.mentions[k] for k in free)
        for mention in mentions:
            taken[mention.field].append((mention.start, mention.end))
        standing = {mention.text for mention in mentions}
        names = tuple(name for name in known.group.names if name in standing)
        entity = Entity(names[0], known.type, names[0], names, mentions, None, round(probability, 2))
        if probability < decided.least[known.type]:
            doubtful.append(entity)
        else:
            kept.append((entity, replace(known, mentions=mentions, said=tuple(known.said[k] for k in free))))
    kept.sort(key=lambda pair: (pair[0].mentions[0].field != "title", pair[0].mentions[0].start))
    numbered = ((replace(entity, id=f"e{k}"), known) for k, (entity, known) in enumerate(kept, start=1))
    return Chosen(
        tuple((replace(entity, role=role(text, entity)), known) for entity, known in numbered), tuple(doubtful)
    )


def extract(paper: Paper) -> Extraction:
    """All that the network and the rules read in a paper."""
    text = document(paper)
    found = chosen(text, candidates(text, read(text)))
    numbers = results(text, (*found.entities, *found.doubtful), by_network)
    return Extraction(paper, found.entities, relations(text, found.kept), numbers, f"default {VERSION}")
