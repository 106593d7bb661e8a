"""Pushing to and pulling from a real Oxigraph server on loopback, and what a server may do wrong."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from kg.errors import KgError
from kg.remote import pull, push
from kg.remote.client import Addresses, Server
from kg.store import Store
from tests.cli.program import Run
from tests.export.graphs import NASTY, PLAIN


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store", create=True) as opened:
        opened.build([NASTY, PLAIN], "rules")
        yield opened


@pytest.fixture(scope="module")
def oxigraph() -> Iterator[str]:
    """The address of a server that holds nothing and lives in memory."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = Path(sys.executable).with_name("oxigraph")
    server = subprocess.Popen(
        [program, "serve", "--bind", f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    for _ in range(200):
        try:
            httpx.get(url)
            break
        except httpx.TransportError:
            time.sleep(0.1)
    yield url
    server.kill()
    server.wait()


@pytest.fixture(params=["graph store", "update"])
def server(request: pytest.FixtureRequest, oxigraph: str) -> Iterator[Server]:
    """An empty server, written to by either protocol."""
    found = Addresses.of(f"{oxigraph}/query")
    addresses = found if request.param == "graph store" else Addresses(found.query, found.update, "")
    with Server(addresses, 30) as opened:
        opened.update("DROP ALL")
        yield opened


def test_what_is_pushed_is_pulled(store: Store, server: Server, tmp_path: Path) -> None:
    done = push(store, server)
    assert (done.written, done.same) == (3, 0)
    pull(server, tmp_path / "pulled")
    with Store.open(tmp_path / "pulled") as pulled:
        assert pulled.canonical() == store.canonical()


def test_a_second_push_sends_what_has_changed(store: Store, server: Server, tmp_path: Path) -> None:
    server.update("INSERT DATA { <http://e.org/a> <http://e.org/b> 1 }")
    push(store, server)
    assert push(store, server).written == 0
    store.remove(PLAIN.iri)
    done = push(store, server)
    assert (done.written, done.same, done.removed) == (1, 1, 1)
    pull(server, tmp_path / "pulled")
    with Store.open(tmp_path / "pulled") as pulled:
        assert pulled.canonical() == store.canonical()
    assert server.select("SELECT * { <http://e.org/a> ?p ?o }")  # somebody else's


def test_a_push_that_was_broken_off_goes_on(store: Store, server: Server, tmp_path: Path) -> None:
    class Stop(Exception):  # noqa: N818 - no error
        pass

    def stop(_: int) -> None:
        raise Stop

    with pytest.raises(Stop):
        push(store, server, stop)
    done = push(store, server)
    assert (done.written, done.same) == (2, 1)
    pull(server, tmp_path / "pulled")
    with Store.open(tmp_path / "pulled") as pulled:
        assert pulled.canonical() == store.canonical()


def test_commands(store: Store, oxigraph: str, tmp_path: Path, run: Run) -> None:
    pushed = run("push", f"{oxigraph}/query", "--store", store.path)
    assert pushed.exit_code == 0, pushed.output
    pulled = run("pull", f"{oxigraph}/query", "--store", tmp_path / "pulled")
    assert pulled.exit_code == 0, pulled.output
    assert "2 papers" in pulled.output
    again = run("pull", f"{oxigraph}/query", "--store", store.path)
    assert again.exit_code == 1
    assert "holds 2 papers" in again.output


@contextmanager
def answering(status: int, body: bytes, times: int = 10**6) -> Iterator[tuple[str, list[str]]]:
    """A server that answers so, and after so many times as an empty store would; it notes who asks."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked.append(self.headers.get("Authorization", ""))
            early = len(asked) <= times
            answer = body if early else b'{"results": {"bindings": []}}'
            self.send_response(status if early else 200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_PUT = do_POST  # noqa: N815 - http.server's name

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}/query", asked
    made.shutdown()
    made.server_close()


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (401, b"", "KG_REMOTE_USER"),
        (400, b"no\nsuch <thing>", "status 400: no such <thing>"),
        (200, b"<html>hello</html>", "gives no "),
        (200, b"[]", "gives no "),
    ],
)
def test_faults_of_a_server_are_one_line(
    store: Store, tmp_path: Path, run: Run, status: int, body: bytes, told: str
) -> None:
    with answering(status, body) as (url, _):
        for result in (run("push", url, "--store", store.path), run("pull", url, "--store", tmp_path / "new")):
            assert result.exit_code == 1
            assert told in result.output
            assert len(result.output.strip().splitlines()) == 1
    assert not (tmp_path / "new").exists()


def test_a_busy_server_is_asked_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_REMOTE_TOKEN", "secret")
    with answering(503, b"busy", times=1) as (url, asked), Server(Addresses.of(url)) as server:
        assert push(store, server).written == 3
    assert set(asked) == {"Bearer secret"}


def test_no_server_and_no_address(store: Store, run: Run) -> None:
    assert "cannot reach" in run("push", "http://127.0.0.1:9/query", "--store", store.path).output
    with pytest.raises(KgError, match="no address"):
        Addresses.of("localhost:7878")


def test_addresses_of_known_servers() -> None:
    assert Addresses.of("http://h:7878/query") == Addresses(
        "http://h:7878/query", "http://h:7878/update", "http://h:7878/store"
    )
    assert Addresses.of("http://h/ds/sparql") == Addresses(
        "http://h/ds/sparql", "http://h/ds/update", "http://h/ds/data"
    )
    assert Addresses.of("http://h/repositories/r", "http://h/s") == Addresses(
        "http://h/repositories/r", "http://h/s", ""
    )
