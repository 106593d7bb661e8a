"""A chat service on this machine that speaks the OpenAI protocol, and does so as badly as a test wants."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Answer:
    """What the service sends: `body` as it stands."""

    body: bytes
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "application/json"),)
    delay: float = 0.0  # seconds before anything is sent


def says(content: object) -> Answer:
    """A chat completion; what is no text is said as JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    return Answer(json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode())


def fails(status: int, message: str = "no", **headers: str) -> Answer:
    """An error of the service."""
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Answer(json.dumps({"error": {"message": message}}).encode(), status, named)


@dataclass
class Service:
    """The address, what was asked, and what is answered to the nth question."""

    url: str
    answer: Callable[[int, Any], Answer]
    questions: list[Any] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    times: list[float] = field(default_factory=list)


@contextmanager
def serve(answer: Callable[[int, Any], Answer]) -> Iterator[Service]:
    """Run a service until the block ends; `answer` gets the number of the question, from 0, and its body."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            service.questions.append(question)
            service.keys.append(self.headers.get("Authorization"))
            service.times.append(time.monotonic())
            given = service.answer(len(service.questions) - 1, question)
            time.sleep(given.delay)
            try:
                self.send_response(given.status)
                for name, value in given.headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(given.body)))
                self.end_headers()
                self.wfile.write(given.body)
            except OSError:
                pass  # the asker has left, as some tests want it to

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    service = Service(f"http://127.0.0.1:{server.server_port}/v1", answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
