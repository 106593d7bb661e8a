"""Corrections: who may make them, that they show at once, last, and can be taken back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.serve.world import BASE_URL, client, parts

TOKEN = "a token of the test"  # noqa: S105 - of this test alone


@pytest.fixture
def editor(tmp_path: Path, example_store: Path) -> Iterator[TestClient]:
    shutil.copytree(example_store, tmp_path / "store")
    with client(tmp_path / "store", decisions=tmp_path / "decisions.txt", token=TOKEN) as opened:
        opened.file = tmp_path / "decisions.txt"  # type: ignore[attr-defined]
        yield opened


def enter(editor: TestClient) -> None:
    answer = editor.get("/edit", params={"token": TOKEN}, follow_redirects=False)
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def forms(page: str) -> list[dict[str, str]]:
    """The hidden fields of each form that corrects, with the first verb that its buttons offer."""
    found = []
    for form in re.findall(r'<form[^>]*action="/edit".*?</form>', page, re.DOTALL):
        pairs = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
        buttons = re.findall(r'<button name="verb" value="(\w[\w-]*)"', form)
        found.append({k: unescape(v) for k, v in pairs} | ({"verb": buttons[0]} if buttons else {}))
    return found


def form_of(page: str, verb: str) -> dict[str, str]:
    return next(form for form in forms(page) if form.get("verb") == verb)


def send(editor: TestClient, form: dict[str, str], **more: Any) -> Any:
    return editor.post("/edit", data={**form, **more}, headers={"origin": BASE_URL})


def test_only_whoever_has_the_token_may_correct(editor: TestClient) -> None:
    assert "Correct this" not in editor.get("/method/cacheweave").text
    assert editor.get("/edit", params={"token": "wrong"}).status_code == 403
    enter(editor)
    page = editor.get("/method/cacheweave").text
    assert "Correct this" in page
    assert parts(page).faults == []
    form = form_of(page, "rename")
    for headers in ({}, {"origin": "https://evil.example"}, {"origin": BASE_URL, "sec-fetch-site": "cross-site"}):
        assert editor.post("/edit", data={**form, "to": "X"}, headers=headers).status_code == 403
    assert send(editor, form, to="X", token="guessed").status_code == 403  # noqa: S106
    cookies = dict(editor.cookies)
    editor.cookies.clear()
    assert send(editor, form, to="X").status_code == 403
    editor.cookies.update(cookies)
    assert not editor.file.exists()  # type: ignore[attr-defined]


def test_a_correction_shows_at_once_and_is_undone_with_one_click(editor: TestClient) -> None:
    enter(editor)
    before = editor.get("/method/cacheweave.ttl").content
    answer = send(editor, form_of(editor.get("/method/cacheweave").text, "rename"), to="Cache Weaver")
    assert answer.status_code == 200
    assert "<h1>Cache Weaver</h1>" in answer.text
    assert "Cache Weaver" in editor.file.read_text()  # type: ignore[attr-defined]
    undone = send(editor, form_of(answer.text, "undo"))
    assert "<h1>CacheWeave</h1>" in undone.text
    assert "Cache Weaver" not in editor.file.read_text()  # type: ignore[attr-defined]
    assert editor.get("/method/cacheweave.ttl").content == before


def test_an_edge_is_judged(editor: TestClient) -> None:
    enter(editor)
    page = editor.get("/method/stable-diffusion").text
    form = next(form for form in forms(page) if "predicate" in form)
    edge = {name: form[name] for name in ("subject", "predicate", "object")}
    ask = f"ASK {{ <{edge['subject']}> kg:{edge['predicate']} <{edge['object']}> }}"
    assert editor.get("/sparql", params={"query": ask}).json()["boolean"]
    assert send(editor, {**form, "verb": "reject"}).status_code == 200
    assert not editor.get("/sparql", params={"query": ask}).json()["boolean"]
    decided = editor.get("/decisions").text
    assert send(editor, form_of(decided, "undo")).status_code == 200
    assert editor.get("/sparql", params={"query": ask}).json()["boolean"]
    assert send(editor, {**form, "verb": "accept"}).status_code == 200
    assert "accept" in editor.file.read_text()  # type: ignore[attr-defined]
    again = send(editor, {**form, "verb": "accept"})
    assert again.status_code == 400
    assert "decided already" in again.text


def test_merge_retype_split_and_what_was_missed(editor: TestClient) -> None:
    enter(editor)
    merged = send(editor, form_of(editor.get("/method/cacheweave").text, "merge"), to="StepForge")
    assert merged.status_code == 200, merged.text
    assert "StepForge" in editor.get("/method/cacheweave").text
    assert send(editor, form_of(merged.text, "undo")).status_code == 200
    retyped = send(editor, form_of(editor.get("/method/ddim").text, "retype"), to="dataset")
    assert retyped.status_code == 200, retyped.text
    assert "/decisions" in str(retyped.url)
    assert editor.get("/dataset/ddim").status_code == 200
    paper = next(one for one in editor.get("/find.json?q=CacheWeave").json()["things"] if one["type"] == "paper")
    address = paper["iri"].removeprefix("https://w3id.org/paperkg")
    text = editor.get(f"{address}.json").json()["paper"]["abstract"]
    form = form_of(editor.get(address).text, "add-missed")
    added = send(editor, form, quote=text[:60], subject="paper", predicate="uses", object="method:Pebble Sorting")
    assert added.status_code == 200, added.text
    assert "Pebble Sorting" in added.text
    wrong = send(editor, form, quote="words that do not stand there", subject="paper", predicate="uses", object="DDIM")
    assert wrong.status_code == 400
    assert "word for word" in wrong.text


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1"])
def test_nobody_is_led_away(editor: TestClient, back: str) -> None:
    enter(editor)
    form = {**form_of(editor.get("/method/cacheweave").text, "rename"), "back": back, "to": "Weaver"}
    answer = editor.post("/edit", data=form, headers={"origin": BASE_URL}, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/?done=")
