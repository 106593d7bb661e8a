"""How far a stated confidence can be believed: `python -m training.reliability GOLD.jsonl PREDICTED.jsonl`.

Of the entities and edges said with a confidence in each band, how many the annotation has. Those that the annotation
calls optional count neither way.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from training.examples import Paperlike, read
from training.matching import matched

BANDS = ((0.0, 0.4), (0.4, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01))
_FOLD = {"extends": "uses", "outperforms": "comparesWith"}


def judged(gold: Paperlike, said: Paperlike) -> Iterator[tuple[str, float, bool]]:
    """Each entity and each edge of the paper: what it is, its confidence, whether it is right."""
    pairs = matched(gold["entities"], [(e["type"], e["names"]) for e in said["entities"]])
    places = {e["id"]: k for k, e in enumerate(said["entities"])}
    own = {e["id"] for e in gold["entities"] if e.get("role") == "proposed"} | {"paper"}
    edges = {(_FOLD.get(p, p), o) for s, p, o in gold["relations"] if s in own}
    for entity, pair in zip(said["entities"], pairs, strict=True):
        if pair is None or not gold["entities"][pair].get("optional"):
            yield "entities", entity["confidence"], pair is not None
    for relation in said["relations"]:
        pair = pairs[places[relation["object"]]]
        if pair is not None and gold["entities"][pair].get("optional"):
            continue
        predicate = _FOLD.get(relation["predicate"], relation["predicate"])
        right = pair is not None and (predicate, gold["entities"][pair]["id"]) in edges
        yield "edges", relation["confidence"], right


def main() -> None:
    """Read, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("predicted", type=Path)
    arguments = parser.parse_args()
    said = {paper["title"]: paper for paper in read(arguments.predicted)}
    rows = [
        row for paper in read(arguments.gold) if paper["title"] in said for row in judged(paper, said[paper["title"]])
    ]
    for kind in ("entities", "edges"):
        print(f"{kind:10}{'said at':>12}{'said':>8}{'right':>8}")
        for low, high in BANDS:
            band = [right for what, confidence, right in rows if what == kind and low <= confidence < high]
            if band:
                print(f"{'':10}{f'{low:.1f}-{min(high, 1):.1f}':>12}{len(band):8}{sum(band) / len(band):8.2f}")


if __name__ == "__main__":
    main()
