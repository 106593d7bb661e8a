"""How fast the server answers: `python -m benchmarks.endpoint [--papers 2000]`.

Writes a generated store of that size (`benchmarks.generated`), starts `kg serve` over it on loopback, and, where --peer
names a Python that has rdflib-endpoint, that over the same triples in rdflib's memory. Sixteen clients then ask ten
queries in turn, each server for --seconds at a time, one after the other and again. Prints requests a second, the
median and the 99th percentile of their times, errors, the memory of the server with its processes, and how long the
first byte of an entity page takes.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.parse import urlencode, urlsplit

from benchmarks import _store
from benchmarks.queries import QUERIES
from kg.ontology import PREFIXES
from kg.serve.things import commonest
from kg.store import Store

CLIENTS = 16
_SLOW = ("three hops", "a name that holds a text")  # seconds each in rdflib, which would then be all that is measured
_PEER = """
import sys, rdflib, uvicorn
from rdflib_endpoint import SparqlEndpoint
graph = rdflib.Dataset(default_union=False)
graph.default_context.parse(sys.argv[1], format="nt")
uvicorn.run(SparqlEndpoint(graph=graph), host="127.0.0.1", port=int(sys.argv[2]), log_level="error", access_log=False)
"""


@dataclass
class Load:
    """What clients met: seconds of each answer, and what was no answer."""

    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def percentile(self, share: float) -> float:
        """The time, in milliseconds, that this share of the answers took at most."""
        ordered = sorted(self.times)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, host: str, accept: str) -> int:
    """One request over an open connection; gives the status once the whole answer is there."""
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: {accept}\r\n\r\n".encode())
    await writer.drain()
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    if "transfer-encoding: chunked" in head:
        while size := int(await reader.readline(), 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    else:
        await reader.readexactly(int(head.partition("content-length:")[2].partition("\r\n")[0]))
    return int(head.split()[1])


async def client(address: str, paths: Iterator[str], until: float, load: Load) -> None:
    """Ask one query after the other until the time is over."""
    host = urlsplit(address).netloc
    reader, writer = await asyncio.open_connection(*host.split(":"), limit=1 << 24)
    accept = "application/sparql-results+json"
    while (begin := time.perf_counter()) < until:
        try:
            status = await ask(reader, writer, next(paths), host, accept)
            load.times.append(time.perf_counter() - begin)
            if status != 200:
                load.errors.append(str(status))
        except (OSError, asyncio.IncompleteReadError, ValueError) as error:
            load.errors.append(repr(error))
            reader, writer = await asyncio.open_connection(*host.split(":"), limit=1 << 24)
    writer.close()


async def drive(address: str, path: str, seconds: float) -> Load:
    """Let all clients ask for some seconds."""
    load = Load()
    begin = time.perf_counter()
    prefixes = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    asked = [f"{path}?{urlencode({'query': prefixes + text})}" for name, text in QUERIES.items() if name not in _SLOW]
    async with asyncio.TaskGroup() as group:
        for number in range(CLIENTS):
            turned = itertools.cycle(asked[number % len(asked) :] + asked[: number % len(asked)])
            group.create_task(client(address, turned, begin + seconds, load))
    load.seconds = time.perf_counter() - begin
    return load


async def first_bytes(address: str, paths: list[str]) -> list[float]:
    """Milliseconds to the first byte of each page, over one connection."""
    host = urlsplit(address).netloc
    reader, writer = await asyncio.open_connection(*host.split(":"), limit=1 << 24)
    taken = []
    for path in paths:
        begin = time.perf_counter()
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\n\r\n".encode())
        first = await reader.readexactly(1)
        taken.append(1000 * (time.perf_counter() - begin))
        head = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        await reader.readexactly(int(head.partition("content-length:")[2].partition("\r\n")[0]))
    writer.close()
    return taken


def memory(pid: int) -> float:
    """The memory of a process and its children, in MB."""
    children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout.split()  # noqa: S607
    total = 0
    for one in (str(pid), *children):
        status = Path(f"/proc/{one}/status")
        if status.exists():
            line = next((line for line in status.read_text().splitlines() if line.startswith("VmRSS")), "VmRSS: 0 kB")
            total += int(line.split()[1])
    return total / 1000


@contextmanager
def ours(store: Path) -> Iterator[tuple[str, int]]:
    """kg serve over the store."""
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve", "--store", str(store), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None  # noqa: S101 - it was started so
        yield process.stdout.readline().strip().rstrip("/"), process.pid
        process.terminate()


@contextmanager
def peer(python: Path, store: Path, folder: Path) -> Iterator[tuple[str, int]]:
    """rdflib-endpoint over the triples of the default graph, in rdflib's memory."""
    import pyoxigraph as ox

    triples = folder / "default.nt"
    with Store.open(store) as opened:
        opened.graph.dump(str(triples), format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    port = 18765
    with subprocess.Popen([str(python), "-c", _PEER, str(triples), str(port)]) as process:
        yield f"http://127.0.0.1:{port}", process.pid
        process.terminate()


def wait_for(address: str, path: str) -> None:
    """Wait until a server answers."""
    end = time.monotonic() + 600
    while time.monotonic() < end:
        try:
            if asyncio.run(drive(address, path, 0.01)).times:
                return
        except (OSError, ExceptionGroup):
            time.sleep(0.5)
    sys.exit(f"{address} does not answer")


def report(name: str, loads: list[Load], before: float, after: float) -> float:
    """Print what the clients met; gives requests a second."""
    whole = Load([t for load in loads for t in load.times], [e for load in loads for e in load.errors])
    rate = len(whole.times) / sum(load.seconds for load in loads)
    print(
        f"{name:18} {rate:9.1f} {whole.percentile(0.5):9.1f} {whole.percentile(0.99):9.1f} {len(whole.times):9} "
        f"{len(whole.errors):7} {before:10.0f} {after:9.0f}",
        flush=True,
    )
    return rate


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=10, help="of each turn of each server")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--store", type=Path, help="where the store is kept for the next run; else it is thrown away")
    parser.add_argument("--peer", type=Path, help="a Python that has rdflib-endpoint")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.store or Path(folder) / "store"
        _store.write(path, arguments.papers, arguments.seed)
        with Store.open(path) as store:
            pages = [
                thing.path for kind in ("method", "dataset", "task") for thing in commonest(store.database, kind, 20)
            ]
            print(
                f"{arguments.papers} papers, {len(store.graph)} quads; {os.cpu_count()} processors; {CLIENTS} clients\n"
            )
        run(arguments, path, Path(folder), pages)


