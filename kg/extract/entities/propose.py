"""Everything in a paper that may be worth a node: names that the encoder or the gazetteer sees, grouped by thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from kg.extract.annotated import Annotated, Candidate, Numeral
from kg.extract.entities.names import Stretch, groups
from kg.extract.neural.encoder import Encoded
from kg.extract.neural.model import labels
from kg.extract.text.document import Document
from kg.extract.text.gazetteer import gazetteer_flags, known_types
from kg.extract.text.quantities import quantities
from kg.extract.thresholds import threshold
from kg.model import Mention

if TYPE_CHECKING:
    from kg.extract.neural.model import Table


# what names or counts more than this is a table that lost its lines, or no prose at all; reading it costs the square
MOST_CANDIDATES = 120
MOST_NUMBERS = 60
TABLE = 30  # numbers of one sentence; with more, who measured what cannot be told, and none is read


def propose(paper: Annotated) -> Annotated:
    """Add candidates and numerals. Needs the encodings; leaves the choice to later stages."""
    doc, encoded = paper.doc, paper.encoded
    assert encoded is not None, "the encoder comes first"  # noqa: S101 - an order of stages, fixed in the extractor
    found = [*_read(doc, encoded), *_known(doc)]
    candidates = (
        Candidate(group.names, mentions, tuple(sorted({type_ for name in group.names for type_ in known_types(name)})))
        for group in groups(doc, found, overlapping=True)
        if (mentions := tuple(m for m in group.mentions if encoded.span(m.field, m.start, m.end)))
    )
    numerals = (n for n in _numerals(doc) if encoded.span("abstract", n.start, n.end))
    return replace(
        paper, candidates=tuple(islice(candidates, MOST_CANDIDATES)), numerals=tuple(islice(numerals, MOST_NUMBERS))
    )


def _numerals(doc: Document) -> Iterator[Numeral]:
    for k, line in enumerate(doc.lines):
        if line.field == "abstract":
            found = list(quantities(line.text))
            shift = line.sentence.start
            for quantity in found if len(found) <= TABLE else ():
                yield Numeral(quantity, k, quantity.start + shift, quantity.end + shift)


def _known(doc: Document) -> Iterator[Stretch]:
    """Names that the gazetteer has."""
    for line in doc.lines:
        flags = gazetteer_flags([token.text for token in line.tokens])
        for k, types in enumerate(flags):
            for flag in types:
                if flag[0] == "B":
                    inside = f"I{flag[1:]}"
                    last = next((j for j in range(k + 1, len(flags)) if inside not in flags[j]), len(flags))
                    yield _stretch(
                        doc, line.field, line.tokens[k].start, line.tokens[last - 1].end, flag[2:], "gazetteer"
                    )


def _stretch(doc: Document, field: str, start: int, end: int, type_: str, source: str, score: float = 0.0) -> Stretch:
    mention = Mention(field, start, end, doc.text(field)[start:end])  # type: ignore[arg-type]  # one of the two fields
    return Stretch(mention, type_, score, source)


def _read(doc: Document, encoded: Encoded) -> Iterator[Stretch]:
    """Names that the encoder sees, each within one sentence, whole words."""
    weighed = encoded.names.copy()
    weighed[:, 0] /= threshold("names", "outside")
    tags = weighed.argmax(axis=1)
    row, size = 0, len(tags)
    while row < size:
        if tags[row] == 0 or encoded.sentences[row] < 0:
            row += 1
            continue
        stop = row + 1
        while stop < size and encoded.sentences[stop] == encoded.sentences[row] and _goes_on(doc, encoded, tags, stop):
            stop += 1
        yield _named(doc, encoded, encoded.names[row:stop], row, stop)
        row = stop


def _goes_on(doc: Document, encoded: Encoded, tags: Table, row: int) -> bool:
    piece = encoded.pieces[row]
    return _within_word(doc.text(piece.field), piece.start) or bool(tags[row] and (tags[row] - 1) % 2)


def _named(doc: Document, encoded: Encoded, table: Table, row: int, stop: int) -> Stretch:
    first, last = encoded.pieces[row], encoded.pieces[stop - 1]
    text, start, end = doc.text(first.field), first.start, last.end
    while _within_word(text, start):
        start -= 1
    while _within_word(text, end):
        end += 1
    sums = table[:, 1:].reshape(stop - row, len(labels().types), 2).sum(axis=(0, 2))
    best = int(sums.argmax())
    return _stretch(doc, first.field, start, end, labels().types[best], "model", float(sums[best]) / (stop - row))


def _within_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()
