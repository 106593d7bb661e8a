"""First pass: title and abstract as contextual word pieces, and how likely each piece begins or continues a name."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from kg.extract.neural.inputs import Span
from kg.extract.neural.model import run, softmax
from kg.extract.neural.pieces import Piece, windows
from kg.extract.text.document import Document
from kg.model import TextField

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    from kg.extract.neural.model import Table

MOST_WINDOWS = 6  # about 2,000 words; an abstract is shorter, and what comes after is not read


@dataclass(frozen=True, slots=True)
class Encoded:
    """A paper of t word pieces.

    Attributes:
        pieces: title and abstract, special pieces included (their places are empty).
        vectors: (t, width) contextual encodings.
        names: (t, 1 + 2 * types) probabilities of no name, then beginning and inside of a name of each type.
        sentences: (t,) index of the sentence of each piece in `Document.lines`, -1 for special pieces.
    """

    pieces: tuple[Piece, ...]
    vectors: Table
    names: Table
    sentences: NDArray[numpy.int64]

    def span(self, field: TextField, start: int, end: int) -> Span | None:
        """The pieces that a stretch of text touches; None where there is none."""
        rows = [k for k, p in enumerate(self.pieces) if p.field == field and p.start < end and start < p.end]
        return Span(rows[0], rows[-1] + 1) if rows else None


def encode(doc: Document) -> Encoded:
    """Run the encoder over a paper; what does not fit one window goes into further ones that repeat the title."""
    import numpy

    pieces: list[Piece] = []
    vectors, names = [], []
    for k, window in enumerate(islice(windows(doc), MOST_WINDOWS)):
        inputs = {
            "pieces": numpy.array([[piece.number for piece in window.pieces]], dtype=numpy.int64),
            "shapes": numpy.array([[piece.shape for piece in window.pieces]], dtype=numpy.int64),
        }
        found, scores = run("encoder", inputs, ("vectors", "names"))
        rows = [i for i, p in enumerate(window.pieces) if k == 0 or (p.field == "abstract" and p.start < p.end)]
        pieces += [window.pieces[i] for i in rows]
        vectors.append(found[0][rows])
        names.append(softmax(scores[0][rows]))
    if not pieces:
        nothing = numpy.zeros((0, 1), dtype=numpy.float32)
        return Encoded((), nothing, nothing, numpy.zeros(0, dtype=numpy.int64))
    return Encoded(
        tuple(pieces),
        numpy.concatenate(vectors),
        numpy.concatenate(names),
        _sentences(doc, pieces),
    )


def _sentences(doc: Document, pieces: list[Piece]) -> NDArray[numpy.int64]:
    import numpy

    found = numpy.full(len(pieces), -1, dtype=numpy.int64)
    at = 0
    for k, piece in enumerate(pieces):
        if piece.start == piece.end:
            continue
        while (line := doc.lines[at]).field != piece.field or piece.start >= line.sentence.end:
            at += 1
        found[k] = at
    return found
