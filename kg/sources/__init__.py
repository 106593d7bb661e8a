"""Readers of papers: one module a format, found by walking this folder.

A module gives `FORMAT` (name, suffixes, description, `sniff`) and `read(input) -> Iterator[Paper | Problem]`. What a
file is, its content decides; its suffix helps where the content allows more than one reading. A file that is
certainly nothing we know is refused, never guessed at.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from lzma import LZMAError
from pathlib import Path
from pkgutil import iter_modules
from typing import cast

from kg.errors import FormatError, SourceError, nearest
from kg.model import Paper
from kg.sources._files import files
from kg.sources._input import Input, mark_of, opened
from kg.sources._interface import Certainty, Format, Head, Problem, Reader, Verdict
from kg.sources._reading import Reading, SourceSummary

__all__ = [
    "Certainty",
    "Format",
    "Head",
    "Input",
    "Problem",
    "Reading",
    "SourceSummary",
    "Verdict",
    "files",
    "formats",
    "read",
    "recognise",
    "records",
    "told",
]


_EXPECTED = "expected papers with titles and abstracts, such as JSON, BibTeX, RIS, CSV or a pasted listing"


@cache
def formats() -> dict[str, Format]:
    """The registered formats, by name."""
    names = sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
    return {name: cast(Format, import_module(f"kg.sources.{name}").FORMAT) for name in names}


def read(path: Path | None, format: str | None, rejected: Callable[[SourceError], None]) -> Iterator[Paper]:
    """The papers of a file or, for None, of standard input.

    Args:
        path: a file, possibly compressed.
        format: a name of `formats()`; None finds it from content, then suffix.
        rejected: called for each record that is left out or was read with a fault.

    Raises:
        SourceError: the whole file cannot be read, or is in no format that is known.
        FormatError: `format` is no format.
    """
    name = str(path) if path else "standard input"
    with records(path, format) as (_, found):
        for record in found:
            if isinstance(record, Problem):
                rejected(SourceError(told(record, name)))
            else:
                yield record


def told(problem: Problem, name: str) -> str:
    """A problem in one line, behind the place where it is."""
    return f"{name}:{problem.place}: {problem.detail}" if problem.place else f"{name}: {problem.detail}"


@contextmanager
def records(path: Path | None, format: str | None) -> Iterator[tuple[Format, Iterator[Paper | Problem]]]:
    """The format of a file, or of standard input for None, and what is in it.

    Raises:
        SourceError: the whole file cannot be read, or is in no format that is known; also while records are read.
        FormatError: `format` is no format.
    """
    if format is not None and format not in formats():
        known = nearest(format, formats())
        raise FormatError(
            f"no source format is called {format!r}; there are {', '.join(formats())}"
            + (f"; did you mean {known[0]!r}?" if known else "")
        )
    name = str(path) if path else "standard input"
    try:
        with opened(path) as source:
            chosen = formats()[format] if format else recognise(source.head, name)
            reader = cast(Reader, import_module(f"kg.sources.{chosen.name}").read)
            yield chosen, reader(source)
    except (OSError, EOFError, zlib.error, LZMAError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise SourceError(f"cannot read {name}: {reason}") from error


def recognise(head: Head, name: str) -> Format:
    """The format of a file that begins so. Raises SourceError, which names the nearest format, when there is none."""
    verdicts = {name: format.sniff(head) for name, format in formats().items()}
    best = max(verdict.certainty for verdict in verdicts.values())
    fitting = [format for name, format in formats().items() if verdicts[name].certainty == best]
    if len(fitting) > 1:
        fitting = [format for format in fitting if head.suffix in format.suffixes] or fitting
    broken = "; it is not UTF-8, which texts must be" if "\N{REPLACEMENT CHARACTER}" in head.text else ""
    if best is Certainty.NO and b"\0" in head.data and not mark_of(head.data):
        raise SourceError(f"{name} is a binary file; {_EXPECTED}")
    if best is Certainty.NO:
        by_suffix = [format for format in formats().values() if head.suffix in format.suffixes]
        hint = (
            f"by its suffix it would be {by_suffix[0].description}, but its content is not" if by_suffix else _EXPECTED
        )
        raise SourceError(f"{name} is in no format that is known; {hint}{broken}")
    if best is Certainty.NEAR:
        close = fitting[0]
        but = f"{verdicts[close.name].why}{broken}"
        raise SourceError(f"{name} is in no format that is known; nearest is {close.description}, but {but}")
    if len(fitting) > 1:
        names = " or ".join(format.name for format in fitting)
        raise SourceError(f"{name} may be {names}; say which by --source-format")
    return fitting[0]
