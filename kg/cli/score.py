"""kg score: how right the graph is, by what people decided."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._options import format_option, store_option


@click.command()
@store_option
@format_option()
def score(store: Path, form: str) -> None:
    """Measure the graph by the corrections.

    Precision and recall of each predicate, over the edges that were accepted, rejected and added as missed.
    """
    from kg.cli._tables import print_rows
    from kg.errors import KgError
    from kg.query.edges import scores
    from kg.store import Store

    with Store.open(store) as graph:
        found = scores(graph)
    if not found:
        raise KgError("nothing is decided of any edge; 'kg accept', 'kg reject' and 'kg add-missed' do so")
    columns = ("predicate", "right", "wrong", "missed", "precision", "recall")
    print_rows(columns, ((s.predicate, s.right, s.wrong, s.missed, s.precision, s.recall) for s in found), form)
