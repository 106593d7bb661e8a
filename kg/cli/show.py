"""kg show: the card of one thing."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._options import TYPE, confidence_option, store_option
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
@click.option("--all", "every", is_flag=True, help="Show everything, however long.")
@confidence_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="A card for people, or JSON.",
)
def show(thing: str, store: Path, kind: str | None, limit: int, every: bool, least: float | None, form: str) -> None:
    """Show what papers say about a thing.

    What it is, its family, its relations with how sure each is, its numbers as a table, and each sentence once. Of a
    paper its abstract with what is said where. THING is any of its names, or its IRI. A card takes 60 lines at most,
    and counts what is left; what most papers say comes first.
    """
    from kg.cli import _cards, _things
    from kg.cli._notes import say_hidden
    from kg.query.cards import card
    from kg.store import Store

    with Store.open(store) as graph:
        found = card(graph, _things.thing(graph, thing, kind), None if every else limit, min_confidence=least)
    if form == "json":
        _cards.print_card_as_json(found)
    else:
        _cards.print_card(found, every=every)
    say_hidden(found.hidden, "claim", least)
