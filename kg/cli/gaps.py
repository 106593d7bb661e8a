"""kg gaps: what has been tried with what, and what has not."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, cast

import click

from kg.cli._options import format_option, store_option


@click.command()
@store_option
@click.option("--rows", type=click.Choice(["task", "dataset"]), default="task", show_default=True, help="What is down.")
@click.option(
    "--among", type=click.IntRange(1), default=30, show_default=True, help="How many of the commonest are looked at."
)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Show no more than so many.")
@click.option("--matrix", is_flag=True, help="Show how many papers have which row with which method.")
@format_option("markdown", "latex")
def gaps(store: Path, rows: str, among: int, limit: int, matrix: bool, form: str) -> None:
    """Show which combinations are rare or untried.

    Pairs of a frequent task or dataset and a frequent method that have fewer papers in common than chance would give,
    the most surprising first. If there are too few papers for a conclusion, the command says so.
    """
    from kg.cli._gaps import print_gaps, print_gaps_as_matrix
    from kg.query.gaps import gaps as fewer_than_chance
    from kg.store import Store

    with Store.open(store) as graph:
        found = fewer_than_chance(
            graph, cast(Literal["task", "dataset"], rows), count=min(among, limit) if matrix else among
        )
    if matrix:
        print_gaps_as_matrix(found, rows, form)
    else:
        print_gaps(found, rows, form, limit)
