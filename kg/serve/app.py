"""The web application: which address leads to which page."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.errors import KgError, QueryError, StoreError, UnknownName
from kg.ontology import PREFIXES
from kg.serve import formats
from kg.serve.endpoint import Endpoint
from kg.serve.guard import Guard, TooLarge
from kg.serve.html import html, types_css
from kg.serve.links import iri_of, page_types
from kg.serve.page import Asked, Elsewhere, Page
from kg.serve.pages import makers
from kg.serve.picture import picture
from kg.serve.session import Session
from kg.serve.settings import Settings
from kg.serve.stores import Stores
from kg.serve.workers import Workers

if TYPE_CHECKING:
    from kg.store import Store


def application(settings: Settings) -> Starlette:
    """The application over one store. Raises StoreError when there is none."""
    stores = Stores(settings.store)
    workers = Workers(settings)
    site = Site(settings, stores)
    endpoint = Endpoint(settings, stores, workers, site)
    stores.call(lambda store: store.graph)  # what is wrong with the store is said before anybody asks

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        try:
            yield
        finally:
            await workers.stop()
            stores.close()

    routes = [
        Route("/sparql{suffix}", endpoint.query, methods=["GET", "POST"]),
        Route("/sparql", endpoint.query, methods=["GET", "POST"]),
        Route("/graphs", endpoint.graph, methods=["GET"]),
        Route("/void{suffix}", endpoint.void, methods=["GET"]),
        Route("/void", endpoint.void, methods=["GET"]),
        Route("/.well-known/void", endpoint.void, methods=["GET"]),
        Route("/static/types.css", _types, methods=["GET"]),
        Route("/static/prefixes.json", _prefixes, methods=["GET"]),
        Mount("/static", StaticFiles(packages=[("kg.serve", "static")])),
        Route("/favicon.ico", _no_icon, methods=["GET"]),
        Route("/picture/{path:path}", partial(picture, stores), methods=["GET"]),
        *site.session.routes(stores),
        Route("/{path:path}", site.page, methods=["GET"]),
    ]
    return Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[Middleware(Guard, settings=settings)],
        exception_handlers={TooLarge: _too_large, 404: _plain, 405: _plain, 500: _broken},
    )


class Site:
    """The pages over an open store.

    Args:
        settings: how the server was started.
        stores: the open store.
    """

    def __init__(self, settings: Settings, stores: Stores) -> None:
        self.session = Session(settings)
        self._stores = stores
        self._started = f"{time.time_ns():x}"

    async def page(self, request: Request) -> Response:
        """Answer a request for a page."""
        raw = request.scope.get("raw_path", request.url.path.encode()).decode("ascii", "replace")
        editable = self.session.holds(request)
        return await self._stores.run(lambda store: self._answer(store, request, raw, editable))

    def _answer(self, store: Store, request: Request, raw: str, editable: bool) -> Response:
        path, suffix, iri = self._meant(store, raw)
        form = formats.chosen(suffix, request.headers.get("accept", ""))
        if form is None:
            offered = ", ".join(formats.MEDIA.values())
            return PlainTextResponse(f"this page is there as {offered}\n", 406)
        tag = f'W/"{self._started}-{self._stores.generation()}-{int(editable)}-{form}"'
        if request.headers.get("if-none-match") == tag and not request.query_params.get("done"):
            return Response(status_code=304, headers={"etag": tag, "vary": "Accept, Cookie"})
        parameters = tuple(request.query_params.multi_items())
        try:
            found = self.make(Asked(store, parameters, iri, editable), path)
        except KgError as error:
            found = self.fault(error)
        if isinstance(found, Elsewhere):
            return RedirectResponse(found.path, 303)
        return self.written(store, found, form, path, request, tag)

    def make(self, asked: Asked, path: str) -> Page | Elsewhere:
        """The page of a path. Raises KgError, UnknownName where there is none."""
        maker = makers().get(path)
        if maker is None and not asked.iri:
            raise UnknownName("page", path[:200], makers())
        return (maker or makers()["/thing"])(asked)

    def written(self, store: Store, page: Page, form: str, path: str, request: Request, tag: str = "") -> Response:
        """A page in one of the formats."""
        headers = {"vary": "Accept, Cookie", "cache-control": "no-cache"} | ({"etag": tag} if tag else {})
        if page.status == 200 or form == "html":
            if form == "html":
                editable = self.session.holds(request)
                body = html(
                    page, path=path, editable=editable, token=self.session.field if editable else "",
                    query=request.url.query, done=self.session.done(request),
                ).encode("utf-8", "replace")  # fmt: skip
            else:
                body = formats.data_of(store, page, form)
            return Response(body, page.status, headers, media_type=formats.MEDIA[form])
        said = {"error": page.values.get("message", page.title), "suggestions": page.values.get("near", [])}
        return Response(json.dumps(said) + "\n", page.status, headers, media_type="application/json")

    def fault(self, error: KgError) -> Page:
        """The page that tells what is wrong."""
        status = 404 if isinstance(error, UnknownName) else 503 if isinstance(error, StoreError) else 400
        if not isinstance(error, QueryError | UnknownName | StoreError):
            status = 404
        near = list(getattr(error, "nearest", ()))
        return Page("fault.html", "Not found" if status == 404 else "Sorry", {"message": str(error), "near": near},
                    status=status)  # fmt: skip

    def _meant(self, store: Store, raw: str) -> tuple[str, str, str]:
        """Path, suffix of a format, and IRI of what an address names."""
        if raw in ("", "/"):
            return "/index", "", ""
        if raw.lstrip("/").partition("/")[0] not in page_types():
            path, suffix = formats.split_suffix(raw.rstrip("/"))
            return path, suffix, ""
        known = store.database.execute("SELECT 1 FROM nodes WHERE iri = ?", (iri_of(raw),)).fetchone()
        path, suffix = (raw, "") if known else formats.split_suffix(raw)
        return path, suffix, iri_of(path)


async def _types(_: Request) -> Response:
    return Response(types_css(), media_type="text/css", headers={"cache-control": "no-cache"})


async def _prefixes(_: Request) -> Response:
    return JSONResponse(PREFIXES)


async def _no_icon(_: Request) -> Response:
    return Response(status_code=204)


async def _too_large(_: Request, __: Exception) -> Response:
    return PlainTextResponse("the request is too large\n", 413)


async def _plain(_: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 404)
    headers = getattr(error, "headers", None)
    return PlainTextResponse(f"{getattr(error, 'detail', 'not found')}\n", status, headers)


async def _broken(_: Request, __: Exception) -> Response:
    return PlainTextResponse("something went wrong here; the terminal of the server tells what\n", 500)
