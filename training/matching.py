"""Which of our names are the annotator's: right type, and a name equal after folding."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.entities.aliases import name_key
from training.examples import Paperlike


def matched(gold: Sequence[Paperlike], found: Sequence[tuple[str, Sequence[str]]]) -> list[int | None]:
    """For each (type, names) found the index of the annotated entity it is, one to one, core entities first."""
    pairs: list[int | None] = [None] * len(found)
    for k in sorted(range(len(gold)), key=lambda k: bool(gold[k].get("optional"))):
        keys = {name_key(name) for name in gold[k]["names"]}
        for i, (type_, names) in enumerate(found):
            if pairs[i] is None and type_ == gold[k]["type"] and keys & {name_key(name) for name in names}:
                pairs[i] = k
                break
    return pairs
