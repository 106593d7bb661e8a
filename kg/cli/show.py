"""kg show: the card of one thing."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._options import store_option
from kg.cli._things import Thing


@click.command()
@click.argument("thing", type=Thing())
@store_option
@click.option("--type", "kind", help="What THING is, where several things bear the name: method, dataset, paper …")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="A card for people, or JSON.",
)
def show(thing: str, store: Path, kind: str | None, form: str) -> None:
    """Show all that the papers say of a thing.

    Its edges and numbers, each with the sentence that says it. THING is any of its names, or its IRI.
    """
    from kg.cli import _cards, _things
    from kg.query.cards import card
    from kg.store import Store

    with Store.open(store) as graph:
        found = card(graph, _things.thing(graph, thing, kind))
    if form == "json":
        _cards.print_card_as_json(found)
    else:
        _cards.print_card(found)
