"""kg speeds-up: what makes a thing faster or cheaper."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._options import TYPE, confidence_option, format_option, store_option
from kg.cli._things import Thing


@click.command(name="speeds-up")
@click.argument("thing", type=Thing())
@store_option
@click.option("--type", "kind", type=TYPE, help="What THING is, where several things bear the name: method, task …")
@click.option("--no-variants", is_flag=True, help="Leave out the versions, sizes and kinds of THING.")
@click.option("--quotes", is_flag=True, help="Print the sentence of each number.")
@confidence_option
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Show no more than so many.")
@format_option("markdown", "latex")
def speeds_up(
    thing: str,
    store: Path,
    kind: str | None,
    no_variants: bool,
    quotes: bool,
    least: float | None,
    limit: int,
    form: str,
) -> None:
    """Show what makes a thing faster or cheaper.

    Gains in speed and throughput, and reductions of time, latency and cost, for THING and its variants, with the
    method, the number, the baseline, the data and the hardware.
    """
    from kg.cli._speedups import print_speedups
    from kg.cli._things import thing as named
    from kg.query.speedups import speedups
    from kg.store import Store

    with Store.open(store) as graph:
        found = speedups(graph, named(graph, thing, kind), min_confidence=least, variants=not no_variants)
    print_speedups(found, form, limit, quotes=quotes, least=least)
