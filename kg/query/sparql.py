"""SPARQL 1.1 over the store, answered by Oxigraph itself; read-only, and without asking other machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from time import perf_counter
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError
from kg.ontology import PREFIXES
from kg.query._apart import Send, run_apart
from kg.query._check import Kind, check, doubts, kind, named_iris, used_prefixes
from kg.query._order import Terms, in_order, order
from kg.query._syntax import fault, tokens

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store import Store

TABLE_FORMATS = ("json", "csv", "tsv", "xml")  # the W3C's, of SELECT and ASK
GRAPH_FORMATS = ("turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml", "n3")  # of CONSTRUCT and DESCRIBE
_SORTED = (
    100_000  # triples of a CONSTRUCT that are put in order; more are written as they come, so that memory is bounded
)


@dataclass(frozen=True, slots=True)
class Question:
    """A query with how it is to be answered.

    Args:
        text: SPARQL 1.1 that reads; the prefixes of the ontology need no declaration.
        form: "table", one of TABLE_FORMATS or, for graphs, of GRAPH_FORMATS.
        limit: the most rows.
        service: let SERVICE ask other machines.
        counted: count the rows also where the engine writes them itself, which answers the query once more.
        default_graphs: IRIs of graphs that together stand in for the default graph; none for the default graph itself.
        named_graphs: IRIs of the graphs that GRAPH may name; none for all.
    """

    text: str
    form: str = "table"
    limit: int | None = None
    service: bool = False
    counted: bool = False
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """The text with each prefix that it uses declared: what any other engine needs in order to answer it."""
        lines = [f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in used_prefixes(self.text).items()]
        return "".join(lines) + self.text.strip() + "\n"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went: rows or triples (None when not counted) and seconds."""

    rows: int | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Head:
    """The first part of an answer: its columns; `boolean` is set for ASK."""

    columns: tuple[str, ...] = ()
    boolean: bool | None = None
    graph: bool = False


Row = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer for people (`columns`, `rows`; IRIs without their brackets), and whole as bytes in the form asked for.

    `boolean` is set for ASK; `graph` tells CONSTRUCT and DESCRIBE, whose rows are triples. Rows are there for the form
    "table", bytes for the others.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    boolean: bool | None = None
    graph: bool = False
    data: bytes = b""
    outcome: Outcome = Outcome(None, 0.0)


def ask(
    store: Store,
    text: str,
    *,
    limit: int | None = None,
    timeout: float | None = None,
    form: str = "table",
    service: bool = False,
) -> Answer:
    """Answer a query, all of it in memory. See `Question` for the arguments.

    Args:
        timeout: seconds; the query then runs in a process of its own, which is ended.

    Raises:
        QueryError: it does not parse, writes, asks another machine, or takes too long.
    """
    question = Question(text, form, limit, service)
    head, rows, data, outcome = Head(), list[Row](), list[bytes](), Outcome(None, 0.0)

    def keep(part: object) -> None:
        nonlocal head, outcome
        if isinstance(part, Head):
            head = part
        elif isinstance(part, Outcome):
            outcome = part
        elif isinstance(part, bytes):
            data.append(part)
        elif isinstance(part, list):
            rows.extend(part)

    if timeout is None:
        run(store, question, keep)
    else:
        run_apart(store.path, question, timeout, keep)
    return Answer(head.columns, tuple(rows), head.boolean, head.graph, b"".join(data), outcome)


def as_text(term: Any) -> str | None:  # noqa: ANN401 - the engine's terms share no type
    """A term as people read it: IRIs without their brackets, literals without their datatype."""
    if term is None:
        return None
    try:
        text: str = term.value
    except AttributeError:  # a triple within a triple
        return str(term)
    return text


