"""From a paper to what it says: entities, relations and results, each with the stretch of text that says it.

An extractor is a module registered in EXTRACTORS with `VERSION` and `extract(paper) -> Extraction`; whatever it
says passes the same check: a quote that is not in the text is an error, never an edge. One that depends on what is set
up outside has `version()` in place of `VERSION`, which raises ExtractorUnavailable where it cannot be used.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from kg.errors import KgError, UnknownName
from kg.model import Extraction, Paper

EXTRACTORS = {
    "default": "kg.extract.default",
    "gliner": "kg.extract.gliner",
    "openai-compatible": "kg.extract.openai_compatible",
    "rules": "kg.extract.rules",
}
DEFAULT = "default"


def extractors() -> tuple[str, ...]:
    """The names that `extract` takes."""
    return tuple(EXTRACTORS)


def version(extractor: str = DEFAULT) -> str:
    """Name and version: a paper is read anew when it changes. Raises UnknownName and ExtractorUnavailable."""
    module = _module(extractor)
    return f"{extractor} {module.version() if hasattr(module, 'version') else module.VERSION}"


def extract(paper: Paper, extractor: str = DEFAULT) -> Extraction:
    """What a paper says.

    Raises:
        UnknownName: there is no such extractor.
        ExtractorError: an outside extractor could not read this paper, or (ExtractorUnavailable) any paper.
        KgError: the extractor quotes what the paper does not say.
    """
    extraction: Extraction = _module(extractor).extract(paper)
    _check(extraction)
    return extraction


def _module(extractor: str) -> Any:  # noqa: ANN401 - a module has no type of its own
    if extractor not in EXTRACTORS:
        raise UnknownName("extractor", extractor, EXTRACTORS)
    return import_module(EXTRACTORS[extractor])


def _check(extraction: Extraction) -> None:
    paper = extraction.paper
    said = [(m.field, m.start, m.end, m.text) for e in extraction.entities for m in e.mentions]
    quotes = [r.evidence for r in extraction.relations] + [r.evidence for r in extraction.results]
    said += [(e.field, e.start, e.end, e.quote) for e in quotes]
    for field, start, end, text in said:
        if not text or paper.text(field)[start:end] != text:
            raise KgError(f"{extraction.extractor} quoted {text!r}, which {paper.title!r} does not say there")
