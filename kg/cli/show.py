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

    For a thing: its type, its variants, its relations with their confidence, a table of its numbers, and the
    sentences. For a paper: its abstract with the extracted facts. THING is any of its names, or its IRI. The output
    has at most 60 lines and counts the rest; facts from most papers come first.
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
