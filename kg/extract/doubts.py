"""What is taken back of any extractor's reading: numbers of flattened tables, and certainty about other languages."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from kg.extract.cues import threshold
from kg.extract.text.language import is_english
from kg.extract.text.tables import in_table
from kg.model import Extraction, Result

OTHER_LANGUAGE = "papers not in English"
IN_TABLES = "numbers in tables that lost their lines"


def doubted(extraction: Extraction) -> Extraction:
    """The extraction without numbers from flattened tables; of a paper in another language nothing is sure.

    Both are counted in `dropped`.
    """
    paper = extraction.paper
    dropped = Counter(dict(extraction.dropped))
    if not is_english(f"{paper.title} {paper.abstract}"):
        dropped[OTHER_LANGUAGE] += 1
        doubt = threshold("doubts", "other-language")
        return replace(
            extraction,
            entities=tuple(replace(e, confidence=round(e.confidence * doubt, 2)) for e in extraction.entities),
            relations=tuple(replace(r, confidence=round(r.confidence * doubt, 2)) for r in extraction.relations),
            results=(),
            dropped=tuple(sorted(dropped.items())),
        )
    kept = tuple(result for result in extraction.results if not _from_table(extraction, result))
    if len(kept) == len(extraction.results):
        return extraction
    dropped[IN_TABLES] += len(extraction.results) - len(kept)
    return replace(extraction, results=kept, dropped=tuple(sorted(dropped.items())))


def _from_table(extraction: Extraction, result: Result) -> bool:
    text, said = extraction.paper.text(result.evidence.field), result.evidence
    number = result.value.split("-")[0] or result.value
    at = text.find(number, said.start, said.end)
    return at >= 0 and in_table(text, at, at + len(number))
