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
@click.option("--share", is_flag=True, help="Show shares of the papers of each year, in percent.")
@format_option("markdown", "latex")
def trends(things: tuple[str, ...], store: Path, kind: str, limit: int, share: bool, form: str) -> None:
    """Count by year the papers that name a thing or a variant of it.

    Counts each THING, or the most frequent things of a type. The first row counts all papers.
    """
    from kg.cli._tables import print_rows
    from kg.cli._things import thing
    from kg.query.trends import trends as by_year
    from kg.store import Store

    with Store.open(store) as graph:
        found = by_year(graph, [thing(graph, name) for name in things], type=kind, count=limit)
    years = sorted({year for trend in found for year in trend.papers}, key=lambda year: (year == "", year))
    every = found[0]

    def cell(papers: int, of: int) -> int | float | None:
        return papers or None if not share else round(100 * papers / of, 1) if papers else None

    rows = [
        (
            t.label, t.type, *(cell(t.papers.get(year, 0), every.papers[year]) for year in years),
            cell(t.total, every.total),
        )
        for t in found
    ]  # fmt: skip
    print_rows(("thing", "type", *(year or "no date" for year in years), "total"), rows, form)
    if years == [""]:
        click.echo("note: no paper has a date, so there is no trend to see; sources that give dates show one", err=True)
