"""kg add-missed: an edge that a paper says and that was not read in it."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._decisions import decisions_option
from kg.cli._options import RELATION, store_option
from kg.cli._things import Thing


@click.command(name="add-missed")
@click.argument("paper", type=Thing("paper"))
@click.argument("subject")
@click.argument("predicate", type=RELATION)
@click.argument("object_", metavar="OBJECT")
@click.argument("quote")
@store_option
@decisions_option
def add_missed(
    paper: str, subject: str, predicate: str, object_: str, quote: str, store: Path, decisions: Path | None
) -> None:
    """Add an edge that the extractor missed.

    QUOTE must stand in the title or abstract of PAPER, word for word. SUBJECT and OBJECT are names, or "paper" for what
    the paper contributes; a new name may say its type, as in "dataset:Pebbles".
    """
    from kg.cli._decisions import decide
    from kg.query.edges import check_missed
    from kg.query.names import resolve
    from kg.store import Store

    with Store.open(store) as graph:
        node = resolve(graph, paper, "paper")
        name = check_missed(node, predicate, quote)
        decide(graph, store, decisions, "add-missed", node.label, subject, name, object_, quote)
