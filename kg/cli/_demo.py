"""The steps of `kg demo`: each is the command that a user would type, run as such."""

from __future__ import annotations

import shlex
from itertools import combinations
from pathlib import Path

import click

QUERY = """SELECT ?method ?beaten {
  ?m kg:outperforms ?b . ?m skos:prefLabel ?method . ?b skos:prefLabel ?beaten
} ORDER BY ?method ?beaten"""


def run(ctx: click.Context, output: Path) -> None:
    """Build the examples into `output` and show what can be done with them.

    Raises:
        KgError: the folder cannot be written to.
    """
    from kg.errors import KgError
    from kg.ontology import examples

    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KgError(f"cannot make {output}: {error.strerror}; name a folder you may write to") from error
    papers = sorted(path for path in examples().iterdir() if path.suffix in (".txt", ".jsonl", ".bib"))
    store = output / "store"
    _step(ctx, "Read the bundled papers into a graph", "build", *papers, "--store", store)
    _step(ctx, "Count papers, methods, datasets and edges", "stats", "--store", store)
    title = "What speeds up Stable Diffusion, by how much, on which GPU?"
    _step(ctx, title, "speeds-up", "Stable Diffusion", "--store", store)
    _step(ctx, "Ask it in SPARQL: what outperforms what?", "query", QUERY, "--store", store)
    ends = _ends(store)
    if ends is not None:
        title = "How are two methods connected, and which sentences say so?"
        _step(ctx, title, "path", *ends, "--store", store)
    _step(ctx, "Draw it: one page that opens without a network", "view", "-o", output / "graph.html", "--store", store)
    _step(ctx, "Export it for other programs", "export", output / "graph.ttl", "--store", store)
    click.echo(f"\nNext: open {output / 'graph.html'} in a browser, or read your own papers:")
    click.echo("  kg build papers.txt\n  kg --help")


def _step(ctx: click.Context, title: str, name: str, *arguments: object) -> None:
    from kg.cli import main

    words = [str(argument) for argument in arguments]
    click.echo(f"\n# {title}")
    click.echo(f"$ kg {name} " + " ".join(shlex.quote(word) for word in words))
    command = main.get_command(ctx, name)
    assert command is not None  # noqa: S101 - the commands of the demo are part of the program
    try:
        with command.make_context(name, words, parent=ctx) as inner:
            command.invoke(inner)
    except SystemExit as end:
        # a command ends with its status; the demo goes on unless something is wrong
        if end.code:
            raise


def _ends(store: Path) -> tuple[str, str] | None:
    """The first two methods, by name, that hang together only through what different papers say."""
    from kg.errors import KgError
    from kg.query.paths import connections
    from kg.store import Store

    with Store.open(store) as graph:
        network = graph.network()
        proposed = sorted(
            end
            for _, end, predicate in network.edges(keys=True)
            if predicate == "proposes" and network.nodes[end]["type"] == "method"
            if network.nodes[end]["label"][:1].isupper()
        )
        for first, second in combinations(proposed, 2):
            try:
                (way,) = connections(graph, first, second, max_hops=3)
            except KgError:
                continue
            if len(way.edges) > 1 and len({claim.paper for edge in way.edges for claim in edge.claims}) > 1:
                return str(network.nodes[first]["label"]), str(network.nodes[second]["label"])
    return None
