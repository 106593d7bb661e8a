"""A server within the test, and a store of papers that are out to do harm."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from starlette.testclient import TestClient

from kg.model import Entity, Evidence, Extraction, Mention, Paper, Relation, Result
from kg.serve.app import application
from kg.serve.settings import Settings
from kg.store import Store

BASE_URL = "http://127.0.0.1:8765"


def client(store: Path, **settings: object) -> TestClient:
    """A browser at a server of that store; use it in a with block, which stops the server."""
    return TestClient(application(Settings(store, **settings)), base_url=BASE_URL)  # type: ignore[arg-type]


def hostile() -> list[tuple[str, str]]:
    """What each string tries, and the string."""
    lines = (Path(__file__).parent / "hostile.jsonl").read_text(encoding="utf-8").splitlines()
    return [(row["what"], row["text"] * row.get("times", 1)) for row in map(json.loads, lines)]


def hostile_store(path: Path) -> Path:
    """A store with one paper a string: the string is its title, a name in its abstract, its address and its authors."""
    made = []
    for number, (_, text) in enumerate(hostile()):
        words = " ".join(text.split()) or "x"
        abstract = f"We use {words} number {number} and reach 9{number}% accuracy with {words} on Pebbles."
        end = 7 + len(words)
        quote = Evidence("abstract", 0, len(abstract), abstract)
        entities = (
            Entity("e1", "method", words, (words,), (Mention("abstract", 7, end, words),), "proposed"),
            Entity("e2", "metric", "accuracy", ("accuracy",), ()),
            Entity("e3", "dataset", "Pebbles", ("Pebbles",), ()),
        )
        relations = (
            Relation("paper", "proposes", "e1", quote),
            Relation("e1", "evaluatesOn", "e3", quote),
        )
        results = (Result("e2", f"9{number}", "%", quote, "e1", "e3", condition=words),)
        paper = Paper(f"{text} {number}", abstract, url=text, authors=(text,), doi=f"10.1/{words[:60]}{number}")
        made.append(Extraction(paper, entities, relations, results, "by hand"))
    with Store.open(path, create=True) as store:
        store.put(made)
    return path


@dataclass
class Found:
    """What a page is made of."""

    tags: set[str]
    faults: list[str]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Found(set(), [])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.tags.add(tag)
        given = {name: value or "" for name, value in attrs}
        for name, value in given.items():
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.found.faults.append(f"<{tag} {name}={value[:60]!r}>")
            if name in ("href", "src", "action") and not value.startswith(("/", "#", "http://", "https://")):
                self.found.faults.append(f"<{tag} {name}={value[:60]!r}>")
        if tag == "script" and not given.get("src", "").startswith("/static/"):
            self.found.faults.append(f"a script: {given}")


def parts(document: str) -> Found:
    """The elements of a page, and what in it would run, restyle or lead out of the web."""
    reader = _Reader()
    reader.feed(document)
    return reader.found
