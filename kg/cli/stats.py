"""kg stats: how much of what the graph holds."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._options import format_option, store_option


@click.command()
@store_option
@format_option()
def stats(store: Path, form: str) -> None:
    """Count papers, things, edges and claims.

    Papers, things by type, edges by predicate, and what is claimed but not asserted.
    """
    from kg.cli._statistics import print_statistics
    from kg.query.statistics import statistics
    from kg.store import Store

    with Store.open(store) as graph:
        print_statistics(statistics(graph), form)
