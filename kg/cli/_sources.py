"""Reading what a command names as its sources, with an account of each file and of all that was left out."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import one_line
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.model import Paper
    from kg.sources import Problem, SourceSummary

_EXAMPLES = 3  # problems of one kind that are told one by one
_MOST_FILES = 20  # rows of the account, from which on files are counted by format

Row = tuple[str, str, int, int, str]


def problem_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--report` and `--strict`, for commands that read papers."""
    command = click.option(
        "--strict", is_flag=True, help="Stop at the first record that would be left out, and change nothing."
    )(command)
    return click.option(
        "--report",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Write every problem to FILE, as tab-separated kind, source, place and reason.",
    )(command)


class Reading:
    """The papers of all sources, one after the other; problems are told by kind, three examples of each.

    Args:
        sources: files, folders and patterns; "-" is standard input.
        source_format: the name of a source format, or None to recognise each file.
        report: a file for all problems.
        strict: whether the first record that is left out ends the command.
    """

    def __init__(
        self, sources: tuple[Path, ...], source_format: str | None, report: Path | None = None, *, strict: bool = False
    ) -> None:
        from kg.sources import Reading as PaperReading

        self._papers = PaperReading(sources, source_format, self._problem, strict=strict)
        self._report = report
        self._rows = list[tuple[str, str, str, str]]()
        self._counts = Counter[tuple[bool, str]]()
        self.rejected = 0

    def papers(self) -> Iterator[Paper]:
        """Each paper that can be read. A source that is no good does not keep the others from being read."""
        return self._papers.papers()

    def reject(self, error: KgError, kind: str = "not read") -> None:
        """Count something that is no good and say why."""
        self._tell(kind, "", "", str(error), str(error), left_out=True)

    def _problem(self, name: str, problem: Problem) -> None:
        from kg.sources import told

        line = told(problem, name) if name else problem.detail
        self._tell(problem.kind, name, problem.place, problem.detail, line, left_out=problem.left_out)

    def _tell(self, kind: str, source: str, place: str, detail: str, line: str, *, left_out: bool) -> None:
        self.rejected += left_out
        self._counts[left_out, kind] += 1
        if self._report is not None:
            self._rows.append((kind, source, place, one_line(detail)))
        if self._counts[left_out, kind] <= _EXAMPLES:
            click.echo(f"{'Error' if left_out else 'Note'}: {one_line(line)}", err=True)

    def finish(self) -> None:
        """Say how many more problems of each kind there were, and write the report."""
        for (left_out, kind), count in sorted(self._counts.items(), reverse=True):
            if count > _EXAMPLES:
                more = "" if self._report else "; --report FILE lists all"
                click.echo(f"{'Error' if left_out else 'Note'}: {count - _EXAMPLES:,} more: {kind}{more}", err=True)
        if self._report is not None:
            write_report(self._report, self._rows)

    def account(self) -> list[Row]:
        """A row a file: name, format, papers, left out, and why; of many files a row a format."""
        summaries = self._papers.summaries
        if len(summaries) <= _MOST_FILES:
            return [_row(s.name, [s]) for s in summaries]
        rows = []
        for format_ in sorted({s.format for s in summaries}):
            of_format = [s for s in summaries if s.format == format_]
            rows.append(_row(f"{len(of_format):,} files", of_format))
        return rows


def _row(name: str, summaries: list[SourceSummary]) -> Row:
    left_out = sum((s.left_out for s in summaries), Counter[str]())
    why = ", ".join(f"{count:,} {kind}" for kind, count in left_out.most_common())
    return name, summaries[0].format or "unknown", sum(s.papers for s in summaries), left_out.total(), why


def write_report(path: Path, rows: Iterable[tuple[str, str, str, str]]) -> None:
    """Write problems to a file as tab-separated values. Raises KgError where that is not possible."""
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter="\t", lineterminator="\n")
            writer.writerow(("kind", "source", "place", "reason"))
            writer.writerows(rows)
    except OSError as error:
        raise KgError(f"cannot write the report {path}: {error.strerror}") from error


def say_duplicates(titles: tuple[str, ...]) -> None:
    """One line on papers that the sources hold more than once, which is no error."""
    if titles:
        examples = ", ".join(repr(title) for title in titles[:_EXAMPLES])
        more = f" and {len(titles) - _EXAMPLES:,} more" if len(titles) > _EXAMPLES else ""
        kept = "the one with the longer abstract is kept"
        click.echo(f"Note: in the sources more than once, {kept}: {one_line(examples)}{more}", err=True)


def say_dropped(dropped: Mapping[str, int]) -> None:
    """On standard error: how many papers were read with doubt, and what was left out of all that was read."""
    from kg.extract.doubts import OTHER_LANGUAGE

    if foreign := dropped.get(OTHER_LANGUAGE):
        which = "1 paper is" if foreign == 1 else f"{foreign} papers are"
        click.echo(f"{which} not in English: few facts were read there, all of them as doubtful", err=True)
    left_out = sorted((reason, count) for reason, count in dropped.items() if reason != OTHER_LANGUAGE)
    if left_out:
        listed = ", ".join(f"{count} {reason}" for reason, count in left_out)
        click.echo(f"Left out of what the extractor said: {listed}", err=True)


def some(papers: Iterator[Paper]) -> Iterator[Paper] | None:
    """The same papers again, or None when there is not a single one."""
    first = next(papers, None)
    return None if first is None else chain([first], papers)
