"""Talking to a SPARQL 1.1 server: Query, Update and Graph Store Protocol, over HTTP."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote, urlsplit

from kg.errors import KgError

if TYPE_CHECKING:
    import httpx

_TRIES = 4  # of a request that a busy server does not take
_WAIT = 0.5  # seconds before the second; each later one waits twice as long


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a server answers queries, takes updates, and keeps graphs ("" where it offers no Graph Store Protocol)."""

    query: str
    update: str
    graphs: str

    @classmethod
    def of(cls, url: str, update: str = "", graphs: str = "") -> Addresses:
        """The addresses that usually go with that of queries; what is given is taken as it is.

        `http://host/query` goes with `/update` and `/store` (Oxigraph), `http://host/ds/sparql` with `/ds/update` and
        `/ds/data` (Fuseki); elsewhere updates go where queries go (Virtuoso, RDF4J, GraphDB and Blazegraph want both
        given).

        Raises:
            KgError: it is no address of the web.
        """
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise KgError(f"{url!r} is no address of a server; one like http://localhost:7878/query would be right")
        base, _, last = url.rstrip("/").rpartition("/")
        known = {"query": ("update", "store"), "sparql": ("update", "data")}.get(last)
        if known is None:
            return cls(url, update or url, graphs)
        return cls(url, update or f"{base}/{known[0]}", graphs or f"{base}/{known[1]}")


class Server:
    """A server, with credentials from the environment: KG_REMOTE_USER with KG_REMOTE_PASSWORD, or KG_REMOTE_TOKEN.

    Args:
        addresses: where it is.
        timeout: seconds that one request may take.
        digest: prove the password by HTTP digest, which Virtuoso wants, instead of sending it.
    """

    def __init__(self, addresses: Addresses, timeout: float = 120.0, digest: bool = False) -> None:
        import httpx

        self.addresses = addresses
        user, password = os.environ.get("KG_REMOTE_USER"), os.environ.get("KG_REMOTE_PASSWORD", "")
        token = os.environ.get("KG_REMOTE_TOKEN")
        headers = {"User-Agent": "paperkg"} | ({"Authorization": f"Bearer {token}"} if token and not user else {})
        auth = None if not user else httpx.DigestAuth(user, password) if digest else httpx.BasicAuth(user, password)
        self._client = httpx.Client(auth=auth, timeout=timeout, headers=headers)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def select(self, query: str) -> list[dict[str, str]]:
        """The rows of a SELECT: the value of each variable that is bound."""
        headers = {"Accept": "application/sparql-results+json"}
        answer = self._send("POST", self.addresses.query, data={"query": query}, headers=headers)
        try:
            rows: list[dict[str, dict[str, str]]] = answer.json()["results"]["bindings"]
            return [{name: term["value"] for name, term in row.items()} for row in rows]
        except (ValueError, LookupError, TypeError) as error:
            raise KgError(f"{self.addresses.query} gives no SPARQL results in JSON; is it where queries go?") from error

    def construct(self, query: str) -> bytes:
        """The triples of a CONSTRUCT as N-Triples or Turtle."""
        headers = {"Accept": "application/n-triples, text/turtle;q=0.5"}
        return bytes(self._send("POST", self.addresses.query, data={"query": query}, headers=headers).content)

    def update(self, text: str) -> None:
        """Carry out a SPARQL update."""
        headers = {"Content-Type": "application/sparql-update"}
        self._send("POST", self.addresses.update, content=text.encode(), headers=headers)

    def put(self, graph: str | None, ntriples: bytes, *, add: bool = False) -> None:
        """Replace a graph (None: the default one) by some triples, or add them to it, by Graph Store Protocol."""
        where = "default" if graph is None else f"graph={quote(graph, safe='')}"
        url = f"{self.addresses.graphs}?{where}"
        # N-Triples are Turtle, which is what the protocol asks every server to take
        self._send("POST" if add else "PUT", url, content=ntriples, headers={"Content-Type": "text/turtle"})

    def _send(self, method: str, url: str, **options: Any) -> httpx.Response:  # noqa: ANN401 - httpx's own
        from time import sleep

        for attempt in range(_TRIES):
            last = attempt + 1 == _TRIES
            with _told(url):
                try:
                    answer = self._client.request(method, url, **options)
                except (self._transport_error, ConnectionError):
                    if last:
                        raise
                else:
                    if answer.status_code not in (429, 500, 502, 503, 504) or last:
                        return _checked(answer, url)
            sleep(_WAIT * 2**attempt)
        raise AssertionError("the last attempt has returned or raised")

    @property
    def _transport_error(self) -> type[Exception]:
        import httpx

        return httpx.TransportError


@contextmanager
def _told(url: str) -> Iterator[None]:
    """What goes wrong on the way, as one line."""
    import httpx

    try:
        yield
    except httpx.TimeoutException as error:
        raise KgError(f"{url} did not answer in time; give a longer --timeout") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise KgError(f"cannot reach {url}: {error}") from error


def _checked(answer: httpx.Response, url: str) -> httpx.Response:
    if answer.status_code in (401, 403):
        raise KgError(
            f"{url} asks who you are: set KG_REMOTE_USER and KG_REMOTE_PASSWORD, or KG_REMOTE_TOKEN "
            f"(status {answer.status_code})"
        )
    if answer.status_code >= 400:
        said = " ".join(answer.text.split())[:300]
        raise KgError(f"{url} refuses, with status {answer.status_code}: {said}")
    return answer


Progress = Callable[[int], None]
