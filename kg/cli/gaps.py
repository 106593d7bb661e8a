"""kg gaps: what has been tried with what, and what has not."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, cast

import click

from kg.cli._options import format_option, store_option


@click.command()
@store_option
@click.option("--rows", type=click.Choice(["task", "dataset"]), default="task", show_default=True, help="What is down.")
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="So many rows and columns.")
@click.option("--empty", is_flag=True, help="List the empty cells, the least expected to be empty first.")
@format_option("markdown", "latex")
def gaps(store: Path, rows: str, limit: int, empty: bool, form: str) -> None:
    """Show which methods were tried on which tasks or datasets.

    A matrix of the commonest of both, with the number of papers in each cell; what nobody tried is empty.
    """
    from kg.cli._tables import print_matrix, print_rows
    from kg.query.gaps import gaps as matrix
    from kg.store import Store

    with Store.open(store) as graph:
        found = matrix(graph, cast(Literal["task", "dataset"], rows), count=limit)
    if empty:
        print_rows((rows, "method"), found.empty, form)
    else:
        lines = [(row, *(n or None for n in line)) for row, line in zip(found.rows, found.cells, strict=True)]
        if form == "table":
            print_matrix((rows, *found.columns), lines)
        else:
            print_rows((rows, *found.columns), lines, form)
