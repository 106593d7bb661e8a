"""Papers of Hugging Face: those of a day (2026-05-07), or those that its search finds."""

from __future__ import annotations

import re

from kg.fetch._service import Ask, Page, Request, Service, objects, parsed


def _request(ask: Ask) -> Request:
    headers = {"Authorization": f"Bearer {ask.key}"} if ask.key else {}
    if re.fullmatch(r"\d{4}-\d\d-\d\d", ask.query):
        parameters = {"date": ask.query, "limit": str(ask.size), "p": ask.cursor or "0"}
        return Request("/api/daily_papers", parameters, headers)
    return Request("/api/papers/search", {"q": ask.query}, headers)


def _read(body: bytes, ask: Ask) -> Page:
    records = objects(parsed(body))
    by_day = re.fullmatch(r"\d{4}-\d\d-\d\d", ask.query)
    # the search has but one page
    return Page(records, str(int(ask.cursor or 0) + 1) if by_day and len(records) >= ask.size else "")


SERVICE = Service("hf", "Hugging Face", "https://huggingface.co", 1.0, "HF_TOKEN", 100, _request, _read)
