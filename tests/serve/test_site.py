"""The pages as plain files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
import rdflib

from kg.errors import KgError
from kg.serve.site import file_of, write
from kg.store import Store
from tests.serve.world import hostile_store


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, example_store: Path) -> Path:
    folder = tmp_path_factory.mktemp("site") / "pages"
    with Store.open(example_store) as store:
        assert write(store, folder) == len(list(folder.rglob("*.html")))
    return folder


def test_every_link_leads_to_a_file(site: Path) -> None:
    for file in site.rglob("*.html"):
        for target in re.findall(r'(?:href|src)="([^"#]+)[^"]*"', file.read_text(encoding="utf-8")):
            if not target.startswith(("http://", "https://")):
                assert (file.parent / unquote(target)).resolve().is_file(), (file, target)


def test_pages_hold_their_facts_as_json_ld_and_no_script_that_runs(site: Path) -> None:
    text = (site / "method" / "cacheweave.html").read_text(encoding="utf-8")
    (data,) = re.findall(r"<script[^>]*>(.*?)</script>", text, re.DOTALL)
    assert text.count("<script") == 1
    json.loads(data)
    graph = rdflib.Graph().parse(data=data, format="json-ld")
    method = rdflib.URIRef("https://w3id.org/paperkg/method/cacheweave")
    assert graph.value(method, rdflib.SKOS.prefLabel) == rdflib.Literal("CacheWeave")
    assert "<form" not in text


def test_the_same_graph_gives_the_same_bytes(site: Path, example_store: Path, tmp_path: Path) -> None:
    with Store.open(example_store) as store:
        write(store, tmp_path / "again")
    first = {file.relative_to(site): file.read_bytes() for file in site.rglob("*") if file.is_file()}
    again = {file.relative_to(tmp_path / "again"): file for file in (tmp_path / "again").rglob("*") if file.is_file()}
    assert first == {name: file.read_bytes() for name, file in again.items()}


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    store = hostile_store(tmp_path / "store")
    with Store.open(store) as opened:
        write(opened, tmp_path / "site" / "deep")
    outside = {path.name for path in tmp_path.iterdir()} | {path.name for path in (tmp_path / "site").iterdir()}
    assert outside == {"store", "site", "deep"}
    assert "/" not in file_of("/method/%2e%2e%2f%2e%2e%2fetc").removeprefix("method/")


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path, example_store: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with Store.open(example_store) as store, pytest.raises(KgError, match="not empty"):
        write(store, tmp_path)
