"""The extractor "rules": tagger, vocabulary and patterns; no language model, no network."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.entities.from_tagger import entities
from kg.extract.entities.tagger import Span, tag
from kg.extract.relations.by_cues import relations
from kg.extract.results.reported import by_words, results
from kg.extract.text.document import Document, Line, document
from kg.model import Extraction, Paper

VERSION = "8"


def _tag(doc: Document, line: Line) -> Iterable[Span]:
    return tag(line.tokens, line.field, doc.counts, doc.title_words)


def extract(paper: Paper) -> Extraction:
    """All that the rules read in a paper."""
    doc = document(paper)
    named = entities(doc, _tag)
    return Extraction(paper, named, relations(doc, named), results(doc, named, by_words), f"rules {VERSION}")
