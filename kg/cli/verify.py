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
    """Read every quote again in its source.

    Prints each that is not where it is said to be; exit status 1 when there is one.
    """
    from kg.cli._progress import progress
    from kg.cli._tables import print_rows
    from kg.query.verify import verify as problems
    from kg.store import Store

    with Store.open(store) as graph, progress("Verifying"):
        found = problems(graph)
    if found or form != "table":  # a program is told by an empty list
        print_rows(("problem",), ((str(problem),) for problem in found), form)
    sys.exit(bool(found))
