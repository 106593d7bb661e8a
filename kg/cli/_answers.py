"""Answers to SPARQL, written for people and for programs."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli._tables import print_rows

if TYPE_CHECKING:
    from kg.ontology import Parameter
    from kg.query.sparql import Head, Outcome, Question

_ROWS = 1000  # of a table for people; whoever wants more says so
_HELD = 8_000_000  # bytes of an answer with a time limit that are held in memory; the rest waits on disk


def text_of(store: Path, sparql: str | None, file: Path | None, name: str | None, parameters: tuple[str, ...]) -> str:
    """The SPARQL that was asked for.

    Raises:
        KgError: the file cannot be read as text, or the prepared query or its parameters are not right.
    """
    from kg.errors import KgError

    if name is not None:
        return _prepared(store, name, parameters)
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


def update(store: Path, text: str, decisions: Path | None) -> None:
    """Carry out a SPARQL update as decisions, all of them or none.

    Raises:
        KgError: there is no store, or it asks for what no decision can say.
    """
    from kg.cli._decisions import decide_all
    from kg.query.changes import decisions_of
    from kg.store import Store

    with Store.open(store) as graph:
        made = decisions_of(graph, text)
        if made:
            decide_all(graph, store, decisions, made)
        else:
            click.echo("nothing matches: the graph stays as it is", err=True)


def print_named_queries(form: str) -> None:
    """List the prepared queries with their parameters and what they answer."""
    from kg.ontology import named_queries

    rows = [(query.name, tuple(_shown(p) for p in query.parameters), query.prose) for query in named_queries().values()]
    print_rows(("name", "parameters", "answers"), rows, form if form in ("json", "csv", "tsv") else "table")


def _shown(parameter: Parameter) -> str:
    """A parameter as the list shows it: with its default, or with a value to try."""
    if parameter.default:
        return f"[{parameter.name}={parameter.default}]"
    return f"{parameter.name}={parameter.example}"


def answer(store: Path, question: Question, timeout: float | None, explain: bool) -> None:
    """Ask and print.

    Raises:
        KgError: there is no store, or the query is no good.
    """
    from kg.query.sparql import doubts
    from kg.store import Store

    # opened here as well: what is wrong with the store is said before a process is started, and one that has to be
    # ended leaves nothing open behind
    with Store.open(store):
        for doubt in doubts(question.text):
            click.echo(f"note: {doubt}", err=True)
        give = _print_table if question.form == "table" else _write
        outcome = give(store, question, timeout)
    if explain:
        count = "" if outcome.rows is None else f"{outcome.rows} row{'' if outcome.rows == 1 else 's'} in "
        click.echo(f"{question.whole}# {count}{outcome.seconds:.3f} s", err=True)


def _print_table(store: Path, question: Question, timeout: float | None) -> Outcome:
    from kg.query.sparql import Head, Outcome, run_apart

    head, rows, outcome = Head(), list[tuple[str | None, ...]](), Outcome(None, 0.0)

    def keep(part: object) -> None:
        nonlocal head, outcome
        if isinstance(part, Head):
            head = part
        elif isinstance(part, Outcome):
            outcome = part
        elif isinstance(part, list):
            rows.extend(part)

    most = _ROWS if question.limit is None else question.limit
    run_apart(store, replace(question, limit=most + (question.limit is None)), timeout, keep)
    _print(head, rows[:most])
    if len(rows) > most:
        click.echo(f"note: the first {most} rows; --limit N shows more, --format csv writes all", err=True)
    return Outcome(min(len(rows), most) if outcome.rows is not None else None, outcome.seconds)


def _print(head: Head, rows: list[tuple[str | None, ...]]) -> None:
    if head.boolean is not None:
        click.echo("yes" if head.boolean else "no")
    else:
        print_rows(head.columns, rows, "table")


def _write(store: Path, question: Question, timeout: float | None) -> Outcome:
    """Write the answer as it comes; with a time limit only once it is whole."""
    from kg.query.sparql import Outcome, run_apart

    outcome, last = Outcome(None, 0.0), b""
    output = sys.stdout.buffer
    with tempfile.SpooledTemporaryFile(max_size=_HELD) as held:

        def write(part: object) -> None:
            nonlocal outcome, last
            if isinstance(part, bytes):
                last = part or last
                if timeout is None:
                    output.write(part)
                else:
                    held.write(part)
            elif isinstance(part, Outcome):
                outcome = part

        run_apart(store, question, timeout, write)
        held.seek(0)
        while chunk := held.read(1 << 16):
            output.write(chunk)
        if not last.endswith(b"\n"):
            output.write(b"\n")
        output.flush()
    return outcome


def _parameters(parameters: tuple[str, ...]) -> dict[str, str]:
    values: dict[str, str] = {}
    for parameter in parameters:
        key, equals, value = parameter.partition("=")
        if not equals:
            raise click.UsageError(f"-p wants KEY=VALUE, not {parameter!r}")
        values[key] = value
    return values


def _prepared(store: Path, name: str, parameters: tuple[str, ...]) -> str:
    from kg.cli._things import say_which
    from kg.query.named import named
    from kg.store import Store

    values = _parameters(parameters)
    with Store.open(store) as graph:
        filled = named(graph, name, values)
        for value, type_, node in filled.things:
            say_which(graph, value, node, type_)
    return filled.text
