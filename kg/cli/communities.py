"""kg communities: groups of things with many edges among them."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._options import format_option, store_option


@click.command()
@store_option
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Show no more than so many.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed may split otherwise.")
@format_option("markdown", "latex")
def communities(store: Path, limit: int, seed: int, form: str) -> None:
    """Show groups of things with many edges among them.

    Groups of papers, methods, tasks and datasets with more edges among them than to the rest. Each group is named by
    the three things that are most characteristic of it. The command reads the whole graph; the same graph always
    gives the same groups.
    """
    from kg.cli._progress import progress
    from kg.cli._tables import print_rows
    from kg.query.communities import communities as groups
    from kg.store import Store

    with Store.open(store) as graph, progress("Finding communities"):
        found = groups(graph, seed=seed)
    rows = [
        (c.label, len(c.members), c.papers, tuple(f"{label} ({type_})" for _, label, type_ in c.things))
        for c in found[:limit]
    ]
    print_rows(("community", "members", "papers", "things"), rows, form)
