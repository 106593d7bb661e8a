"""The picture of what surrounds a thing, as `kg.render` draws it, to stand within the page of the thing.

The file holds its script and its styles itself. Its policy names them by their hashes, so that nothing else runs in it.
"""

from __future__ import annotations

import base64
import hashlib
import re

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.query.around import around
from kg.serve.links import iri_of
from kg.serve.stores import Stores
from kg.store import Store
from kg.store.lookup import node

_MOST = 150  # nodes; more tell the eye nothing in the room there is
_INLINE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)


async def picture(stores: Stores, request: Request) -> Response:
    """Answer with the picture of a thing."""
    raw = request.scope.get("raw_path", b"").decode("ascii", "replace").removeprefix("/picture")
    hops = 2 if request.query_params.get("hops") == "2" else 1
    drawn = await stores.run(lambda store: _drawn(store, iri_of(raw), hops))
    if drawn is None:
        return PlainTextResponse("there is no such thing\n", 404)
    return Response(drawn, media_type="text/html", headers={"content-security-policy": policy(drawn)})


def _drawn(store: Store, iri: str, hops: int) -> str | None:
    from kg.render import page

    found = node(store.graph, iri)
    if found is None:
        return None
    network, total = around(store, iri, hops, _MOST)
    return page(network, found.label, iri, total)


def policy(document: str) -> str:
    """The Content-Security-Policy under which a document runs the scripts and styles that it holds, and no others."""
    scripts, styles = _hashes(document, "script"), _hashes(document, "style")
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; style-src-attr 'none'; img-src data: blob:; "
        "font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )


def _hashes(document: str, tag: str) -> str:
    found = [
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for name, _, text in _INLINE.findall(document)
        if name.lower() == tag
    ]
    return " ".join(dict.fromkeys(found)) or "'none'"
