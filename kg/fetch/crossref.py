"""Crossref works with abstracts, by its API; who gives an address is answered by its better servers."""

from __future__ import annotations

from kg.fetch._service import Ask, Page, Request, Service, UnusableAnswerError, objects, parsed

_FIELDS = "DOI,title,subtitle,abstract,author,issued,published,container-title,publisher,URL,type"


def _request(ask: Ask) -> Request:
    parameters = {
        "query": ask.query,
        "filter": "has-abstract:true",
        "select": _FIELDS,
        "rows": str(ask.size),
        "cursor": ask.cursor or "*",
    }
    if ask.mailto:
        parameters["mailto"] = ask.mailto
    headers = {"Crossref-Plus-API-Token": f"Bearer {ask.key}"} if ask.key else {}
    return Request("/works", parameters, headers)


def _read(body: bytes, ask: Ask) -> Page:
    answer = parsed(body)
    message = answer.get("message") if isinstance(answer, dict) else None
    if not isinstance(message, dict):
        raise UnusableAnswerError("no object with a message")
    items = objects(message.get("items"))
    total = message.get("total-results")
    # a page that is not full is the last; its cursor leads to an empty one
    following = str(message.get("next-cursor") or "") if len(items) >= ask.size else ""
    return Page(items, following, total if isinstance(total, int) else None)


SERVICE = Service("crossref", "Crossref", "https://api.crossref.org", 0.5, "CROSSREF_API_KEY", 100, _request, _read)
