"""What has hardly been tried with what, for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli._tables import print_matrix, print_rows

if TYPE_CHECKING:
    from kg.query.gaps import Gaps


def print_gaps(found: Gaps, rows: str, form: str, limit: int) -> None:
    """Print gaps, the most surprising first; where there is none, say so."""
    if found.found or form not in ("table", "markdown", "latex"):
        columns = (rows, "method", "papers", "method's papers", "together", "by chance", "likelihood")
        lines = [
            (g.row, g.column, g.row_papers, g.column_papers, g.together, g.expected, float(f"{g.chance:.1g}"))
            for g in found.found[:limit]
        ]
        print_rows(columns, lines, form)
    else:
        click.echo(
            f"too little to tell: among {found.papers:,} papers no {rows} and method are common enough for it to be a "
            "surprise that few papers have both; --matrix shows who has what, --among looks at more",
            err=True,
        )
    if len(found.found) > limit:
        click.echo(f"note: the first {limit} of {len(found.found)}; --limit shows more", err=True)


def print_gaps_as_matrix(found: Gaps, rows: str, form: str) -> None:
    """Print the number of papers of each row and column; an empty cell is none."""
    lines = [(row, *(n or None for n in line)) for row, line in zip(found.rows, found.cells, strict=True)]
    if form == "table":
        print_matrix((rows, *found.columns), lines)
    else:
        print_rows((rows, *found.columns), lines, form)
