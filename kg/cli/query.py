"""kg query: SPARQL, typed or prepared."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from kg.cli._decisions import decisions_option
from kg.cli._options import OneOf, store_option

# what a table, a list and a graph can be written as; "table" suits all three
TABLES = ("json", "csv", "tsv", "xml")
GRAPHS = ("turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml", "n3")


def _names() -> Iterable[str]:
    from kg.ontology import named_queries

    return named_queries()


@click.command()
@click.argument("sparql", required=False)
@store_option
@click.option("-f", "--file", type=click.Path(path_type=Path, allow_dash=True), help="Read the SPARQL from this file.")
@click.option("--name", type=OneOf("NAME", _names), help="Answer a prepared query; --list shows them.")
@click.option("-p", "--parameter", "parameters", multiple=True, metavar="KEY=VALUE", help="Fill in a prepared query.")
@click.option("--list", "list_them", is_flag=True, help="List the prepared queries.")
@click.option("--limit", type=click.IntRange(1), help="Give no more than this many rows.")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), help="Give up after this many seconds.")
@click.option(
    "--explain", is_flag=True, help="Say on standard error what was run, with all prefixes, how long, how many rows."
)
@click.option(
    "--update",
    is_flag=True,
    help="Carry out an update, as decisions that every build replays; what no decision can say is refused.",
)
@decisions_option
@click.option("--allow-service", "service", is_flag=True, help="Let SERVICE ask other machines.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", *TABLES, *GRAPHS]),
    default="table",
    show_default=True,
    help="How to write the answer; from turtle on for CONSTRUCT and DESCRIBE.",
)
def query(
    sparql: str | None,
    store: Path,
    file: Path | None,
    name: str | None,
    parameters: tuple[str, ...],
    list_them: bool,
    limit: int | None,
    timeout: float | None,
    explain: bool,
    update: bool,
    decisions: Path | None,
    service: bool,
    form: str,
) -> None:
    """Run a SPARQL query, or a prepared one.

    The SPARQL is the argument, a file, or "-" for standard input. The prefixes of the ontology (kg, skos, dcterms …)
    need not be declared. Without --update nothing is changed. A table shows the first 1,000 rows; the other formats
    write all.

    \b
    kg query "SELECT ?m { ?p kg:proposes ?m }"
    kg query --name NAME -p KEY=VALUE
    """
    from kg.cli import _answers
    from kg.query.sparql import Question

    if list_them:
        _answers.print_named_queries(form)
        return
    if [sparql, file, name].count(None) != 2:
        raise click.UsageError("give one of these: SPARQL, --file, --name, --list")
    if parameters and name is None:
        raise click.UsageError("-p belongs to a prepared query: add --name NAME")
    text = _answers.text_of(store, sparql, file, name, parameters)
    if update:
        _answers.update(store, text, decisions)
        return
    _answers.answer(store, Question(text, form, limit, service, counted=explain), timeout, explain)
