"""Writing the graph to a server, a batch at a time; what is there already is not sent again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from kg.export._sort import sorted_lines
from kg.ontology import KG

if TYPE_CHECKING:
    from kg.remote.client import Progress, Server
    from kg.store import Store

_BATCH = 5_000  # triples of one request
STATE = KG + "pushed"  # the graph that says what has been pushed: a sum for each graph
_SUM = KG + "sum"
_DEFAULT = KG + "defaultGraph"


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did, in graphs: written, left as they were, removed."""

    written: int
    same: int
    removed: int


def push(store: Store, server: Server, progress: Progress = lambda _: None) -> Pushed:
    """Make the graphs of a server what they are in the store.

    A graph is written whole, and then its sum is noted in a graph of its own; so a push that was broken off goes on
    where it ended, and one after a build sends what has changed. Graphs that an earlier push wrote and the store no
    longer has are removed. All others, and other triples of the default graph, stay as they are.

    Args:
        store: an open store.
        server: where to.
        progress: called with the number of graphs just done.

    Raises:
        KgError: the server cannot be reached, or refuses.
    """
    import pyoxigraph as ox

    noted = {
        row["graph"]: row["sum"] for row in server.select(f"SELECT * {{ GRAPH <{STATE}> {{ ?graph <{_SUM}> ?sum }} }}")
    }
    names = sorted(cast(Any, name).value for name in store.graph.named_graphs())
    written = same = 0
    for name in names:
        lines = _lines(store, ox.NamedNode(name))
        digest = sha256(b"".join(lines)).hexdigest()
        if noted.get(name) == digest:
            same += 1
        else:
            _write_graph(server, name, lines)
            _note(server, name, digest)
            written += 1
        progress(1)
    removed = sorted(noted.keys() - set(names) - {_DEFAULT})
    for name in removed:
        server.update(f"DROP SILENT GRAPH <{name}>")
        _note(server, name, None)
    if _push_default(store, server, noted.get(_DEFAULT)):
        written += 1
    else:
        same += 1
    return Pushed(written, same, len(removed))


def _push_default(store: Store, server: Server, noted: str | None) -> bool:
    """Write the default graph; what an earlier push put there and the store no longer has is removed first."""
    import pyoxigraph as ox

    digest = sha256()
    for line in _sorted(store, ox.DefaultGraph()):
        digest.update(line)
    if noted == digest.hexdigest():
        return False
    if noted is not None:
        _clear_own(server)
    for batch in _batches(_sorted(store, ox.DefaultGraph())):
        _add(server, None, batch)
    _note(server, _DEFAULT, digest.hexdigest())
    return True


def _clear_own(server: Server) -> None:
    """Remove from the default graph what stands there of things of ours, type by type."""
    from kg.ontology import ontology

    _note(server, _DEFAULT, None)
    for type_ in ontology().types:
        server.update(f"DELETE {{ ?s ?p ?o }} WHERE {{ ?s a <{type_.iri}> ; ?p ?o }}")


def _write_graph(server: Server, name: str, lines: list[bytes]) -> None:
    if server.addresses.graphs:
        server.put(name, b"".join(lines[:_BATCH]))
        rest: Iterable[bytes] = lines[_BATCH:]
    else:
        server.update(f"DROP SILENT GRAPH <{name}>")
        rest = lines
    for batch in _batches(rest):
        _add(server, name, batch)


def _add(server: Server, name: str | None, lines: list[bytes]) -> None:
    data = b"".join(lines)
    if server.addresses.graphs:
        server.put(name, data, add=True)
    else:
        text = data.decode()
        server.update(f"INSERT DATA {{ GRAPH <{name}> {{\n{text}}} }}" if name else f"INSERT DATA {{\n{text}}}")


def _note(server: Server, name: str, digest: str | None) -> None:
    server.update(f"DELETE WHERE {{ GRAPH <{STATE}> {{ <{name}> <{_SUM}> ?sum }} }}")
    if digest is not None:
        server.update(f'INSERT DATA {{ GRAPH <{STATE}> {{ <{name}> <{_SUM}> "{digest}" }} }}')


def _lines(store: Store, graph: Any) -> list[bytes]:  # noqa: ANN401 - the engine's names of graphs
    return list(_sorted(store, graph))


def _sorted(store: Store, graph: Any) -> Iterator[bytes]:  # noqa: ANN401 - the engine's names of graphs
    found = store.graph.quads_for_pattern(None, None, None, graph)
    return sorted_lines(f"{quad.triple} .\n".encode() for quad in found)


def _batches(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    waiting = iter(lines)
    while batch := list(islice(waiting, _BATCH)):
        yield batch
