"""Who may ask: hosts and origins, sizes of requests, and what answers forbid browsers to do.

A page on the web can make a browser ask this server: by a name that it has pointed at this machine (DNS rebinding) or
by a form. So a request must name a host that is ours, and one that says where it comes from must come from here, or
from an origin that was let in at the start.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.settings import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # with none at all, browsers send the forms of --edit without an origin
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_LONGEST = 16_000  # characters of an address; longer questions are posted


class Guard:
    """Middleware that refuses what must not be answered, and adds the safety headers to what is."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        cross = self._cross_origin(headers)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(raw=message["headers"]), cross)
            await send(message)

        fault = self._fault(scope, headers)
        if fault is not None:
            await PlainTextResponse(fault[1] + "\n", fault[0])(scope, receive, guarded)
        elif cross and scope["method"] == "OPTIONS":
            allowed = {"access-control-allow-methods": "GET, POST", "access-control-allow-headers": "*"}
            await PlainTextResponse("", 204, allowed)(scope, receive, guarded)
        else:
            await self._app(scope, self._bounded(receive), guarded)

    def _fault(self, scope: Scope, headers: Mapping[str, str]) -> tuple[int, str] | None:
        """Status and reason of a refusal."""
        host = headers.get("host", "")
        if not self._is_ours(host):
            return 421, f"this server does not answer to the name {host!r}; --allow-host NAME lets it"
        origin = headers.get("origin")
        if origin is not None and origin != f"{scope['scheme']}://{host}" and not self._lets_in(origin):
            return 403, f"pages of {origin!r} may not ask this server; --cors ORIGIN lets them"
        if len(scope.get("raw_path", b"")) + len(scope["query_string"]) > _LONGEST:
            return 414, f"the address is longer than {_LONGEST} characters; POST long queries"
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._settings.body:
            return 413, f"the request is larger than {self._settings.body} bytes"
        return None

    def _is_ours(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        if name in ("localhost", self._settings.host, *self._settings.hosts):
            return True
        try:
            # no name can be pointed here that is an address already
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        return address.is_loopback or not _is_loopback(self._settings.host)

    def _lets_in(self, origin: str) -> bool:
        return origin in self._settings.origins or "*" in self._settings.origins

    def _cross_origin(self, headers: Mapping[str, str]) -> str:
        """The value of Access-Control-Allow-Origin, "" for none."""
        origin = headers.get("origin", "")
        return origin if origin and self._lets_in(origin) else ""

    def _bounded(self, receive: Receive) -> Receive:
        """As `receive`, but a body without a stated length ends where it grows too large."""
        taken = 0

        async def bounded() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._settings.body:
                raise TooLarge
            return message

        return bounded

    @staticmethod
    def _add(headers: MutableHeaders, cross: str) -> None:
        for name, value in _HEADERS.items():
            headers.setdefault(name, value)
        if cross:
            headers["access-control-allow-origin"] = cross
            headers["cross-origin-resource-policy"] = "cross-origin"
            headers.add_vary_header("Origin")


class TooLarge(Exception):  # noqa: N818 - said as the answer says it
    """A request that grew beyond the most that is taken."""


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
