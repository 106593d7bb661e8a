"""The page as text: it holds everything, asks for nothing, and runs nothing that a paper wrote."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import UnknownName
from kg.model import BASE, Node
from kg.ontology import ontology
from kg.render import asset, fragment, page
from tests.render.sample import HOSTILE, Sketch, large, sample

ROOT = Path(__file__).parents[2]


class Document(HTMLParser):
    """The tags of a page with their attributes, and the text of its data blocks and scripts."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: dict[str, str] = {}
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        tag, attributes = self.tags[-1] if self.tags else ("", {})
        if tag == "script":
            name = attributes.get("id") or f"script {len(self.scripts)}"
            self.scripts[name] = self.scripts.get(name, "") + data
        else:
            self.texts.append(data)

    def data(self, name: str) -> Any:
        return json.loads(self.scripts[f"kg-data-{name}"])


@pytest.fixture(scope="module")
def document() -> Document:
    return Document(page(sample(), HOSTILE))


def test_nothing_is_asked_for(document: Document) -> None:
    for tag, attributes in document.tags:
        for name in ("src", "href", "srcset", "data", "action"):
            value = attributes.get(name)
            assert value is None or value == "data:,", f"<{tag} {name}={value!r}>"
    text = page(sample(), "T")
    assert "sourceMappingURL" not in text
    assert "bootstrap" not in text
    assert "@import" not in text


def test_the_browser_is_told_to_fetch_nothing(document: Document) -> None:
    (policy,) = [a["content"] for t, a in document.tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy
    assert rules["img-src"] == "data: blob:"


def test_each_script_and_style_is_named_by_its_hash() -> None:
    text = page(sample(), HOSTILE)
    policy = unescape(re.findall(r'Content-Security-Policy" content="([^"]*)"', text)[0])
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        (allowed,) = re.findall(rf"{rule} ([^;]*)", policy)
        own = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert own
        hashes = {f"'sha256-{b64encode(sha256(part.encode()).digest()).decode()}'" for part in own}
        assert hashes == set(allowed.split())


def test_markup_in_texts_makes_no_tags(document: Document) -> None:
    harmless = Document(page(sample(), "T"))
    assert [tag for tag, _ in document.tags] == [tag for tag, _ in harmless.tags]
    assert "img" not in [tag for tag, _ in document.tags]
    assert any(HOSTILE in text for text in document.texts)
    assert any(node.get("name") == HOSTILE for node in document.data("nodes"))
    blocks = [text for name, text in document.scripts.items() if name.startswith("kg-data-")]
    assert len(blocks) == 5
    assert not any(character in text for text in blocks for character in "<>&\u2028\u2029")


def test_the_licence_of_the_library_is_kept() -> None:
    text = page(sample(), "T")
    assert "vis.js is dual licensed" in text
    assert "@copyright" in text


def test_legend_and_filters_name_everything(document: Document) -> None:
    nodes, edges = document.data("nodes"), document.data("edges")
    legend = {entry["name"]: entry for entry in document.data("page")["types"]}
    for type_ in ontology().types:
        if any(node["type"] == type_.name for node in nodes):
            assert legend[type_.name]["color"] == type_.color
            assert legend[type_.name]["count"] == sum(node["type"] == type_.name for node in nodes)
    assert {node["type"] for node in nodes} <= set(legend)
    assert {entry["name"] for entry in document.data("page")["predicates"]} == {edge["predicate"] for edge in edges}


def test_every_edge_can_show_its_sentence_and_paper(document: Document) -> None:
    details = document.data("details")
    facts = {data["fact"].predicate: data["fact"] for _, _, data in sample().edges(data=True)}
    assert len(details["claims"]) == len(document.data("edges"))
    for edge in document.data("edges"):
        assert edge["predicate"] in facts
        for paper, quote, field, sure, rule in details["claims"][edge["id"]]:
            assert details["quotes"][quote]
            assert details["papers"][paper]["title"]
            assert (field, sure, rule) == ("abstract", 1.0, "by hand")


def test_only_web_addresses_become_links(document: Document) -> None:
    links = [paper["url"] for paper in document.data("details")["papers"]]
    links += [node["paper"]["url"] for node in document.data("nodes") if "paper" in node]
    assert any(links)
    assert all(link.startswith("https://arxiv.org/") for link in links if link)


def test_same_network_same_bytes_in_any_order_and_process() -> None:
    network = sample()
    turned = type(network)()
    turned.add_nodes_from(reversed(list(network.nodes(data=True))))
    turned.add_edges_from(reversed(list(network.edges(keys=True, data=True))))
    assert page(network, "T") == page(turned, "T")
    program = (
        "import hashlib; from kg.render import page; from tests.render.sample import sample;"
        "print(hashlib.sha256(page(sample(), 'T').encode()).hexdigest())"
    )
    outcomes = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outcomes) == 1


