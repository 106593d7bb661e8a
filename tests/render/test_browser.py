"""The page in a real browser, with the keys and clicks of a reader."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kg.model import BASE, Node
from kg.render import Start, page
from tests.render.sample import Sketch, hostile_texts, large, sample

pytestmark = pytest.mark.browser
WIDE, NARROW = (1400, 900), (390, 844)
SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
MOSS, LANTERN = "method%2Fmossformer", "method%2Flanternet"
ADDRESSES = (
    "", "#map/1", f"#around/{MOSS}", "#around/dataset%2Frivers-9", "#around/metric%2Faccuracy",
    f"#path/{MOSS}/{LANTERN}", f"#path/{MOSS}/method%2Flonely-part-a", "#lineage/method%2Fglasswing",
    f"#compare/{MOSS}/{LANTERN}", f"#compare/{MOSS}/{LANTERN}/method%2Forchard", "#flow",
)  # fmt: skip


def test_nothing_is_requested_and_nothing_fails(sampled: Any) -> None:
    sampled.find("orchard")
    sampled.one("#kg-all-button").click()
    # chrome: is the empty tab that the browser itself opens first
    others = [url for url in sampled.requests() if not url.startswith(("file:", "data:", "chrome:", "about:"))]
    assert others == []
    assert sampled.faults() == []


@SIZES
def test_no_labels_overlap_and_nothing_scrolls_sideways(browser: Any, sample_html: str, size: tuple[int, int]) -> None:
    from tests.render.reader import OVERLAPS

    browser.sample(sample_html, "", size)
    for address in ADDRESSES:
        browser.go(address)
        assert browser.labels(), address
        assert browser.run(OVERLAPS) == [], address
        assert browser.run("return document.documentElement.scrollWidth") <= size[0], address
        assert browser.run("return document.documentElement.scrollHeight") <= size[1], address
    assert browser.faults() == []


def test_the_map_names_regions_papers_and_bundles(sampled: Any) -> None:
    labels = sampled.labels()
    assert any("Mossformer" in label for label in labels)
    assert any("paper" in label and "thing" in label for label in labels)
    assert any(label.startswith("accuracy ") for label in labels)  # a badge on the region, not a node with spokes
    assert sampled.all("#kg-picture .kg-pill")
    (apart,) = sampled.all("#kg-picture .kg-apart")
    assert "Tied to nothing" in apart.text


def test_a_region_opens_on_a_click_and_back_closes_it(sampled: Any) -> None:
    sampled.one("#kg-picture .kg-card text").click()
    assert sampled.state()["group"] > 0
    assert "Papers" in " ".join(sampled.labels())
    sampled.driver.back()
    sampled.wait(lambda: sampled.state()["group"] == 0)
    sampled.driver.forward()
    sampled.wait(lambda: sampled.state()["group"] > 0)
    sampled.one("#kg-trail button").click()
    assert sampled.state()["group"] == 0


def test_zooming_into_a_region_opens_it(sampled: Any) -> None:
    sampled.run("""
      const card = document.querySelector(".kg-card");
      for (let turn = 0; turn < 12 && kgPage.state.group === 0; turn++) {
        const { x, y, width, height } = card.getBoundingClientRect();
        const at = { clientX: x + width / 2, clientY: y + height / 2, bubbles: true, cancelable: true };
        card.dispatchEvent(new WheelEvent("wheel", { deltaY: -200, ...at }));
      }""")
    assert sampled.state()["group"] > 0


def test_an_address_brings_the_view_back(browser: Any, tmp_path: Path, sample_html: str) -> None:
    browser.open(tmp_path / "page.html", sample_html)
    browser.find("mossformer")
    browser.one("#kg-types input[value=task]").click()
    browser.wait(lambda: "task" in browser.run("return location.hash"))
    address = browser.run("return location.hash")
    labels = browser.labels()
    assert "river forecasting" not in " ".join(labels)
    browser.open(tmp_path / "page.html", sample_html, address)
    assert browser.labels() == labels
    assert browser.one("#kg-panel h2").text == "Mossformer"


@pytest.mark.parametrize(
    "address", ["#nonsense", "#around/none", "#map/999", "#path/a", "#map?years=1-2&sure=x&node=%"]
)
def test_an_address_that_means_nothing_opens_the_map(
    browser: Any, tmp_path: Path, sample_html: str, address: str
) -> None:
    browser.open(tmp_path / "page.html", sample_html, address)
    assert browser.state()["view"] == "map"
    assert browser.labels()
    assert browser.faults() == []


def test_search_finds_by_another_name_and_walks_hits(sampled: Any) -> None:
    sampled.find("glasswing network")
    assert sampled.one("#kg-panel h2").text == "Glasswing"
    sampled.one("body").send_keys("/")
    sampled.press("zzz no such thing")
    assert "Nothing" in sampled.one("#kg-hits").text
    sampled.press("\ue00c")
    sampled.one("body").send_keys("/")
    sampled.press("Lonely Part", "\ue015", "\ue007")
    assert sampled.one("#kg-panel h2").text == "Lonely Part B"


def test_filters_leave_out_types_predicates_and_years(sampled: Any) -> None:
    sampled.find("mossformer")
    assert "Lanternet" in sampled.labels()
    sampled.run("document.querySelector('#kg-predicates input[value=outperforms]').click()")
    sampled.wait(lambda: "Lanternet" not in sampled.labels())
    assert "Filters are on" in sampled.one("#kg-notice").text
    sampled.run("document.querySelector('#kg-reset').click()")
    sampled.wait(lambda: "Lanternet" in sampled.labels())
    slide = "const s = document.querySelector('#kg-from'); s.value = s.max; s.dispatchEvent(new Event('input'))"
    sampled.run(slide)
    sampled.wait(lambda: "Lanternet" not in sampled.labels())


def test_a_hovered_node_shows_its_neighbours(sampled: Any) -> None:
    sampled.find("mossformer")
    beaten = sampled.node("Lanternet")
    over = (
        f"document.querySelector('.kg-node[data-node=\"{beaten}\"]')"
        "?.dispatchEvent(new PointerEvent('pointerover', {bubbles: true}))"
    )
    # the picture is drawn anew after a search; hover over what stands there then
    sampled.wait(lambda: sampled.run(over) or sampled.all(".kg-hovering .kg-node.kg-near"))
    near = {item.get_attribute("data-node") for item in sampled.all(".kg-hovering .kg-node.kg-near")}
    assert near == {str(beaten), str(sampled.node("Mossformer"))}
    assert "Method: Lanternet" in sampled.one("#kg-tip").text


def test_the_panel_shows_sentences_with_words_marked_and_numbers_as_bars(sampled: Any) -> None:
    sampled.find("mossformer")
    panel = sampled.one("#kg-panel")
    assert "Mossformer outperforms Lanternet." in panel.text
    assert {"Mossformer", "Lanternet"} <= {mark.text for mark in sampled.all("#kg-panel mark")}
    widths = [float(bar.value_of_css_property("width")[:-2]) for bar in sampled.all("#kg-panel .kg-bar-fill")]
    assert len(widths) == 4
    assert all(widths)
    sampled.one("#kg-panel .kg-bar-row").click()
    facts = sampled.one("#kg-panel dl").text.split("\n")
    assert {"82.3", "%", "RIVERS-9"} <= set(facts)


def test_an_edge_shows_who_says_it(sampled: Any) -> None:
    sampled.find("lonely part a")
    sampled.run(
        "document.querySelector('#kg-picture .kg-edge').dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    )
    assert sampled.one("#kg-panel h2").text == "uses"
    text = sampled.one("#kg-panel").text
    assert "Part A uses Part B." in text
    assert "confidence 1.00" in text
    assert "rule by hand" in text


def test_path_comparison_lineage_expanding_and_hiding(sampled: Any) -> None:
    sampled.find("mossformer")
    sampled.button("Path to").click()
    sampled.press("orchard", "\ue007")
    assert sampled.state()["view"] == "path"
    assert "Orchard extends Mossformer." in sampled.labels()
    sampled.find("mossformer")
    sampled.button("Compare with").click()
    sampled.press("lanternet", "\ue007")
    assert sampled.state()["view"] == "compare"
    sampled.find("glasswing")
    sampled.button("Lineage").click()
    assert "2024" in sampled.labels()
    sampled.find("mossformer")
    sampled.run(f"document.querySelector('#kg-picture [data-node=\"{sampled.node('Lanternet')}\"]')"
                ".dispatchEvent(new MouseEvent('click', {bubbles: true}))")  # fmt: skip
    sampled.button("Expand").click()
    assert len(sampled.state()["of"]) == 2
    assert "Driftwood" in sampled.labels()
    sampled.run(f"document.querySelector('#kg-picture [data-node=\"{sampled.node('Driftwood')}\"]')"
                ".dispatchEvent(new MouseEvent('click', {bubbles: true}))")  # fmt: skip
    sampled.button("Hide").click()
    assert "Driftwood" not in sampled.labels()


def test_the_table_holds_the_same_facts_and_sorts(sampled: Any) -> None:
    sampled.find("mossformer")
    sampled.one("#kg-table-button").click()
    rows = sampled.all("#kg-table tbody tr")
    assert len(rows) == sampled.run("return kgPage.shown().edges.length")
    head = sampled.all("#kg-table th button")[2]
    head.send_keys("\ue007")
    objects = [row.find_elements("css selector", "td")[2].text.lower() for row in sampled.all("#kg-table tbody tr")]
    assert objects == sorted(objects)
    assert sampled.all("#kg-table th")[2].get_attribute("aria-sort") == "ascending"
    sampled.press("\ue007")
    assert sampled.all("#kg-table th")[2].get_attribute("aria-sort") == "descending"


def test_the_keyboard_reaches_and_opens_what_is_drawn(sampled: Any) -> None:
    sampled.run("document.querySelector('#kg-picture .kg-card').focus()")
    sampled.press("\ue007")
    assert sampled.state()["group"] > 0
    sampled.run("document.querySelector('#kg-picture .kg-node').focus()")
    sampled.press("\ue007")
    assert sampled.state()["node"] is not None
    sampled.press("\ue00c")
    assert sampled.state()["node"] is None


def test_all_nodes_are_drawn_by_vis_network(sampled: Any) -> None:
    sampled.one("#kg-all-button").click()
    assert sampled.one("#kg-canvas canvas").is_displayed()
    many = sampled.run("return kgPage.nodes.length")
    assert f"{many} nodes as dots" in sampled.one("#kg-notice").text


def test_svg_and_png_hold_the_picture(sampled: Any) -> None:
    sampled.run("""
      window.given = [];
      URL.createObjectURL = (blob) => {
        blob.text().then((text) => given.push([blob.type, text]));
        return "blob:none";
      };
      HTMLAnchorElement.prototype.click = () => {};
      document.querySelector("#kg-svg").click(); document.querySelector("#kg-png").click();""")
    sampled.wait(lambda: len(sampled.run("return window.given")) == 2)
    given = dict(sampled.run("return window.given"))
    assert "Mossformer" in given["image/svg+xml"]
    assert "foreignObject" not in given["image/svg+xml"]
    sampled.run(
        "new DOMParser().parseFromString(arguments[0], 'image/svg+xml').querySelector('parsererror') && fail()",
        given["image/svg+xml"],
    )
    assert "PNG" in given["image/png"][:8]


def test_filters_and_details_are_sheets_on_a_phone(browser: Any, sample_html: str) -> None:
    browser.sample(sample_html, "", NARROW)
    assert not browser.one("#kg-side").is_displayed()
    browser.one("#kg-side-button").click()
    assert browser.one("#kg-types").is_displayed()
    browser.button("Close").click()
    browser.find("mossformer")
    sheet = browser.one("#kg-panel").rect
    assert sheet["y"] + sheet["height"] == pytest.approx(NARROW[1], abs=1)
    assert sheet["y"] > NARROW[1] * 0.3


def test_forty_hostile_texts_are_texts(browser: Any, tmp_path: Path) -> None:
    texts = hostile_texts()
    assert len(set(texts)) >= 40
    sketch = Sketch()
    iris = [sketch.node(Node(f"{BASE}method/{k}", "method", text, (text,))) for k, text in enumerate(texts)]
    for one, other in pairwise(iris):
        sketch.edge(one, "uses", other, f"{BASE}paper/{texts[3]}", f"It uses {other}. {texts[0]}")
    odd = sketch.node(Node("javascript:window.ran=1", "method", "odd address"))
    sketch.edge(odd, "uses", iris[0], odd, texts[1])
    html = page(sketch.network, texts[1])
    browser.open(tmp_path / "page.html", html)
    for address in ("", f"#compare/{'/'.join(f'method%2F{k}' for k in range(9))}", "#flow?table=1", "#all"):
        browser.go(address)
        assert browser.run("return window.ran") is None
    for place in range(0, len(texts), 3):
        browser.go(f"#around/method%2F{place}?node=method%2F{place}")
        assert browser.run("return kgPage.nodes[kgPage.state.node].iri") == iris[place]
        assert browser.run("return document.documentElement.scrollWidth") <= WIDE[0]
    assert browser.run("return window.ran") is None
    odd = "img,iframe,a[href^=javascript],script:not([type])"  # the page itself has two scripts
    assert browser.run("return document.querySelectorAll(arguments[0]).length", odd) == 2
    assert browser.faults() == []


def test_a_start_opens_its_picture(browser: Any, tmp_path: Path) -> None:
    ends = (f"{BASE}method/mossformer", f"{BASE}method/lanternet")
    for view in ("path", "compare"):
        browser.open(tmp_path / "page.html", page(sample(), "T", start=Start(view, ends)))
        assert browser.state()["view"] == view
        assert {"Mossformer", "Lanternet"} <= set(browser.labels())
    browser.open(tmp_path / "page.html", page(sample(), "T", f"{BASE}method/mossformer"))
    assert browser.one("#kg-panel h2").text == "Mossformer"


def test_a_large_graph_opens_with_few_labels_and_opens_step_by_step(browser: Any, tmp_path: Path) -> None:
    from tests.render.reader import OVERLAPS

    browser.open(tmp_path / "page.html", page(large(1300), "T"))
    assert len(browser.run("return [...document.querySelectorAll('#kg-picture *')]")) < 900
    assert browser.run(OVERLAPS) == []
    for _ in range(8):
        cards = browser.all("#kg-picture .kg-card")
        if not cards:
            break
        cards[0].find_element("css selector", "text").click()
        assert browser.run(OVERLAPS) == []
    assert browser.all("#kg-picture .kg-node")
    browser.find("Method number 1299")
    assert browser.one("#kg-panel h2").text == "Method number 1299"
