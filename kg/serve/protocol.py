"""The SPARQL 1.1 Protocol: what a request asks, and what it may be answered in."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request

from kg.errors import KgError

# media type -> how `kg.query.sparql` calls the format; the first is what is given when anything will do
TABLES = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
GRAPHS = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "rdfxml",
    "application/ld+json": "jsonld",
    "application/trig": "trig",
    "application/n-quads": "nquads",
    "text/n3": "n3",
    "application/json": "jsonld",
    "text/plain": "ntriples",
    "application/xml": "rdfxml",
}
SUFFIXES = {
    "json": "application/sparql-results+json", "srj": "application/sparql-results+json",
    "xml": "application/sparql-results+xml", "srx": "application/sparql-results+xml", "csv": "text/csv",
    "tsv": "text/tab-separated-values", "ttl": "text/turtle", "nt": "application/n-triples",
    "rdf": "application/rdf+xml", "jsonld": "application/ld+json", "trig": "application/trig",
    "nq": "application/n-quads", "html": "text/html",
}  # fmt: skip


class Refused(KgError):  # noqa: N818 - said as the answer says it
    """A request that the protocol does not know, or that is not honoured here.

    Args:
        status: of HTTP.
        message: what is wrong and what would be right.
    """

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Operation:
    """A query with the dataset that the request describes; `text` is None where nothing is asked."""

    text: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str = ""


async def operation(request: Request) -> Operation:
    """What a request asks. Raises Refused."""
    given = request.query_params.multi_items()
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await request.body()
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Refused(400, f"the request is not UTF-8 at byte {error.start}") from error
        if kind == "application/sparql-query":
            given.append(("query", text))
        elif kind == "application/x-www-form-urlencoded":
            given += parse_qsl(text, keep_blank_values=True, max_num_fields=200)
        elif kind == "application/sparql-update":
            raise _no_updates()
        else:
            raise Refused(
                415, f"{kind or 'no content type'}: POST application/sparql-query or application/x-www-form-urlencoded"
            )
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in given):
        raise _no_updates()
    queries = [value for name, value in given if name == "query"]
    if len(queries) > 1:
        raise Refused(400, f"one query a request, not {len(queries)}")
    if request.method == "POST" and not queries:
        raise Refused(400, "there is no query in the request")
    # rdflib names its own graph, which is none of ours, where the user names none: a name without a scheme is no IRI
    return Operation(
        queries[0] if queries else None,
        tuple(value for name, value in given if name == "default-graph-uri" and ":" in value),
        tuple(value for name, value in given if name == "named-graph-uri" and ":" in value),
        next((value for name, value in given if name in ("format", "output")), ""),
    )


def _no_updates() -> Refused:
    return Refused(403, "this endpoint only reads; `kg serve --edit` lets people correct the graph in its pages")
