"""kg why: the sentences behind the edges between two things."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._options import confidence_option, format_option, store_option
from kg.cli._things import Thing


@click.command()
@click.argument("a", type=Thing())
@click.argument("b", type=Thing())
@store_option
@confidence_option
@format_option()
def why(a: str, b: str, store: Path, least: float | None, form: str) -> None:
    """Show the sentences that connect two things.

    All sentences, including negated, hedged and attributed ones.
    """
    from kg.cli._claims import print_claims
    from kg.cli._names import names_in
    from kg.cli._notes import counted, say_hidden
    from kg.cli._things import thing
    from kg.errors import KgError
    from kg.query.why import why as claims_between
    from kg.store import Store

    with Store.open(store) as graph:
        first, second = thing(graph, a), thing(graph, b)
        claims = claims_between(graph, first, second, min_confidence=least)
        hidden = len(claims_between(graph, first, second, min_confidence=0)) - len(claims)
        if not claims and hidden:
            raise KgError(
                f"what relates {first.label!r} and {second.label!r} is not sure enough: {counted(hidden, 'claim')} "
                "hidden; --min-confidence 0 shows all"
            )
        if not claims:
            raise KgError(
                f"no paper relates {first.label!r} and {second.label!r} directly; 'kg path' finds longer connections"
            )
        print_claims(claims, names_in(graph, claims), form)
    say_hidden(hidden, "claim", least)
