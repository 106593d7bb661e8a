"""Semantic Scholar papers, by the bulk search of its API; with a key it answers more readily."""

from __future__ import annotations

from kg.fetch._service import Ask, Page, Request, Service, UnusableAnswerError, objects, parsed

_FIELDS = "title,abstract,externalIds,year,publicationDate,venue,authors,url,openAccessPdf"


def _request(ask: Ask) -> Request:
    parameters = {"query": ask.query, "fields": _FIELDS}
    if ask.cursor:
        parameters["token"] = ask.cursor
    return Request("/graph/v1/paper/search/bulk", parameters, {"x-api-key": ask.key} if ask.key else {})


def _read(body: bytes, _: Ask) -> Page:
    answer = parsed(body)
    if not isinstance(answer, dict):
        raise UnusableAnswerError("no object with data")
    total = answer.get("total")
    return Page(
        objects(answer.get("data") or []), str(answer.get("token") or ""), total if isinstance(total, int) else None
    )


SERVICE = Service("s2", "Semantic Scholar", "https://api.semanticscholar.org", 1.1, "S2_API_KEY", 1000, _request, _read)