def form_of(text: str) -> Kind | None:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; None where the text is no query. Raises QueryError when it would write."""
    return kind(text)[0]


def run(store: Store, question: Question, send: Send, value: Callable[[Any], object] = as_text) -> None:
    """Answer a question part by part: a Head, then lists of rows or bytes as `form` says, then an Outcome.

    Args:
        store: an open store.
        question: what is asked, and how it is to be answered.
        send: called with each part.
        value: what each term becomes in a row of the form "table".

    Raises:
        QueryError: as `ask`.
    """
    text, form = question.text, question.form
    shape, start = kind(text)
    check(text, service=question.service)
    if shape in ("CONSTRUCT", "DESCRIBE") and form in TABLE_FORMATS:
        raise QueryError(f"{shape} gives a graph; --format is one of {', '.join(GRAPH_FORMATS)}")
    if shape in ("SELECT", "ASK") and form in GRAPH_FORMATS:
        raise QueryError(f"{shape} gives a table; --format is one of {', '.join(TABLE_FORMATS)}")
    _ = store.graph  # opening it is no part of the time
    begin = perf_counter()
    try:
        rows = _answer(store, question, shape, start, send, value)
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from error
    seconds = perf_counter() - begin
    if rows is None and question.counted:
        rows = _count(store, question, start)
    send(Outcome(rows, seconds))


def _query(store: Store, question: Question, text: str) -> Any:  # noqa: ANN401 - the engine's answers share no type
    import pyoxigraph as ox

    try:
        if question.default_graphs or question.named_graphs:
            # a dataset of which only one part is described has nothing in the other
            default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [*map(ox.NamedNode, question.default_graphs)]
            named: list[ox.NamedNode | ox.BlankNode] = [*map(ox.NamedNode, question.named_graphs)]
            return store.graph.query(text, prefixes=PREFIXES, default_graph=default, named_graphs=named)
        return store.graph.query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        raise QueryError(str(fault(text) or _complaint(str(error)))) from error
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from error


def _answer(
    store: Store,
    question: Question,
    shape: Kind | None,
    start: int,
    send: Send,
    value: Callable[[Any], object],
) -> int | None:
    """Send the parts; gives the number of rows where it is known."""
    form, limit = question.form, question.limit
    if shape == "SELECT" and form == "table" and (ordered := _ordered(store, question)) is not None:
        columns, rows = ordered
        send(Head(columns))
        return _send_rows((tuple(map(value, row)) for row in islice(rows, limit)), send)
    found = _query(store, question, question.text)
    if shape == "ASK":
        send(Head(boolean=bool(found)))
        if form != "table":
            send(f"{str(bool(found)).lower()}\n".encode() if form in ("csv", "tsv") else _written(found, form))
        return None
    if shape == "SELECT":
        columns = tuple(variable.value for variable in found.variables)
        send(Head(columns))
        if form == "table":
            return _send_rows((tuple(map(value, solution)) for solution in islice(found, limit)), send)
        if limit is not None:
            found = _query(store, question, _around(question.text, start, " ".join(f"?{c}" for c in columns), limit))
        found.serialize(_Output(send), _table_format(form))
        return None
    send(Head(("subject", "predicate", "object"), graph=True))
    triples = _in_order(found)
    if limit is not None:
        triples = islice(triples, limit)
    if form == "table":
        return _send_rows((tuple(map(value, (t.subject, t.predicate, t.object))) for t in triples), send)
    return _send_graph(triples, form, send)


def _ordered(store: Store, question: Question) -> tuple[tuple[str, ...], list[Terms]] | None:
    """Columns and rows of a query that ends in an order which can be made here."""
    wanted = order(question.text)
    if wanted is None:
        return None
    found = _query(store, question, wanted.text)
    columns = tuple(variable.value for variable in found.variables)
    rows = in_order(found, columns, wanted)
    return None if rows is None else (columns, rows)


def _around(text: str, start: int, projection: str, limit: int | None) -> str:
    """The query as the inner one of another; a prologue cannot stand inside, so it stays in front."""
    if any(token.kind == "WORD" and token.text.upper() == "FROM" for token in tokens(text[start:])):
        raise QueryError("--limit and --explain do not reach into a query with FROM; write LIMIT into it")
    end = "" if limit is None else f" LIMIT {limit}"
    return f"{text[:start]} SELECT {projection} {{ {{ {text[start:]}\n}} }}{end}"


def _count(store: Store, question: Question, start: int) -> int | None:
    """The rows of a SELECT, None for an ASK."""
    if kind(question.text)[0] != "SELECT":
        return None
    (solution,) = _query(store, question, _around(question.text, start, "(COUNT(*) AS ?rows)", None))
    rows = int(solution[0].value)
    return rows if question.limit is None else min(rows, question.limit)


def _send_rows(rows: Iterator[tuple[object, ...]], send: Send) -> int:
    count = 0
    while chunk := list(islice(rows, 1000)):
        count += len(chunk)
        send(chunk)
    return count


def _in_order(triples: Iterator[ox.Triple]) -> Iterator[ox.Triple]:
    """Each triple once, sorted; a great many are given as they come."""
    first = list(islice(triples, _SORTED))
    if len(first) == _SORTED:
        return chain(first, triples)
    by_text = {(str(t.subject), str(t.predicate), str(t.object)): t for t in first}
    return (by_text[key] for key in sorted(by_text))


def _send_graph(triples: Iterator[ox.Triple], form: str, send: Send) -> int:
    import pyoxigraph as ox

    formats = {
        "turtle": ox.RdfFormat.TURTLE,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "nquads": ox.RdfFormat.N_QUADS,
        "trig": ox.RdfFormat.TRIG,
        "jsonld": ox.RdfFormat.JSON_LD,
        "rdfxml": ox.RdfFormat.RDF_XML,
        "n3": ox.RdfFormat.N3,
    }
    count = 0

    def counted() -> Iterator[ox.Triple]:
        nonlocal count
        for triple in triples:
            count += 1
            yield triple

    # the writers' types ask for a whole file, of which they use no more than `write` and `flush`
    ox.serialize(counted(), _Output(send), formats[form], prefixes=PREFIXES)  # type: ignore[arg-type]
    return count


def _table_format(form: str) -> ox.QueryResultsFormat:
    import pyoxigraph as ox

    return {
        "json": ox.QueryResultsFormat.JSON,
        "csv": ox.QueryResultsFormat.CSV,
        "tsv": ox.QueryResultsFormat.TSV,
        "xml": ox.QueryResultsFormat.XML,
    }[form]


def _written(found: Any, form: str) -> bytes:  # noqa: ANN401 - the engine's answers share no type
    data: bytes = found.serialize(format=_table_format(form))
    return data


class _Output:
    """A file that passes on what is written to it."""

    def __init__(self, send: Callable[[object], None]) -> None:
        self._send = send

    def write(self, data: bytes) -> int:
        self._send(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""


def _complaint(message: str) -> str:
    """What the engine says beyond grammar (a variable used twice, say), with the list of all it expected taken off."""
    said = [part for part in message.partition("expected ")[2].removeprefix("one of ").split(", ") if " " in part[:30]]
    reason = said[0] if said and said[0][:1].isalpha() else "a variable or function stands where it may not be used"
    return f"SPARQL: {' '.join(reason.split())}"


__all__ = [
    "GRAPH_FORMATS",
    "TABLE_FORMATS",
    "Answer",
    "Head",
    "Outcome",
    "Question",
    "ask",
    "doubts",
    "form_of",
    "named_iris",
    "run",
    "run_apart",
]
