"""From a paper to what it says: entities, relations and results, each with the stretch of text that says it.

One folder a stage, in this order: `text`, `neural`, `entities`, `results`, `relations`; `extractors` puts them together
and `llm` asks a language model instead. An extractor is a module of `kg/extract/extractors` without a leading
underscore; it is called like its file, with hyphens for underscores, and has `VERSION` and
`extract(paper) -> Extraction`. One that depends on what is set up outside has a function `version()` instead of
`VERSION`, which raises ExtractorUnavailable where it cannot be used. All pass the same check: a quote that is not in
the text is an error.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from kg.errors import KgError, UnknownName
from kg.extract.doubts import doubted
from kg.model import Extraction, Paper

DEFAULT = "default"


@cache
def extractor_names() -> tuple[str, ...]:
    """The names that `extract` takes, sorted."""
    folder = Path(__file__).with_name("extractors")
    modules = (module.name for module in iter_modules([str(folder)]))
    return tuple(sorted(name.replace("_", "-") for name in modules if not name.startswith("_")))


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
    _check_quotes(extraction)
    return doubted(extraction)


def _module(extractor: str) -> Any:  # noqa: ANN401 - a module has no type of its own
    if extractor not in extractor_names():
        raise UnknownName("extractor", extractor, extractor_names())
    return import_module(f"kg.extract.extractors.{extractor.replace('-', '_')}")


def _check_quotes(extraction: Extraction) -> None:
    """Raises KgError where a mention or a quote is not at its place in the text."""
    paper = extraction.paper
    said = [(m.field, m.start, m.end, m.text) for e in extraction.entities for m in e.mentions]
    quotes = [r.evidence for r in extraction.relations] + [r.evidence for r in extraction.results]
    said += [(e.field, e.start, e.end, e.quote) for e in quotes]
    for field, start, end, text in said:
        if not text or paper.text(field)[start:end] != text:
            raise KgError(f"{extraction.extractor} quoted {text!r}, which {paper.title!r} does not say there")
