"""kg path: how two things are connected."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._options import PREDICATE, PREDICATE_OR_TYPE, confidence_option, format_option, store_option
from kg.cli._things import Thing


@click.command()
@click.argument("a", type=Thing())
@click.argument("b", type=Thing())
@store_option
@click.option(
    "--via",
    type=PREDICATE,
    multiple=True,
    metavar="PREDICATE",
    help="Walk only such edges; may be given several times.",
)
@click.option(
    "--avoid",
    type=PREDICATE_OR_TYPE,
    multiple=True,
    metavar="PREDICATE|TYPE",
    help="Walk no such edges, pass no such things; several times.",
)
@click.option(
    "--allow",
    type=click.Choice(["metric", "hardware", "result", "hub"]),
    multiple=True,
    help="Pass such things too, which join anything with anything; several times.",
)
@click.option("--max-hops", type=click.IntRange(1), default=6, show_default=True, help="The longest path looked for.")
@click.option("-k", "count", type=click.IntRange(1), default=1, show_default=True, help="How many paths to show.")
@click.option("--all", "every", is_flag=True, help="Show all paths of up to --max-hops hops.")
@click.option("--directed", is_flag=True, help="Walk edges only from subject to object.")
@confidence_option
@format_option()
def path(
    a: str,
    b: str,
    store: Path,
    via: tuple[str, ...],
    avoid: tuple[str, ...],
    allow: tuple[str, ...],
    max_hops: int,
    count: int,
    every: bool,
    directed: bool,
    least: float | None,
    form: str,
) -> None:
    """Show how two things are connected.

    Shows the most informative paths between A and B: short ones, over sure edges, through things with few edges, with
    the sentence of each step. Edges are followed in both directions. Paths avoid metrics, hardware, results and hubs
    (things that very many papers name) unless --allow permits them.
    """
    from kg.cli._claims import print_paths
    from kg.cli._names import names_in
    from kg.cli._things import thing
    from kg.query.paths import connections
    from kg.store import Store

    with Store.open(store) as graph:
        ends = [thing(graph, name).iri for name in (a, b)]
        most = None if every else count
        found = connections(
            graph, *ends, via=via, avoid=avoid, allow=allow, max_hops=max_hops, k=most, directed=directed,
            min_confidence=least,
        )  # fmt: skip
        names = names_in(graph, [claim for way in found for edge in way.edges for claim in edge.claims])
    print_paths(found, names, form)
