"""Every page, in every format."""

from __future__ import annotations

import csv
import io
import json

import pytest
import rdflib
from starlette.testclient import TestClient

from kg.serve.accept import best
from kg.serve.formats import MEDIA
from kg.serve.pages import makers
from tests.serve.world import parts

# for each page an address that shows something of the examples
SHOWN = {
    "/index": "/index",
    "/find": "/find?q=diffusion",
    "/things": "/things?type=method",
    "/thing": "/method/stable-diffusion",
    "/boards": "/boards?metric=speedup",
    "/compare": "/compare?thing=CacheWeave&thing=StepForge",
    "/lineage": "/lineage?method=StrideDiff",
    "/conflicts": "/conflicts",
    "/path": "/path?a=CacheWeave&b=StepForge",
    "/decisions": "/decisions",
}
RDF = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}


def with_suffix(address: str, suffix: str) -> str:
    path, mark, query = address.partition("?")
    return f"{path}.{suffix}{mark}{query}"


def test_every_page_is_tried() -> None:
    assert set(SHOWN) == set(makers())


@pytest.mark.parametrize("address", ["/", *SHOWN.values()])
def test_a_page_is_sound_html_without_scripts_or_styles_of_its_own(pages: TestClient, address: str) -> None:
    answer = pages.get(address, headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/html")
    assert parts(answer.text).faults == []
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.text.count("<h1") == 1


@pytest.mark.parametrize("suffix", [suffix for suffix in MEDIA if suffix != "html"])
@pytest.mark.parametrize("name", sorted(SHOWN))
def test_a_page_is_data_by_suffix_and_by_accept(pages: TestClient, name: str, suffix: str) -> None:
    by_suffix = pages.get(with_suffix(SHOWN[name], suffix))
    by_header = pages.get(SHOWN[name], headers={"accept": MEDIA[suffix]})
    assert by_suffix.status_code == by_header.status_code == 200
    assert by_suffix.content == by_header.content
    assert by_suffix.headers["content-type"].startswith(MEDIA[suffix])
    if suffix == "json":
        json.loads(by_suffix.content)
    elif suffix == "csv":
        rows = list(csv.reader(io.StringIO(by_suffix.text)))
        assert {len(row) for row in rows} == {len(rows[0])}
    else:
        graph = rdflib.Graph().parse(data=by_suffix.content, format=RDF[suffix])
        assert len(graph) > 0 or name in ("/conflicts", "/decisions", "/lineage")


def test_a_paper_shows_its_abstract_with_what_is_read_in_it(pages: TestClient) -> None:
    paper = next(row for row in csv.reader(io.StringIO(pages.get("/find.csv?q=CacheWeave").text)) if row[1] == "paper")
    address = paper[0].removeprefix("https://w3id.org/paperkg")
    text = pages.get(address).text
    assert 'class="said" id="s1"' in text
    assert 'href="#f1"' in text
    assert 'class="in t-method"' in text
    abstract = pages.get(f"{address}.json").json()["paper"]["abstract"]
    assert all(c["evidence"]["quote"] in abstract + paper[2] for c in pages.get(f"{address}.json").json()["claims"])


def test_a_thing_is_told_with_the_sentences_that_say_it(pages: TestClient) -> None:
    text = pages.get("/method/stable-diffusion").text
    assert "<blockquote>" in text
    assert '<mark class="t-method">Stable Diffusion</mark>' in text
    claims = pages.get("/method/stable-diffusion.json").json()["claims"]
    assert claims
    assert all(claim["evidence"]["quote"] for claim in claims)


def test_what_is_unknown_is_told_with_what_is_like_it(pages: TestClient) -> None:
    answer = pages.get("/method/stable-difusion")
    assert answer.status_code == 404
    assert "Stable Diffusion" in answer.text
    assert pages.get("/find?q=Cacheweeve").status_code == 404
    assert "CacheWeave" in pages.get("/find?q=Cacheweeve").text
    assert pages.get("/bords").status_code == 404
    assert "/boards" in pages.get("/bords").text
    assert pages.get("/compare.json?thing=CacheWeave&thing=nobody").json()["error"]


def test_every_board_of_the_list_is_there(pages: TestClient) -> None:
    for row in pages.get("/boards.json").json():
        wanted = {slot: row[slot]["label"] for slot in ("metric", "dataset") if row[slot]}
        assert pages.get("/boards", params=wanted).status_code == 200, wanted


def test_a_name_leads_to_its_page(pages: TestClient) -> None:
    answer = pages.get("/thing?name=SD&type=method", follow_redirects=False)
    assert answer.status_code in (303, 404)
    answer = pages.get("/thing?name=CacheWeave", follow_redirects=False)
    assert answer.headers["location"] == "/method/cacheweave"


def test_a_page_that_has_not_changed_is_not_sent_again(pages: TestClient) -> None:
    tag = pages.get("/method/cacheweave").headers["etag"]
    assert pages.get("/method/cacheweave", headers={"if-none-match": tag}).status_code == 304
    assert pages.get("/method/cacheweave.json", headers={"if-none-match": tag}).status_code == 200


def test_the_picture_runs_nothing_but_what_it_holds(pages: TestClient) -> None:
    answer = pages.get("/picture/method/cacheweave")
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "script-src 'sha256-" in policy
    assert "frame-ancestors 'self'" in policy


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/csv;q=0.5, text/turtle", "text/turtle"),
        ("text/*;q=0.2, text/csv;q=0", "text/html"),
        ("application/*", "application/json"),
        ("image/png", None),
        ("text/turtle;q=nonsense, text/csv;q=0.1", "text/csv"),
    ],
)
def test_negotiation(header: str, wanted: str | None) -> None:
    assert best(header, tuple(MEDIA.values())) == wanted
