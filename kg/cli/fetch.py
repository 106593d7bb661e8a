"""kg fetch: papers from a public service into a file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import click

from kg.cli._options import OneOf


def _services() -> Iterable[str]:
    from kg.fetch import services

    return services()


@click.command()
@click.argument("service", type=OneOf("SERVICE", _services))
@click.argument("query")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write."
)
@click.option("--limit", type=click.IntRange(1, 1_000_000), default=1000, show_default=True, help="Papers at most.")
@click.option(
    "--mailto", envvar="KG_MAILTO", show_envvar=True, metavar="ADDRESS", help="Your e-mail address, for the service."
)
@click.option("--address", metavar="URL", help="Another address of the service, such as that of a mirror.")
def fetch(service: str, query: str, output: Path, limit: int, mailto: str | None, address: str | None) -> None:
    """Fetch papers from a public service, for `kg build`.

    SERVICE is arxiv, openalex, s2 (Semantic Scholar), crossref or hf (Hugging Face). QUERY is in the language of the
    service: for arxiv with fields such as "cat:cs.CL AND abs:routing", for hf a day such as 2026-05-07. Papers are
    written as JSON Lines. After an interruption, the same command continues where it stopped. Keys come from
    OPENALEX_API_KEY, S2_API_KEY, CROSSREF_API_KEY and HF_TOKEN.
    """
    from kg.cli._progress import progress
    from kg.fetch import Client, Progress
    from kg.fetch import fetch as fetch_papers
    from kg.fetch import service as named

    chosen = named(service)
    key = os.environ.get(chosen.key, "") if chosen.key else ""
    with (
        Client(chosen.title, address or chosen.address, chosen.interval, mailto or "") as client,
        progress(f"Fetching from {chosen.title}", limit) as advance,
    ):
        done = 0

        def show(now: Progress) -> None:
            nonlocal done
            advance(now.count - done)
            done = now.count

        result = fetch_papers(chosen, query, output, limit, client, key=key, mailto=mailto or "", advance=show)
    found = f" of {result.total:,} that it finds" if result.total > result.count else ""
    click.echo(f"{result.count:,} papers{found} from {chosen.title} in {output}")
