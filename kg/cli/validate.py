"""kg validate: the graph against the shapes of the ontology."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli._options import format_option, store_option


@click.command()
@store_option
@format_option()
def validate(store: Path, form: str) -> None:
    """Check the graph against its SHACL shapes.

    Prints each violation; the exit status is 1 if there is one.
    """
    from kg.cli._notes import counted
    from kg.cli._progress import progress
    from kg.cli._tables import print_rows
    from kg.query.statistics import statistics
    from kg.query.validate import validate as violations
    from kg.store import Store

    with Store.open(store) as graph, progress("Validating"):
        found = violations(graph)
        nodes = sum(statistics(graph).nodes.values())
    if found or form != "table":  # a program is told by an empty list
        print_rows(("problem",), ((str(problem),) for problem in found), form)
    said = counted(len(found), "violation") if found else "all conforms"
    click.echo(f"checked {counted(nodes, 'node')} against the shapes: {said}", err=True)
    sys.exit(bool(found))
