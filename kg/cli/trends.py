"""kg trends: how often things are named, year by year."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._options import TYPE, format_option, store_option
from kg.cli._things import Thing


@click.command()
@click.argument("things", metavar="[THING]...", nargs=-1, type=Thing())
@store_option
@click.option(
    "--type", "kind", type=TYPE, default="method", show_default=True, help="Without THING: the commonest of this type."
)
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="Without THING: so many of them.")
@format_option("markdown", "latex")
def trends(things: tuple[str, ...], store: Path, kind: str, limit: int, form: str) -> None:
    """Count by year the papers that name a thing.

    Each THING, or the commonest things of a type. The first row counts all papers.
    """
    from kg.cli._tables import print_rows
    from kg.cli._things import thing
    from kg.query.trends import trends as by_year
    from kg.store import Store

    with Store.open(store) as graph:
        found = by_year(graph, [thing(graph, name) for name in things], type=kind, count=limit)
    years = sorted({year for trend in found for year in trend.papers}, key=lambda year: (year == "", year))
    rows = [(t.label, t.type, *(t.papers.get(year) for year in years), t.total) for t in found]
    print_rows(("thing", "type", *(year or "unknown" for year in years), "total"), rows, form)
