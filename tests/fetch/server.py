"""A server on loopback that answers as the services do, one scripted answer after the other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Answer:
    """What the server says; with `cut` it says that more comes and hangs up."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False


def as_json(value: object) -> Answer:
    return Answer(json.dumps(value), headers={"Content-Type": "application/json"})


@dataclass
class Server:
    """Its address, the answers still to come, and what it was asked: path, parameters and headers."""

    address: str
    answers: list[Answer]
    asked: list[tuple[str, dict[str, str], dict[str, str]]] = field(default_factory=list)


@contextmanager
def serving(*answers: Answer) -> Iterator[Server]:
    """A server that gives these answers and then 500."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            server.asked.append((parts.path, dict(parse_qsl(parts.query)), headers))
            answer = server.answers.pop(0) if server.answers else Answer(b"no more", 500)
            body = answer.body.encode() if isinstance(answer.body, str) else answer.body
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body) + (100 if answer.cut else 0)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    http = HTTPServer(("127.0.0.1", 0), Handler)
    server = Server(f"http://127.0.0.1:{http.server_port}", list(answers))
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        thread.join()
        http.server_close()
