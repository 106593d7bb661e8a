"""kg extract: what each paper says, as JSON lines, without a store."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli._options import extractor_option, source_format_option, sources_argument


@click.command()
@sources_argument
@source_format_option
@extractor_option
def extract(sources: tuple[Path, ...], source_format: str | None, extractor: str) -> None:
    """Print what each paper says, as JSON lines.

    SOURCE is a file, or "-" for standard input. Each paper is one object on one line; nothing is stored.
    Offsets count Unicode code points of the title or abstract as given out.
    """
    import json

    from kg.cli._progress import progress
    from kg.cli._sources import Reading
    from kg.extract import extract as read_paper
    from kg.extract.record import to_record

    reading = Reading(sources, source_format)
    with progress("Extracting") as advance:
        for paper in reading.papers():
            click.echo(json.dumps(to_record(read_paper(paper, extractor)), ensure_ascii=False))
            advance(1)
    sys.exit(1 if reading.rejected else 0)
