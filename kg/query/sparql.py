"""SPARQL 1.1 over the store, answered by Oxigraph itself; read-only, and without asking other machines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError, nearest
from kg.ontology import PREFIXES, named_query, ontology

if TYPE_CHECKING:
    from kg.store import Store

_STRING_OR_COMMENT = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>\s]*>|#[^\n]*',
    re.DOTALL,
)
_UPDATE = re.compile(r"\b(?:INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\b", re.IGNORECASE)
_QUERY = re.compile(r"\b(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
TABLE_FORMATS = ("json", "csv", "tsv", "xml")
GRAPH_FORMATS = ("turtle", "ntriples", "rdfxml", "jsonld")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer for people (`columns`, `rows`; IRIs without their brackets), and whole as bytes in the form asked for.

    `boolean` is set for ASK; `graph` tells CONSTRUCT and DESCRIBE, whose rows are triples.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    boolean: bool | None = None
    graph: bool = False
    data: bytes = b""


def named(name: str, values: dict[str, str]) -> str:
    """The text of a named query, its parameters filled in as string literals.

    Raises:
        UnknownName: no such query.
        QueryError: a parameter too many or too few.
    """
    query = named_query(name)
    known = {p.name: p.example for p in query.parameters}
    for wrong in sorted(values.keys() - known.keys()):
        raise QueryError(f"query {name!r} has no parameter {wrong!r}; it takes {', '.join(known) or 'none'}")
    for missing in sorted(known.keys() - values.keys()):
        raise QueryError(f"query {name!r} needs -p {missing}=…, for example -p {missing}={known[missing]!r}")
    text = query.text
    for key, value in values.items():
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
        text = re.sub(rf"\${key}\b", lambda _, literal=escaped: f'"{literal}"', text)  # type: ignore[misc]  # a default
    return text


def ask(
    store: Store, text: str, *, limit: int | None = None, timeout: float | None = None, form: str = "table"
) -> Answer:
    """Answer a query.

    Args:
        store: an open store.
        text: SPARQL 1.1 that reads; the prefixes of the ontology need no declaration.
        limit: the most rows.
        timeout: seconds; the query then runs in a process of its own, which is ended.
        form: "table", one of TABLE_FORMATS or, for graphs, of GRAPH_FORMATS.

    Raises:
        QueryError: it does not parse, writes, asks another machine, or takes too long.
    """
    _check(text)
    if timeout is None:
        return _run(store, text, limit, form)
    import multiprocessing

    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_run_apart, args=(str(store.path), text, limit, form, sending))
    process.start()
    try:
        if not receiving.poll(timeout):
            raise QueryError(f"no answer within {timeout:g} s; give a longer --timeout, or ask for less")
        answer = receiving.recv()
    except EOFError:
        raise QueryError("the query ended without an answer; it may have asked for more than fits in memory") from None
    finally:
        process.kill()
        process.join()
    if isinstance(answer, str):
        raise QueryError(answer)
    assert isinstance(answer, Answer)  # noqa: S101 - what _run_apart sends
    return answer


def _run_apart(path: str, text: str, limit: int | None, form: str, sending: Any) -> None:  # noqa: ANN401 - a pipe's end
    from pathlib import Path

    from kg.store import Store

    try:
        with Store.open(Path(path)) as store:
            sending.send(_run(store, text, limit, form))
    except QueryError as error:
        sending.send(str(error))


def _check(text: str) -> None:
    bare = _STRING_OR_COMMENT.sub(lambda m: " " * len(m.group()), text)
    first = _QUERY.search(bare)
    update = _UPDATE.search(bare)
    if update and (first is None or update.start() < first.start()):
        raise QueryError(
            f"queries only read, and this one says {update.group().upper()}; `kg build` and `kg remove` write"
        )
    if re.search(r"\bSERVICE\b", bare, re.IGNORECASE):
        raise QueryError("SERVICE would ask another machine; queries stay on this one")
    for match in re.finditer(r"\bkg:(\w+)", bare):
        terms = ontology().terms
        if match.group(1) not in terms:
            close = nearest(match.group(1), terms)
            hint = f"; did you mean {' or '.join('kg:' + name for name in close)}?" if close else ""
            raise QueryError(f"the ontology has no kg:{match.group(1)}{hint}")
    declared = {*PREFIXES, *re.findall(r"(?i)\bPREFIX\s+([\w.-]*):", bare)}
    for match in re.finditer(r"(?<![\w:?$@^.])([A-Za-z][\w-]*):(?=[A-Za-z_])", bare):
        if match.group(1) not in declared:
            close = nearest(match.group(1), declared)
            hint = f"; did you mean {close[0]}:?" if close else f"; known without PREFIX are {', '.join(PREFIXES)}"
            raise QueryError(f"prefix {match.group(1)}: is not declared{hint}")


def _run(store: Store, text: str, limit: int | None, form: str) -> Answer:
    import pyoxigraph as ox

    try:
        found = store.graph.query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        raise QueryError(_position(str(error), text)) from error
    except (ValueError, OSError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from error
    if isinstance(found, ox.QueryBoolean):
        return Answer((), (), bool(found), data=_table(found, form))
    if isinstance(found, ox.QuerySolutions):
        columns = tuple(variable.value for variable in found.variables)
        rows: list[tuple[str | None, ...]] = []
        data = b""
        if form == "table" or limit is not None:
            for solution in found:
                rows.append(tuple(None if term is None else getattr(term, "value", str(term)) for term in solution))
                if limit is not None and len(rows) >= limit:
                    break
        if form != "table":
            again = text if limit is None else _limited(text, limit)
            data = _table(store.graph.query(again, prefixes=PREFIXES), form)
        return Answer(columns, tuple(rows), data=data)
    triples = sorted({(str(t.subject), str(t.predicate), str(t.object)): t for t in found}.items())
    chosen = [t for _, t in triples[:limit]]
    data = b""
    if form in GRAPH_FORMATS:
        formats = dict(
            zip(
                GRAPH_FORMATS,
                (ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES, ox.RdfFormat.RDF_XML, ox.RdfFormat.JSON_LD),
                strict=True,
            )
        )
        data = ox.serialize(chosen, format=formats[form], prefixes=PREFIXES) or b""
    elif form != "table":
        raise QueryError(f"CONSTRUCT and DESCRIBE give a graph; --format is one of {', '.join(GRAPH_FORMATS)}")
    values = tuple(
        tuple(getattr(term, "value", str(term)) for term in (t.subject, t.predicate, t.object)) for t in chosen
    )
    return Answer(("subject", "predicate", "object"), values, graph=True, data=data)


def _limited(text: str, limit: int) -> str:
    """The query as the inner one of a query with a limit; a prologue cannot stand inside, so it moves out."""
    bare = _STRING_OR_COMMENT.sub(lambda m: " " * len(m.group()), text)
    start = _QUERY.search(bare)
    assert start is not None  # noqa: S101 - it has just been answered
    return f"{text[: start.start()]} SELECT * {{ {{ {text[start.start() :]}\n}} }} LIMIT {limit}"


def _table(found: Any, form: str) -> bytes:  # noqa: ANN401 - pyoxigraph's answers share no type
    import pyoxigraph as ox

    formats = {
        "json": ox.QueryResultsFormat.JSON,
        "csv": ox.QueryResultsFormat.CSV,
        "tsv": ox.QueryResultsFormat.TSV,
        "xml": ox.QueryResultsFormat.XML,
    }
    if form == "table":
        return b""
    if form not in formats:
        raise QueryError(f"SELECT and ASK give a table; --format is one of {', '.join(TABLE_FORMATS)}")
    if isinstance(found, ox.QueryBoolean) and form in ("csv", "tsv"):
        return (str(bool(found)).lower() + "\n").encode()
    data: bytes = found.serialize(format=formats[form])
    return data


def _position(message: str, text: str) -> str:
    """The engine's complaint as one line with its place; where it lists half the grammar, what stands there instead."""
    match = re.search(r"(?:error )?at (\d+):(\d+)", message)
    if match is None:
        return f"SPARQL: {' '.join(message.split())}"
    line, column = int(match.group(1)), int(match.group(2))
    reason = re.sub(r"^.*?at \d+:\d+(?:-\d+:\d+)?:?\s*", "", message, flags=re.DOTALL)
    if not reason or len(reason) > 100 or "\n" in reason:
        lines = text.splitlines() or [""]
        rest = lines[line - 1][column - 1 :] if line <= len(lines) else ""
        reason = f"{rest[:30].strip()!r} is not expected here" if rest.strip() else "the query ends too early"
    return f"SPARQL, line {line}, column {column}: {reason}"
