"""What the network answers about a whole paper, looked up by place in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.entities.names import Stretch
from kg.extract.neural.network import TYPES, answers
from kg.extract.neural.pieces import windows
from kg.extract.text.document import Document
from kg.model import Mention, TextField

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    from kg.extract.neural.network import Table


@dataclass(frozen=True, slots=True)
class Reading:
    """The pieces of title and abstract with their answers, one row a piece; `first` and `last` bound their places."""

    first: dict[TextField, NDArray[numpy.int64]]
    last: dict[TextField, NDArray[numpy.int64]]
    names: dict[TextField, Table]
    core: dict[TextField, Table]
    predicate: dict[TextField, Table]

    def rows(self, mention: Mention) -> slice:
        """The rows of the pieces that a mention covers; may be empty."""
        first = int(self.last[mention.field].searchsorted(mention.start, side="right"))
        last = int(self.first[mention.field].searchsorted(mention.end, side="left"))
        return slice(first, max(first, last))


def read(doc: Document) -> Reading:
    """Ask the network about a paper."""
    import numpy

    parts: dict[TextField, list[tuple[int, int, Table, Table, Table]]] = {"title": [], "abstract": []}
    for k, window in enumerate(windows(doc)):
        (said,) = answers([window])
        for row, piece in enumerate(window.pieces):
            # the title stands in every window; the first is read
            if piece.start < piece.end and (k == 0 or piece.field == "abstract"):
                parts[piece.field].append(
                    (piece.start, piece.end, said.names[row], said.core[row], said.predicate[row])
                )
    columns = {field: list(zip(*rows, strict=True)) or [(), (), (), (), ()] for field, rows in parts.items()}
    return Reading(
        {field: numpy.array(column[0], dtype=numpy.int64) for field, column in columns.items()},
        {field: numpy.array(column[1], dtype=numpy.int64) for field, column in columns.items()},
        *({field: numpy.array(column[k], dtype=numpy.float32) for field, column in columns.items()} for k in (2, 3, 4)),
    )


def stretches(doc: Document, reading: Reading, outside: float) -> Iterator[Stretch]:
    """The names that the network sees, each within one sentence.

    Args:
        doc: the paper in sentences.
        reading: the network's answers about it.
        outside: "no name" must be this many times as likely as the likeliest name to be believed.
    """
    import numpy

    for field, table in reading.names.items():
        if not len(table):
            continue
        weighed = table.copy()
        weighed[:, 0] /= outside
        labels = weighed.argmax(axis=1)
        # a piece inside a name counts as its beginning where nothing begins before it
        text = doc.text(field)
        first, last = reading.first[field], reading.last[field]
        ends = {line.sentence.end for line in doc.lines if line.field == field}
        row = 0
        while row < len(labels):
            if labels[row] == 0:
                row += 1
                continue
            stop = row + 1
            while (
                stop < len(labels)
                and last[stop - 1] not in ends
                and (_within_word(text, int(first[stop])) or (labels[stop] and (labels[stop] - 1) % 2))
            ):
                stop += 1
            sums = table[row:stop, 1:].reshape(-1, len(TYPES), 2).sum(axis=(0, 2))
            start, end = _whole_words(text, int(first[row]), int(last[stop - 1]))
            best = int(numpy.argmax(sums))
            score = float(sums[best]) / (stop - row)
            yield Stretch(Mention(field, start, end, text[start:end]), TYPES[best], score, "network")
            row = stop


def _within_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while _within_word(text, start):
        start -= 1
    while _within_word(text, end):
        end += 1
    return start, end
