"""A process that answers queries, one at a time: `python -m kg.serve.worker STORE MIB`.

A job is one line of JSON on standard input; the answer is frames on standard output: a letter, the length as four
bytes, and so many bytes. `R` says that the process is ready; `H` tells the head of an answer, `D` is data, `E` a fault
of the query, `Z` the end. The process that started this one ends it when a query takes too long.
"""

from __future__ import annotations

import json
import resource
import signal
import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.errors import KgError, QueryError

if TYPE_CHECKING:
    from kg.store import Store

_PR_SET_PDEATHSIG = 1
_HELD = 64 * 1024  # bytes put together before they are sent
_SEPARATORS = {
    "json": b"},{",
    "xml": b"</result>",
    "csv": b"\n",
    "tsv": b"\n",
    "ntriples": b" .\n",
    "nquads": b" .\n",
}


class Output:
    """Sends what is written to it in frames of some size, and stops an answer that grows too large.

    Args:
        stream: where the frames go.
        most: rows.
        separator: what stands between two rows; b"" where they are counted elsewhere.
    """

    def __init__(self, stream: BinaryIO, most: int, separator: bytes) -> None:
        self._stream = stream
        self._most = most
        self._separator = separator
        self._rows = 0
        self._held: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> int:
        """Take some bytes. Raises QueryError when there are too many rows."""
        if self._separator:
            self._rows += data.count(self._separator)
            if self._rows > self._most:
                raise QueryError(_too_many(self._most))
        self._held.append(bytes(data))
        self._size += len(data)
        if self._size >= _HELD:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Send what is held."""
        if self._size:
            frame(self._stream, b"D", b"".join(self._held))
            self._held, self._size = [], 0


def _too_many(most: int) -> str:
    return f"the answer has more than {most:,} rows; narrow the query, or take it in parts with LIMIT and OFFSET"


def frame(stream: BinaryIO, kind: bytes, data: bytes = b"") -> None:
    """Send one frame."""
    stream.write(kind + struct.pack(">I", len(data)) + data)
    stream.flush()


def main(path: str, memory: int) -> None:
    """Answer jobs until the input ends."""
    resource.setrlimit(resource.RLIMIT_DATA, (memory << 20, memory << 20))
    _end_with_parent()
    opened = Opened(Path(path))
    out = sys.stdout.buffer
    frame(out, b"R")
    for line in sys.stdin.buffer:
        job: dict[str, Any] = json.loads(line)
        try:
            _do(opened, job, out)
        except KgError as error:
            frame(out, b"E", str(error).encode("utf-8", "replace"))
        except MemoryError:
            frame(out, b"E", b"the query needs more memory than it may take; ask for less")
            return
        else:
            frame(out, b"Z")


def _end_with_parent() -> None:
    """Let this process end when the server is killed, even in the middle of a query. Linux alone can."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


class Opened:
    """The store, opened again when another graph is in force; and what is told of this server itself."""

    def __init__(self, path: Path) -> None:
        from kg.store.database import open_database

        self._path = path
        self._database = open_database(path, create=False)
        self._current: tuple[int, Store] | None = None
        self._description: Store | None = None

    def store(self) -> Store:
        """The store as it is now."""
        from kg.store import Store
        from kg.store.database import generation

        number = generation(self._database)
        if self._current is None or self._current[0] != number:
            if self._current is not None:
                self._current[1].__exit__(None, None, None)
            self._current = number, Store.open(self._path)
            self._description = None
        return self._current[1]

    def description(self) -> Store:
        """The triples that describe the endpoint, as a store."""
        from kg.query.part import Part
        from kg.serve.description import description

        if self._description is None:
            self._description = Part(description(self.store()))
        return self._description


def _do(opened: Opened, job: dict[str, Any], stream: BinaryIO) -> None:
    import pyoxigraph as ox

    from kg.query.sparql import Head, Outcome, Question, run
    from kg.serve.description import speaks_of_it

    store, form = opened.store(), str(job.get("form", ""))
    output = Output(stream, int(job["rows"]), _SEPARATORS.get(form, b""))
    if job["kind"] == "graph":
        try:
            name = ox.NamedNode(job["name"]) if job["name"] else ox.DefaultGraph()
        except ValueError:
            raise QueryError(f"there is no graph <{job['name']}>: that is no IRI") from None
        if job["name"] and not store.graph.contains_named_graph(name):
            raise QueryError(f"there is no graph <{job['name']}>")
        kind = ox.RdfFormat.from_media_type(job["media"]) or ox.RdfFormat.TURTLE
        store.graph.dump(output, format=kind, from_graph=name)  # type: ignore[arg-type]  # of a file only write is used
        output.flush()
        return
    text, counted = str(job["text"]), 0
    if speaks_of_it(text):
        store = opened.description()

    def send(part: object) -> None:
        nonlocal counted
        if isinstance(part, Head):
            head = {"columns": part.columns, "boolean": part.boolean, "graph": part.graph}
            frame(stream, b"H", json.dumps(head).encode())
        elif isinstance(part, bytes):
            output.write(part)
        elif isinstance(part, list):
            counted += len(part)
            output.write(json.dumps(part).encode() + b"\n")
        elif isinstance(part, Outcome) and part.rows is not None and part.rows > job["rows"]:
            raise QueryError(_too_many(job["rows"]))

    # one more than may be given tells that there are too many; tables of other formats are counted as they are written
    most = job.get("limit") or (None if form in ("json", "xml", "csv", "tsv") else job["rows"] + 1)
    graphs = [tuple(map(str, job.get(name) or ())) for name in ("default_graphs", "named_graphs")]
    question = Question(text, form, most, default_graphs=graphs[0], named_graphs=graphs[1])
    run(store, question, send, _term)
    output.flush()


def _term(term: Any) -> list[str] | None:  # noqa: ANN401 - the engine's terms share no type
    """A term of a table: its kind, and its text."""
    if term is None:
        return None
    return [type(term).__name__, str(getattr(term, "value", term)).encode("utf-8", "replace").decode()]


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