@pytest.mark.parametrize("network", [sample(), large(1200)], ids=["small", "large"])
def test_regions_stand_apart_and_hold_every_node_once(network: Any) -> None:
    document = Document(page(network, "T"))
    groups, nodes = document.data("page")["groups"], document.data("nodes")
    assert len(nodes) == len(network)
    for place, group in enumerate(groups):
        assert all(groups[child]["parent"] == place for child in group["children"])
        for shape in ("wide", "tall"):
            boxes = [groups[child][shape] for child in group["children"]]
            assert not any(_meet(one, other) for at, one in enumerate(boxes) for other in boxes[:at])
        assert group["size"] == sum(_within(groups, node["group"], place) for node in nodes)
        if group["kind"] == "group" and place and group["size"]:
            assert 1 <= len(group["names"]) <= 3
    assert {node["group"] for node in nodes if node["group"] >= 0} <= set(range(1, len(groups)))


def _meet(one: list[int], other: list[int]) -> bool:
    return all(one[k] < other[k] + other[k + 2] and other[k] < one[k] + one[k + 2] for k in (0, 1))


def _within(groups: list[dict[str, Any]], place: int, group: int) -> bool:
    while place not in (group, -1):
        place = groups[place]["parent"]
    return place == group


def test_what_is_tied_to_nothing_says_so() -> None:
    network = sample()
    network.add_node(f"{BASE}method/alone", fact=Node(f"{BASE}method/alone", "method", "Alone"))
    document = Document(page(network, "T"))
    (apart,) = [k for k, group in enumerate(document.data("page")["groups"]) if group["kind"] == "apart"]
    assert [node["label"] for node in document.data("nodes") if node["group"] == apart] == ["Alone", "Lonely Part C"]


def test_papers_have_short_titles_and_none_is_called_as_another(document: Document) -> None:
    papers = [node for node in document.data("nodes") if node["type"] == "paper"]
    labels = [node["label"] for node in papers]
    assert "Mossformer" in labels
    assert len(set(labels)) == len(labels)
    assert max(map(len, labels)) < 70


def test_a_piece_of_another_page_holds_neither_script_nor_style() -> None:
    document = Document(fragment(sample(), f"{BASE}method/mossformer"))
    assert {a.get("type") for tag, a in document.tags if tag == "script"} == {"application/json"}
    assert not {"style", "link", "html"} & {tag for tag, _ in document.tags}
    assert not any(name.startswith("on") or name == "style" for _, a in document.tags for name in a)
    assert document.data("page")["start"]["view"] == "around"
    for name in ("explorer.js", "explorer.css", "vis-network.js"):
        assert asset(name)
        assert asset(name) in page(sample(), "T")
    with pytest.raises(UnknownName, match=r"explorer\.js"):
        asset("explore.js")


def test_focus_is_found_or_named_as_wrong() -> None:
    document = Document(page(sample(), "T", f"{BASE}method/mossformer"))
    (of,) = document.data("page")["start"]["of"]
    assert document.data("nodes")[of]["label"] == "Mossformer"
    with pytest.raises(UnknownName, match="method/mossformer'"):
        page(sample(), "T", f"{BASE}method/mossforme")


def test_an_empty_network_and_a_single_node_are_pages() -> None:
    sketch = Sketch()
    assert Document(page(sketch.network, "T")).data("nodes") == []
    sketch.entity("method", "Alone")
    assert [node["label"] for node in Document(page(sketch.network, "T")).data("nodes")] == ["Alone"]


def test_ipython_is_neither_loaded_nor_left_behind() -> None:
    program = (
        "import sys; from kg.render import page; from tests.render.sample import sample; page(sample(), 'T');"
        "import IPython; print(IPython.__file__)"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "IPython" in run.stdout


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=6))
def test_any_text_comes_through_whole(names: list[str]) -> None:
    sketch = Sketch()
    for index, name in enumerate(names):
        sketch.node(Node(f"{BASE}method/{index}", "method", name))
    document = Document(page(sketch.network, names[0]))
    assert sorted(node["label"] for node in document.data("nodes")) == sorted(names)
