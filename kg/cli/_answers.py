"""Answers to SPARQL, written for people and for programs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli._tables import print_rows


def text_of(sparql: str | None, file: Path | None, name: str | None, parameters: tuple[str, ...]) -> str:
    """The SPARQL that was asked for.

    Raises:
        KgError: the file cannot be read as text.
    """
    from kg.errors import KgError

    if name is not None:
        return _prepared(name, parameters)
    if sparql is not None and sparql != "-":
        return sparql
    source = Path("-") if file is None else file
    try:
        data = sys.stdin.buffer.read() if str(source) == "-" else source.read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise KgError(f"cannot read {source}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise KgError(f"{source} is not UTF-8 text at byte {error.start}; a file of SPARQL is wanted") from error


def print_named_queries(form: str) -> None:
    """List the prepared queries with their parameters and what they answer."""
    from kg.ontology import named_queries

    rows = [
        (query.name, tuple(f"{p.name}={p.example}" for p in query.parameters), query.prose)
        for query in named_queries().values()
    ]
    print_rows(("name", "parameters", "answers"), rows, form if form in ("json", "csv", "tsv") else "table")


def _parameters(parameters: tuple[str, ...]) -> dict[str, str]:
    values: dict[str, str] = {}
    for parameter in parameters:
        key, equals, value = parameter.partition("=")
        if not equals:
            raise click.UsageError(f"-p wants KEY=VALUE, not {parameter!r}")
        values[key] = value
    return values


def _prepared(name: str, parameters: tuple[str, ...]) -> str:
    from kg.query.sparql import named

    return named(name, _parameters(parameters))


def answer(store: Path, text: str, limit: int | None, timeout: float | None, form: str) -> None:
    """Ask and print.

    Raises:
        KgError: there is no store, or the query is no good.
    """
    from kg.query.sparql import ask
    from kg.store import Store

    with Store.open(store) as graph:
        found = ask(graph, text, limit=limit, timeout=timeout, form=form)
    if form != "table":
        sys.stdout.write(found.data.decode("utf-8"))
        if not found.data.endswith(b"\n"):
            sys.stdout.write("\n")
    elif found.boolean is not None:
        click.echo("yes" if found.boolean else "no")
    else:
        print_rows(found.columns, found.rows, "table")
