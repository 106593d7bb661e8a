"""Reading all that a command names as its sources, with an account of each file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import SourceError
from kg.model import Paper
from kg.sources._files import STANDARD_INPUT, files
from kg.sources._interface import Problem


@dataclass(slots=True)
class SourceSummary:
    """What became of one file: its format, how many papers it gave, and what was left out, by kind."""

    name: str
    format: str = ""
    papers: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


class Reading:
    """The papers of all sources, one after the other.

    Args:
        sources: files, folders and patterns; "-" is standard input.
        format: the name of a source format, or None to recognise each file.
        problem: called with each problem and the name of the file it is in.
        strict: whether the first record that is left out ends the reading with a SourceError.
    """

    def __init__(
        self,
        sources: Iterable[Path],
        format: str | None,
        problem: Callable[[str, Problem], None],
        *,
        strict: bool = False,
    ) -> None:
        self._sources = tuple(sources)
        self._format = format
        self._problem = problem
        self._strict = strict
        self.summaries = list[SourceSummary]()

    def papers(self) -> Iterator[Paper]:
        """Each paper that can be read. A source that is no good does not keep the others from being read.

        Raises:
            FormatError: the format is none.
            SourceError: a record is left out, and the reading is strict.
        """
        for source in self._sources:
            try:
                paths = list(files(source))
            except SourceError as error:
                self._refuse(SourceSummary(str(source)), error)
                continue
            for path in paths:
                yield from self._file(path)

    def _file(self, path: Path) -> Iterator[Paper]:
        from kg.sources import records

        standard = path == STANDARD_INPUT
        summary = SourceSummary("standard input" if standard else str(path))
        self.summaries.append(summary)
        try:
            with records(None if standard else path, self._format) as (format, found):
                summary.format = format.name
                for record in found:
                    if isinstance(record, Paper):
                        summary.papers += 1
                        yield record
                    else:
                        self._tell(summary, record)
            if not summary.papers and not summary.left_out:
                self._tell(summary, Problem("no paper", "", f"no paper in it, although it is {format.description}"))
        except StrictError:
            raise
        except SourceError as error:
            self._refuse(summary, error)

    def _refuse(self, summary: SourceSummary, error: SourceError) -> None:
        if self._strict:
            raise error
        summary.left_out["not read"] += 1
        self._problem("", Problem("not read", "", str(error)))

    def _tell(self, summary: SourceSummary, problem: Problem) -> None:
        from kg.sources import told

        if problem.left_out:
            summary.left_out[problem.kind] += 1
            if self._strict:
                raise StrictError(told(problem, summary.name))
        self._problem(summary.name, problem)


class StrictError(SourceError):
    """A record that is left out where nothing may be."""
