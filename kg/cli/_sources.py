"""Reading what a command names as its sources, with one line on standard error for all that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import one_line
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.model import Paper


class Reading:
    """The papers of all sources, one after the other; `rejected` counts what could not be read.

    Args:
        sources: files; "-" is standard input.
        source_format: the name of a source format, or None to find it out for each source.
    """

    def __init__(self, sources: tuple[Path, ...], source_format: str | None) -> None:
        self._sources = sources
        self._format = source_format
        self.rejected = 0

    def papers(self) -> Iterator[Paper]:
        """Each paper that can be read. A source that is no good does not keep the others from being read."""
        from kg.sources import read

        for source in self._sources:
            try:
                yield from read(None if str(source) == "-" else source, self._format, self.reject)
            except KgError as error:
                self.reject(error)
            except OSError as error:
                self.reject(KgError(f"cannot read {source}: {error.strerror or error}"))

    def reject(self, error: KgError) -> None:
        """Count a record or source that is no good and say why."""
        self.rejected += 1
        click.echo(f"Error: {one_line(str(error))}", err=True)


def say_dropped(dropped: Mapping[str, int]) -> None:
    """One line on standard error about what an outside extractor said and the texts do not bear out."""
    if dropped:
        listed = ", ".join(f"{count} {reason}" for reason, count in sorted(dropped.items()))
        click.echo(f"Left out of what the extractor said: {listed}", err=True)


def some(papers: Iterator[Paper]) -> Iterator[Paper] | None:
    """The same papers again, or None when there is not a single one."""
    first = next(papers, None)
    return None if first is None else chain([first], papers)
