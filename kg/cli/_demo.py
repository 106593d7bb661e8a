"""The steps of `kg demo`: each is the command that a user would type, run as such."""

from __future__ import annotations

import shlex
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
    _step(ctx, "What is in it", "stats", "--store", store)
    _step(ctx, "Ask it in SPARQL: what outperforms what?", "query", QUERY, "--store", store)
    ends = _ends(store)
    if ends is not None:
        _step(ctx, "How do two things hang together, and who says so?", "path", *ends, "--store", store)
    _step(ctx, "Draw it: one page that opens without a network", "view", "-o", output / "graph.html", "--store", store)
    _step(ctx, "Hand it to other programs", "export", output / "graph.ttl", "--store", store)
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
    """Two things two hops apart, the first by name, so that the path has something between its ends."""
    from kg.store import Store

    with Store.open(store) as graph:
        network = graph.network()
        facts = {iri: fact for iri, fact in network.nodes(data="fact") if fact.type == "method"}
        undirected = network.to_undirected(as_view=True)
        for iri in sorted(facts):
            near = set(undirected[iri])
            far = {end for middle in near for end in undirected[middle]} - near - {iri}
            methods = sorted(far & facts.keys())
            if methods:
                return facts[iri].label, facts[methods[0]].label
    return None
