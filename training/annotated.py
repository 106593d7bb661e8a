"""Join our own annotations with the texts they are of: `python -m training.annotated TEXTS.jsonl.gz -o GOLD.jsonl`.

`annotations.jsonl` holds what 277 abstracts say, without the abstracts, which are other people's: names, edges and
numbers as in the annotated files, but the evidence of a number as the offsets of its first and past its last
character in the abstract. A language model drafted them from our guideline; a program checked that each name and each
piece of evidence stands in its text. Their names and edges serve to train; nothing of them serves to measure.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from training.examples import Paperlike, read

ANNOTATIONS = Path(__file__).with_name("annotations.jsonl")


def joined(texts: Path) -> Iterator[Paperlike]:
    """The annotated abstracts, as `training.examples` reads them, in the order of the annotations.

    Args:
        texts: JSON Lines with id, title and abstract, gzipped.

    Raises:
        ValueError: a text is missing.
    """
    wanted = {annotation["id"]: annotation for annotation in read(ANNOTATIONS)}
    with gzip.open(texts, "rt", encoding="utf-8") as lines:
        found = {paper["id"]: paper for paper in map(json.loads, lines) if paper["id"] in wanted}
    for key, annotation in wanted.items():
        if key not in found:
            raise ValueError(f"{texts} has no text {key!r}")
        abstract = found[key]["abstract"]
        results = [{**result, "evidence": abstract[slice(*result["evidence"])]} for result in annotation["results"]]
        yield {**annotation, "title": found[key]["title"], "abstract": abstract, "results": results}


def main() -> None:
    """Write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    lines = [json.dumps(paper, ensure_ascii=False) + "\n" for paper in joined(arguments.texts)]
    arguments.output.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
