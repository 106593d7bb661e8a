"""OpenAlex works with abstracts, by its API. It asks for a key (free) since February 2026."""

from __future__ import annotations

from kg.fetch._service import Ask, Page, Request, Service, UnusableAnswerError, objects, parsed

_FIELDS = (
    "id,doi,title,display_name,publication_date,publication_year,ids,authorships,primary_location,locations,"
    "abstract_inverted_index"
)


def _request(ask: Ask) -> Request:
    parameters = {
        "search": ask.query,
        "filter": "has_abstract:true",
        "select": _FIELDS,
        "per-page": str(ask.size),
        "cursor": ask.cursor or "*",
    }
    if ask.key:
        parameters["api_key"] = ask.key
    if ask.mailto:
        parameters["mailto"] = ask.mailto
    return Request("/works", parameters)


def _read(body: bytes, _: Ask) -> Page:
    answer = parsed(body)
    if not isinstance(answer, dict):
        raise UnusableAnswerError("no object with results")
    meta = answer.get("meta")
    meta = meta if isinstance(meta, dict) else {}
    count = meta.get("count")
    return Page(
        objects(answer.get("results")), str(meta.get("next_cursor") or ""), count if isinstance(count, int) else None
    )


SERVICE = Service("openalex", "OpenAlex", "https://api.openalex.org", 0.2, "OPENALEX_API_KEY", 100, _request, _read)