def run(arguments: argparse.Namespace, store: Path, folder: Path, pages: list[str]) -> None:
    """Measure one store."""
    with ours(store) as (address, pid):
        wait_for(address, "/sparql")
        asyncio.run(first_bytes(address, pages))
        taken = asyncio.run(first_bytes(address, pages))
        print(
            f"first byte of {len(taken)} pages of the commonest things: median {median(taken):.1f} ms, "
            f"slowest {max(taken):.1f} ms\n"
        )
        print(f"{'':18}     req/s    p50 ms    p99 ms   answers  errors  MB before     after")
        if arguments.peer is None:
            before = memory(pid)
            loads = [asyncio.run(drive(address, "/sparql", arguments.seconds)) for _ in range(arguments.turns)]
            report("kg serve", loads, before, memory(pid))
            return
        with peer(arguments.peer, store, folder) as (other, other_pid):
            wait_for(other, "/")
            before, other_before = memory(pid), memory(other_pid)
            mine, theirs = [], []
            for _ in range(arguments.turns):
                mine.append(asyncio.run(drive(address, "/sparql", arguments.seconds)))
                theirs.append(asyncio.run(drive(other, "/", arguments.seconds)))
            rate = report("kg serve", mine, before, memory(pid))
            other_rate = report("rdflib-endpoint", theirs, other_before, memory(other_pid))
            print(f"kg serve answers {rate / other_rate:.1f} times as many")


if __name__ == "__main__":
    main()
