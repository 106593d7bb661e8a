"""What a trained reader sees in annotated papers, kept for training: `python -m training.prepare GOLD.jsonl… -o FILE`.

The candidates are those that the weights in use propose, so that the second stage trains on names as good and as bad
as it will meet; entities that none of them is are added.
"""

from __future__ import annotations

import argparse
import pickle
from dataclasses import replace
from pathlib import Path

from kg.extract.annotated import Annotated
from kg.extract.entities.propose import propose
from kg.extract.neural.encoder import encode
from kg.extract.neural.inputs import Item
from kg.extract.neural.reader import number_item, thing_item
from kg.extract.text.document import document
from kg.model import Paper
from training.examples import Example, Paperlike, Prepared, example, missed, owners, read, style


def prepare(paper: Paperlike) -> Example:
    """The example that a paper makes, with the annotated entities that are no candidates added."""
    doc = document(Paper(paper["title"], paper["abstract"]))
    seen = propose(Annotated(doc, encode(doc)))
    added = (*seen.candidates, *missed(paper, owners(paper, seen.candidates)))
    return answers(paper, replace(seen, candidates=added))


def answers(paper: Paperlike, seen: Annotated) -> Example:
    """The example of a paper with its candidates as they are; those without word pieces are left out."""
    encoded, candidates = seen.encoded, seen.candidates
    assert encoded is not None, "the encoder comes first"  # noqa: S101 - its callers run it
    usable = [c for c in candidates if any(encoded.span(m.field, m.start, m.end) for m in c.mentions)]
    prepared = Prepared(paper, style(paper), encoded.pieces, encoded.sentences, tuple(usable), seen.numerals)
    items: list[Item] = [*(thing_item(encoded, c) for c in usable), *(number_item(encoded, n) for n in seen.numerals)]
    return example(prepared, items, owners(paper, usable))


def main() -> None:
    """Prepare all papers and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    examples = [prepare(paper) for path in arguments.gold for paper in read(path)]
    arguments.output.write_bytes(pickle.dumps(examples))
    print(f"{len(examples)} papers, {sum(e.pieces.shape[1] for e in examples)} word pieces")


if __name__ == "__main__":
    main()
