"""Who may correct: a browser that was opened with the token that the server printed when it started.

The token comes once by address and is kept in a cookie that no script reads and no other site sends. Forms carry a
second word made from it, so that the cookie alone changes nothing.
"""

from __future__ import annotations

import hmac
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from kg.errors import KgError
from kg.serve.settings import Settings

if TYPE_CHECKING:
    from kg.serve.stores import Stores
    from kg.store import Store


class Session:
    """The right to correct the graph of one server."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._cookie = f"kg-edit-{settings.port}"
        self.field = hmac.new(settings.token.encode(), b"form", sha256).hexdigest()[:32]

    def holds(self, request: Request) -> bool:
        """Whether the browser that asks may correct."""
        given = request.cookies.get(self._cookie, "")
        return self._settings.editable and hmac.compare_digest(given.encode(), self._settings.token.encode())

    def done(self, request: Request) -> str:
        """The decision that the page before has just made, where it may be undone."""
        return request.query_params.get("done", "")[:2000] if self.holds(request) else ""

    def routes(self, stores: Stores) -> list[Route]:
        """Where corrections are sent."""
        if not self._settings.editable:
            return []

        async def enter(request: Request) -> Response:
            given = request.query_params.get("token", "")
            if not hmac.compare_digest(given.encode(), self._settings.token.encode()):
                return PlainTextResponse("that is not the token which the server printed when it started\n", 403)
            answer = RedirectResponse("/", 303)
            answer.set_cookie(self._cookie, given, httponly=True, samesite="strict", path="/")
            return answer

        async def decide(request: Request) -> Response:
            return await self._post(request, stores)

        return [Route("/edit", enter, methods=["GET"]), Route("/edit", decide, methods=["POST"])]

    async def _post(self, request: Request, stores: Stores) -> Response:
        from kg.serve.editing import carry_out

        form = dict(parse_qsl((await request.body()).decode("utf-8", "replace"), max_num_fields=40))
        origin = request.headers.get("origin", "")
        same_site = origin == f"{request.url.scheme}://{request.headers.get('host', '')}"
        if not same_site or request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return PlainTextResponse("corrections are sent from the pages of this server alone\n", 403)
        if not self.holds(request) or not hmac.compare_digest(form.get("token", "").encode(), self.field.encode()):
            return PlainTextResponse("open the address that the server printed when it started, then correct\n", 403)
        path = self._settings.decisions
        assert path is not None  # noqa: S101 - only then is there a route

        def change(store: Store) -> Response:
            try:
                back = carry_out(store, path, form)
            except KgError as error:
                return _refused(str(error))
            return RedirectResponse(back, 303)

        return await stores.run(change)


def _refused(message: str) -> Response:
    from kg.serve.html import html
    from kg.serve.page import Page

    page = Page("fault.html", "That could not be done", {"message": message, "near": []}, status=400)
    return Response(html(page, path="/edit", query="", done="", editable=False, token=""), 400, media_type="text/html")
