"""kg extract: what each paper says, as JSON lines, without a store."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli._options import extractor_option, source_format_option, sources_argument
from kg.cli._sources import problem_options


@click.command()
@sources_argument
@source_format_option
@problem_options
@extractor_option
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", help="What is printed: JSON Lines.")
def extract(
    sources: tuple[Path, ...],
    source_format: str | None,
    report: Path | None,
    strict: bool,
    extractor: str,
    form: str,  # noqa: ARG001 - there is but one form
) -> None:
    """Print what each paper says, as JSON lines.

    SOURCE is a file, a folder, a pattern or "-" for standard input; docs/formats.md lists the formats. Each paper
    is one object on one line; nothing is stored.
    Offsets count Unicode code points of the title or abstract as given out.
    """
    import json
    from collections import Counter

    from kg.cli._progress import progress
    from kg.cli._sources import Reading, say_dropped
    from kg.errors import ExtractorError, ExtractorUnavailable, KgError
    from kg.extract import extract as read_paper
    from kg.extract import version
    from kg.extract.record import to_record

    version(extractor)  # says at once when the extractor cannot be used
    reading = Reading(sources, source_format, report, strict=strict)
    dropped: Counter[str] = Counter()
    with progress("Extracting") as advance:
        for paper in reading.papers():
            try:
                extraction = read_paper(paper, extractor)
            except ExtractorUnavailable as error:
                reading.reject(KgError(f"{error}; stopped at {paper.title!r}"))
                break
            except ExtractorError as error:
                reading.reject(KgError(f"{paper.title!r} was not read: {error}"), "not extracted")
                continue
            dropped.update(dict(extraction.dropped))
            click.echo(json.dumps(to_record(extraction), ensure_ascii=False))
            advance(1)
    reading.finish()
    say_dropped(dropped)
    sys.exit(1 if reading.rejected else 0)
