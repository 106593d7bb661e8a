"""The SPARQL 1.1 endpoint: queries, graphs to read, and what it says of itself."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from functools import partial
from typing import IO, TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from kg.errors import KgError, QueryError
from kg.ontology import PREFIXES, named_queries
from kg.serve.accept import best
from kg.serve.describe import written
from kg.serve.description import description, examples, service
from kg.serve.html import html
from kg.serve.page import Page
from kg.serve.protocol import GRAPHS, SUFFIXES, TABLES, Operation, Refused, operation
from kg.serve.settings import Settings
from kg.serve.stores import Stores
from kg.serve.workers import Answer, Busy, TookTooLong, Workers

if TYPE_CHECKING:
    from kg.serve.app import Site
    from kg.store import Store

_SHOWN = 1000  # rows that the page shows
_PIECE = 256 * 1024
_RDF = {"text/turtle": "ttl", "application/n-triples": "nt", "application/ld+json": "jsonld",
        "application/rdf+xml": "rdf"}  # fmt: skip
# yasgui writes styles into its elements; nothing else on its page may, and no other page has it
EDITOR_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class Endpoint:
    """Answers queries, by processes that can be ended.

    Args:
        settings: how the server was started.
        stores: the open store.
        workers: the processes.
        site: the pages.
    """

    def __init__(self, settings: Settings, stores: Stores, workers: Workers, site: Site) -> None:
        self._settings = settings
        self._stores = stores
        self._workers = workers
        self._site = site

    async def query(self, request: Request) -> Response:
        """The SPARQL Protocol: a query by GET or POST; without one the description of the service, or the page."""
        try:
            asked = await operation(request)
            accept = _accept(request, asked)
            if asked.text is None:
                return await self._without_query(request, accept)
            return await self._answer(request, asked, asked.text, accept)
        except KgError as error:
            return _fault(error)

    async def _without_query(self, request: Request, accept: str) -> Response:
        media = best(accept, ("text/html", *_RDF)) or "text/turtle"
        if media == "text/html":
            return await self._page(request, "", None, None)
        here = str(request.url.replace(query="", path="/sparql"))
        body = await self._stores.run(lambda store: written((q.triple for q in service(store, here)), _RDF[media]))
        return Response(body, media_type=media, headers={"vary": "Accept"})

    async def _answer(self, request: Request, asked: Operation, text: str, accept: str) -> Response:
        graph = _is_graph(text)
        offered: Mapping[str, str] = GRAPHS if graph else TABLES
        media = best(accept, (*offered, "text/html"))
        if media is None:
            raise Refused(406, f"this query can be answered in {', '.join(offered)}")
        job: dict[str, object] = {
            "kind": "query", "text": text, "default_graphs": asked.default_graphs, "named_graphs": asked.named_graphs,
        }  # fmt: skip
        if media == "text/html":
            return await self._shown(request, text, job)
        answer = await self._workers.ask({**job, "form": offered[media]})
        return _sent(answer, media)

    async def _shown(self, request: Request, text: str, job: dict[str, object]) -> Response:
        """The page with the first rows of an answer, for browsers without scripts."""
        try:
            answer = await self._workers.ask({**job, "form": "table", "limit": _SHOWN + 1})
        except KgError as error:
            return await self._page(request, text, None, error)
        with answer.file as file:
            rows = [row for line in file for row in json.loads(line)]
        return await self._page(request, text, {**answer.head, "rows": rows}, None)

    async def _page(
        self, request: Request, text: str, answer: dict[str, Any] | None, error: KgError | None
    ) -> Response:
        rows = answer["rows"] if answer else []
        values = {
            "text": text, "answer": answer, "rows": rows[:_SHOWN], "more": len(rows) > _SHOWN,
            "error": str(error) if error else "", "examples": examples(), "queries": named_queries(),
            "prefixes": PREFIXES, "timeout": self._settings.timeout, "most": self._settings.rows,
            "endpoint": str(request.url.replace(query="", path="/sparql")),
        }  # fmt: skip
        page = Page("sparql.html", "SPARQL", values, status=_status(error) if error else 200)
        session = self._site.session
        body = await self._stores.run(
            lambda _: html(page, path="/sparql", editable=session.holds(request), token="", query="", done="")
        )
        headers = {"vary": "Accept", "content-security-policy": EDITOR_POLICY}
        return Response(body.encode("utf-8", "replace"), page.status, headers, media_type="text/html")

    async def graph(self, request: Request) -> Response:
        """The Graph Store Protocol for reading: `?default`, or `?graph=IRI`."""
        names = request.query_params.getlist("graph")
        if len(names) + ("default" in request.query_params) != 1:
            return _fault(Refused(400, "ask for ?default, or for one graph by ?graph=IRI"))
        media = best(_accept(request, Operation(None)), tuple(GRAPHS))
        if media is None:
            return _fault(Refused(406, f"graphs can be had in {', '.join(GRAPHS)}"))
        written_as = {"application/json": "application/ld+json", "text/plain": "application/n-triples",
                      "application/xml": "application/rdf+xml"}.get(media, media)  # fmt: skip
        try:
            answer = await self._workers.ask({"kind": "graph", "name": names[0] if names else "", "media": written_as})
        except QueryError as error:
            return _fault(Refused(404, str(error)) if "there is no graph" in str(error) else error)
        except KgError as error:
            return _fault(error)
        return _sent(answer, media)

    async def void(self, request: Request) -> Response:
        """What the graph holds, as VoID."""
        media = best(_accept(request, Operation(None)), tuple(_RDF)) or "text/turtle"
        here = str(request.url.replace(query="", path="/sparql"))

        def make(store: Store) -> bytes:
            return written((quad.triple for quad in description(store, here)), _RDF[media])

        return Response(await self._stores.run(make), media_type=media, headers={"vary": "Accept"})


def _accept(request: Request, asked: Operation) -> str:
    """What the request wants: by suffix or parameter, else by its header."""
    suffix = request.path_params.get("suffix", "").removeprefix(".") or asked.format
    return SUFFIXES.get(suffix, suffix if "/" in suffix else request.headers.get("accept", ""))


def _is_graph(text: str) -> bool:
    from kg.query.sparql import form_of

    return form_of(text) in ("CONSTRUCT", "DESCRIBE")


def _sent(answer: Answer, media: str) -> Response:
    headers = {"vary": "Accept", "content-length": str(answer.size), "cache-control": "no-cache"}
    if answer.size <= _PIECE:
        with answer.file as file:
            return Response(file.read(), headers=headers, media_type=media)
    return StreamingResponse(_pieces(answer.file), headers=headers, media_type=media)


async def _pieces(file: IO[bytes]) -> AsyncIterator[bytes]:
    with file:
        for piece in iter(partial(file.read, _PIECE), b""):
            yield piece


def _status(error: KgError) -> int:
    """The status that tells what kind of fault it is."""
    if isinstance(error, Refused):
        return error.status
    if isinstance(error, Busy):
        return 503
    if isinstance(error, TookTooLong):
        return 504
    return 400 if isinstance(error, QueryError) else 500


def _fault(error: KgError) -> Response:
    headers = {"retry-after": "5"} if isinstance(error, Busy) else {}
    return PlainTextResponse(f"{error}\n", _status(error), headers)
