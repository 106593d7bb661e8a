"""kg show: the card of one thing."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._options import TYPE, store_option
from kg.cli._things import Thing


@click.command()
@click.argument("thing", type=Thing())
@store_option
@click.option(
    "--type", "kind", type=TYPE, help="What THING is, where several things bear the name: method, dataset, paper …"
)
@click.option(
    "--limit", type=click.IntRange(1), default=10, show_default=True, help="Of each relation no more than so many."
)
@click.option("--all", "every", is_flag=True, help="Show everything, of a hub too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="A card for people, or JSON.",
)
def show(thing: str, store: Path, kind: str | None, limit: int, every: bool, form: str) -> None:
    """Show all that the papers say of a thing.

    Its edges and numbers, each with the sentence that says it. THING is any of its names, or its IRI. Of a thing that
    a great many papers name, the first of each relation are shown, those that most papers say, and the rest is counted.
    """
    from kg.cli import _cards, _things
    from kg.query.cards import card
    from kg.store import Store

    with Store.open(store) as graph:
        found = card(graph, _things.thing(graph, thing, kind), None if every else limit)
    if form == "json":
        _cards.print_card_as_json(found)
    else:
        _cards.print_card(found)
        if found.edges_left or found.papers_left or found.numbers_left:
            click.echo(
                "note: no more than 3 papers are quoted for an edge, and --limit of each relation; --all shows all",
                err=True,
            )
