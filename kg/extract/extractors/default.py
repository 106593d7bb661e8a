"""The extractor "default": a learned reader decides what is named, what is said of it, and what each number is.

Two passes of the model (`kg/extract/neural`): the first reads the text and proposes names, the second reads all names
and numbers of the paper together. Rules keep the reading to what the text states (`kg/extract/cues`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import reduce

from kg.extract.annotated import Annotated, Stage
from kg.extract.calibration import confidence
from kg.extract.entities.propose import propose
from kg.extract.entities.select import select
from kg.extract.neural.encoder import encode
from kg.extract.neural.reader import read
from kg.extract.relations.edges import relate
from kg.extract.results.settle import settle
from kg.extract.text.document import document
from kg.model import Extraction, Paper

VERSION = "8"


def _encode(paper: Annotated) -> Annotated:
    return replace(paper, encoded=encode(paper.doc))


def _read(paper: Annotated) -> Annotated:
    assert paper.encoded is not None, "the encoder comes first"  # noqa: S101 - STAGES is the order
    return replace(paper, readings=read(paper.encoded, paper.candidates, paper.numerals))


def _calibrate(paper: Annotated) -> Annotated:
    """Turn the model's scores into the share of such facts that are right."""
    return replace(
        paper,
        entities=tuple(replace(e, confidence=_sure("entity", e.type, e.confidence)) for e in paper.entities),
        relations=tuple(replace(r, confidence=_sure("relation", r.predicate, r.confidence)) for r in paper.relations),
        results=tuple(replace(r, confidence=_sure("result", r.kind or "", r.confidence)) for r in paper.results),
    )


def _sure(fact: str, key: str, score: float) -> float:
    return min(0.99, round(confidence(fact, key, score), 2))  # nothing that is read is certain


READING: tuple[Stage, ...] = (_encode, propose, _read)
CHOOSING: tuple[Stage, ...] = (select, settle, relate)
STAGES: tuple[Stage, ...] = (*READING, *CHOOSING, _calibrate)


def extract(paper: Paper) -> Extraction:
    """All that the model reads in a paper."""
    found = reduce(lambda known, stage: stage(known), STAGES, Annotated(document(paper)))
    return Extraction(paper, found.entities, found.relations, found.results, f"default {VERSION}")
