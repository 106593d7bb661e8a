"""What strangers, other pages and the texts of papers may not do."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from kg.serve.pages import makers
from tests.serve.world import BASE_URL, hostile, parts

HOSTILE = hostile()
IDS = [what for what, _ in HOSTILE]
# what our own templates write
OURS = frozenset(
    """html head meta title link body a header nav form input datalist main footer p script h1 h2 h3 small ol ul li span
    div section svg rect blockquote mark details summary aside iframe code select option label button dl dt dd table
    thead tbody tr th td textarea br""".split()  # noqa: SIM905 - a list of words reads better so
)


def test_there_are_forty_strings() -> None:
    assert len(HOSTILE) >= 40


@pytest.mark.parametrize("number", range(len(HOSTILE)), ids=IDS)
def test_papers_and_names_are_text(harmful: TestClient, number: int) -> None:
    listed = harmful.get("/things.json?type=paper").json()["things"]
    methods = harmful.get("/things.json?type=method").json()["things"]
    for things in (listed, methods):
        if number >= len(things):
            continue
        path = things[number]["iri"].removeprefix("https://w3id.org/paperkg")
        answer = harmful.get(quote(path))
        assert answer.status_code == 200
        found = parts(answer.text)
        assert found.faults == []
        assert found.tags <= OURS
        assert "\0" not in answer.text
        for suffix in ("json", "csv", "ttl"):
            assert harmful.get(f"{quote(path)}.{suffix}").status_code == 200


@pytest.mark.parametrize(("what", "text"), HOSTILE, ids=IDS)
def test_what_is_asked_is_text(harmful: TestClient, what: str, text: str) -> None:
    value = quote(text[:3000], errors="replace")
    pages = sorted(makers())
    for page in ("/find", pages[IDS.index(what) % len(pages)]):  # every page meets several strings
        names = {"/compare": "thing", "/find": "q", "/path": "a", "/lineage": "method", "/boards": "metric",
                 "/conflicts": "thing", "/thing": "name"}  # fmt: skip
        answer = harmful.get(f"{page}?{names.get(page, 'q')}={value}&b={value}")
        assert answer.status_code in (200, 303, 400, 404), (what, page)
        found = parts(answer.text)
        assert found.faults == [], (what, page)
        assert found.tags <= OURS, (what, page)
    for path in (f"/method/{value}", f"/{value}", f"/picture/method/{value}", f"/static/{value}"):
        answer = harmful.get(path)
        assert answer.status_code in (400, 404), (what, path)
        assert parts(answer.text).faults == [], (what, path)


@pytest.mark.parametrize(("what", "text"), HOSTILE, ids=IDS)
def test_queries_are_text(harmful: TestClient, what: str, text: str) -> None:
    inside = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    for query in (text[:3000], f'SELECT ("{inside[:3000]}" AS ?x) {{}}'):
        answer = harmful.post("/sparql", data={"query": query}, headers={"accept": "text/html"})
        assert answer.status_code in (200, 400, 403), (what, answer.text)
        found = parts(answer.text)
        assert found.faults == [], what
        assert found.tags <= OURS, what


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "localhost.evil.example", "", "127.0.0.1.evil.example", "user@evil"]
)
def test_other_names_of_the_machine_are_refused(pages: TestClient, host: str) -> None:
    assert pages.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:8765", "127.0.0.1", "[::1]:8765"])
def test_own_names_are_answered(pages: TestClient, host: str) -> None:
    assert pages.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:9999", "file://"])
def test_pages_from_elsewhere_may_not_ask(pages: TestClient, origin: str) -> None:
    answer = pages.post("/sparql", data={"query": "ASK {}"}, headers={"origin": origin})
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers


def test_own_pages_may_ask(pages: TestClient) -> None:
    answer = pages.post("/sparql", data={"query": "ASK {}"}, headers={"origin": BASE_URL})
    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2f..%2fapi.py", "/static//etc/passwd",
     "/picture/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd"],
)  # fmt: skip
def test_no_path_leads_out(pages: TestClient, path: str) -> None:
    assert pages.get(path).status_code in (404, 400)


def test_requests_are_bounded(pages: TestClient) -> None:
    assert pages.post("/sparql", content=b"x" * 1_000_001).status_code == 413
    assert pages.get("/find?q=" + "x" * 17_000).status_code == 414

    def endless() -> object:
        for _ in range(300):
            yield b"x" * 10_000

    answer = pages.post("/sparql", content=endless(), headers={"content-type": "application/sparql-query"})  # type: ignore[arg-type]
    assert answer.status_code == 413
    assert pages.post("/find").status_code == 405


def test_nothing_is_changed_without_edit(pages: TestClient) -> None:
    assert pages.post("/edit", data={"verb": "undo"}, headers={"origin": BASE_URL}).status_code in (404, 405)
    assert "Correct this" not in pages.get("/method/cacheweave").text
