"""The extractor "rules": tagger, vocabulary and patterns; no language model, no network."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.document import Document, Line, document
from kg.extract.entities import entities
from kg.extract.relations import relations
from kg.extract.results import by_words, results
from kg.extract.tagger import Span, tag
from kg.model import Extraction, Paper

VERSION = "7"


def _tag(paper: Document, line: Line) -> Iterable[Span]:
    return tag(line.tokens, line.field, paper.counts, paper.title_words)


def extract(paper: Paper) -> Extraction:
    """All that the rules read in a paper."""
    text = document(paper)
    named = entities(text, _tag)
    return Extraction(paper, named, relations(text, named), results(text, named, by_words), f"rules {VERSION}")
