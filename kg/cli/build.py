"""kg build: read, extract, link and store papers."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli._decisions import decisions_option
from kg.cli._options import extractor_option, source_format_option, sources_argument, store_option
from kg.cli._sources import problem_options


@click.command()
@sources_argument
@store_option
@source_format_option
@problem_options
@extractor_option
@decisions_option
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="P",
    show_default="0.5 for a new graph, else what the graph was built with",
    help="How sure an edge must be to stand in the graph; less sure ones are kept apart.",
)
@click.option(
    "--max-error",
    type=click.FloatRange(0, 1),
    metavar="E",
    help="The largest share of wrong edges to tolerate, in place of --min-confidence: chosen for each predicate.",
)
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes that read at once.")
def build(
    sources: tuple[Path, ...],
    store: Path,
    source_format: str | None,
    report: Path | None,
    strict: bool,
    extractor: str,
    decisions: Path | None,
    min_confidence: float | None,
    max_error: float | None,
    jobs: int,
) -> None:
    """Read papers into the graph.

    SOURCE is a file, a folder, a pattern or "-" for standard input, compressed or not; docs/formats.md lists the
    formats. Papers that have not changed are left alone, changed ones are replaced. Records that cannot be read are
    skipped and counted, with three examples of each kind of problem; the exit status is then 1.
    """
    from kg.cli._decisions import decisions_file, say_idle
    from kg.cli._progress import progress
    from kg.cli._sources import Reading, say_dropped, say_duplicates, some
    from kg.cli._tables import print_table
    from kg.errors import KgError
    from kg.extract import version
    from kg.query.statistics import statistics
    from kg.store import Store, building

    if min_confidence is not None and max_error is not None:
        raise click.UsageError("give --min-confidence or --max-error, not both")
    thresholds = building.thresholds_of(min_confidence, max_error)
    if max_error is not None:
        _say_what_it_costs(max_error, extractor)
    reading = Reading(sources, source_format, report, strict=strict)
    papers = some(reading.papers())
    if papers is None:
        # nothing that could be stored: a store that is there stays as it is, and none is made
        reading.finish()
        sys.exit(1 if reading.rejected else 0)
    decisions_file(store, decisions)  # says where other stores share it
    version(extractor)  # what cannot be used leaves no folder behind
    with Store.open(store, create=True) as graph:
        with progress("Reading papers") as advance:
            built = building.build(
                graph, papers, extractor, jobs=jobs, progress=advance, decisions=decisions, thresholds=thresholds
            )
        counts = statistics(graph)
    say_idle(built.idle)
    say_duplicates(built.twice)
    untried = sum(why == "not tried" for _, why in built.failed)
    for title, why in built.failed:
        if why != "not tried":
            reading.reject(KgError(f"{title!r} was not read: {why}"), "not extracted")
    if untried:
        reading.reject(KgError(f"{untried} more papers were not tried; the same command goes on where it stopped"))
    reading.finish()
    say_dropped(dict(built.dropped))
    rows = [
        ("added", built.added),
        ("changed", built.changed),
        ("unchanged", built.unchanged),
        ("rejected", reading.rejected),
        ("nodes", sum(counts.nodes.values())),
        ("edges", sum(counts.edges.values())),
        ("edges not sure enough", sum(counts.unsure.values())),
        ("results", counts.nodes.get("result", 0)),
    ]
    print_table(("source", "format", "papers", "left out", "why"), reading.account())
    click.echo()
    print_table(("what", "count"), rows)
    sys.exit(1 if reading.rejected else 0)


def _say_what_it_costs(max_error: float, extractor: str) -> None:
    """Say on standard error what a largest error promises, and how many right edges it leaves out."""
    from kg.extract import version
    from kg.extract.calibration import calibration, summary

    for line in summary(calibration(), max_error, version(extractor)):
        click.echo(f"note: {line}", err=True)
