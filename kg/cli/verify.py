"""kg verify: every quote against its source."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli._options import format_option, store_option


@click.command()
@store_option
@format_option()
def verify(store: Path, form: str) -> None:
    """Check every quote against its source.

    Prints each quote that is not at its position in the text; the exit status is then 1.
    """
    from kg.cli._notes import counted
    from kg.cli._progress import progress
    from kg.cli._tables import print_rows
    from kg.query.verify import check
    from kg.store import Store

    with Store.open(store) as graph, progress("Verifying"):
        checked = check(graph)
    if checked.problems or form != "table":  # a program is told by an empty list
        print_rows(("problem",), ((str(problem),) for problem in checked.problems), form)
    read = f"{counted(checked.quotes, 'quote')} and {counted(checked.mentions, 'mention')}"
    wrong = counted(len(checked.problems), "problem") if checked.problems else "all stand where they are said to"
    click.echo(f"read again {read} in {counted(checked.papers, 'paper')}: {wrong}", err=True)
    sys.exit(bool(checked.problems))
