"""The page in a real browser, with the keys and clicks of a reader."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.model import BASE
from kg.render import page
from tests.render.sample import HOSTILE, large, sample

selenium = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")

from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.support.ui import WebDriverWait  # noqa: E402

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="no chromium and chromedriver on the PATH"),
]
QUIET = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage --window-size=1366,768"
)

# the middle of the one edge of a small component, with the page moved there
BETWEEN = """(() => {
  const [from, to] = ["Lonely Part A", "Lonely Part B"].map((name) => kgPage.nodes.find((n) => n.name === name).id);
  kgPage.network.focus(from, { scale: 1 });
  const [a, b] = [from, to].map((id) => kgPage.network.canvasToDOM(kgPage.network.getPositions()[id]));
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
})()"""


class Reader:
    """A browser with one page open."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, path: Path, html: str) -> None:
        path.write_text(html, encoding="utf-8")
        self.driver.get_log("performance")
        self.driver.get(path.as_uri())

    def one(self, selector: str) -> Any:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def drawn(self) -> set[str]:
        names = self.driver.execute_script("return kgPage.drawnNodes.getIds().map((id) => kgPage.nodes[id].name)")
        return set(names)

    def press(self, *keys: str) -> None:
        self.driver.switch_to.active_element.send_keys(*keys)

    def click_at(self, script: str) -> None:
        """Click on the canvas where the script says, in the page's own coordinates."""
        x, y = self.driver.execute_script(f"const p = {script}; return [p.x, p.y]")
        box = self.one("#canvas canvas").rect
        chain = selenium.ActionChains(self.driver)
        chain.move_to_element_with_offset(
            self.one("#canvas canvas"), round(x - box["width"] / 2), round(y - box["height"] / 2)
        ).click().perform()

    def wait(self, condition: Any) -> None:
        WebDriverWait(self.driver, 10, 0.05).until(lambda _: condition())

    def requests(self) -> list[str]:
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]

    def faults(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    options = selenium.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in (*QUIET.split(), f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = selenium.Chrome(options=options, service=selenium.ChromeService(DRIVER))
    try:
        yield Reader(driver)
    finally:
        driver.quit()


@pytest.fixture
def sampled(reader: Reader, tmp_path: Path) -> Reader:
    reader.open(tmp_path / "page.html", page(sample(), HOSTILE))
    return reader


def find(reader: Reader, name: str) -> None:
    reader.one("body").send_keys("/")
    assert reader.driver.switch_to.active_element.get_attribute("id") == "search"
    reader.press(name, Keys.ENTER)


def test_nothing_is_requested_and_nothing_fails(sampled: Reader) -> None:
    find(sampled, "orchard")
    # chrome: is the empty tab that the browser itself opens first
    others = [url for url in sampled.requests() if not url.startswith(("file:", "data:", "chrome:"))]
    assert others == []
    assert sampled.faults() == []


def test_hostile_texts_are_shown_and_do_not_run(sampled: Reader) -> None:
    find(sampled, "<img src")
    assert "<img src=x onerror=alert(1)>" in sampled.one("#panel .title").text
    assert sampled.one("h1").text.startswith("<img src=x")
    assert sampled.driver.execute_script("return window.ran") is None
    assert sampled.driver.find_elements(By.TAG_NAME, "img") == []
    # a dialogue of alert() would make every further command fail
    assert sampled.driver.find_elements(By.CSS_SELECTOR, "a[href^='javascript']") == []


def test_search_finds_by_another_name_and_walks_hits(sampled: Reader) -> None:
    find(sampled, "glasswing network")
    assert sampled.one("#panel .title").text == "Glasswing"
    sampled.one("#search").clear()
    find(sampled, "zzz no such thing")
    assert "Nothing" in sampled.one("#hits").text
    sampled.press(Keys.ESCAPE)
    sampled.one("body").send_keys("/")
    sampled.press("Lonely Part")
    sampled.press(Keys.ARROW_DOWN)
    second = sampled.one("#panel .title").text
    sampled.press(Keys.ARROW_DOWN)
    assert {second, sampled.one("#panel .title").text} < {"Lonely Part A", "Lonely Part B", "Lonely Part C"}
    assert second != sampled.one("#panel .title").text


def test_filters_hide_types_and_predicates(sampled: Reader) -> None:
    assert "Mossformer" in sampled.drawn()
    sampled.one("#types input[value=method]").click()
    assert "Mossformer" not in sampled.drawn()
    sampled.one("#types input[value=method]").click()
    assert "Mossformer" in sampled.drawn()
    count = "return kgPage.drawnEdges.get().filter((e) => kgPage.edges[e.id].predicate === 'extends').length"
    assert sampled.driver.execute_script(count)
    sampled.one("#predicates input[value=extends]").click()
    assert sampled.driver.execute_script(count) == 0
    sampled.one("#reset").click()
    assert sampled.driver.execute_script(count)


def test_clicking_a_node_shows_its_sentences_and_a_result_its_numbers(sampled: Reader) -> None:
    at = "kgPage.network.canvasToDOM(kgPage.network.getPositions()[kgPage.nodes.find((n) => n.name === '%s').id])"
    sampled.click_at(at % "Mossformer")
    sampled.wait(lambda: sampled.one("#panel .title").text == "Mossformer")
    assert "Mossformer outperforms Lanternet." in sampled.one("#panel").text
    assert "growing better models" in sampled.one("#panel").text
    find(sampled, "82.2")
    shown = sampled.one("#panel dl").text.split("\n")
    assert {"82.2", "%", "10 steps", "mean flow error", "RIVERS-9"} <= set(shown)


def test_clicking_an_edge_shows_its_claim(sampled: Reader) -> None:
    sampled.click_at(BETWEEN)
    sampled.wait(lambda: sampled.one("#panel .title").text == "uses")
    text = sampled.one("#panel").text
    assert "Part A uses Part B." in text
    assert "confidence 1.00" in text
    assert "rule by hand" in text


def test_a_focus_opens_selected_and_its_neighbourhood_can_stand_alone(reader: Reader, tmp_path: Path) -> None:
    reader.open(tmp_path / "page.html", page(sample(), "T", f"{BASE}method/mossformer"))
    assert reader.one("#panel .title").text == "Mossformer"
    everything = reader.drawn()
    reader.driver.find_element(By.XPATH, "//button[.='Neighbourhood alone']").click()
    assert "Orchard" in reader.drawn() < everything
    reader.one("#reset").click()
    assert reader.drawn() == everything


def test_a_large_page_opens_small_and_shows_more_when_asked(reader: Reader, tmp_path: Path) -> None:
    reader.open(tmp_path / "page.html", page(large(1300), "T"))
    before = len(reader.drawn())
    assert before < 300
    assert f"{before} of 1,733 nodes" in reader.one("#notice").text
    reader.driver.find_element(By.XPATH, "//button[.='Show more']").click()
    assert len(reader.drawn()) == 2 * before
    reader.driver.find_element(By.XPATH, "//button[.='Show all']").click()
    assert len(reader.drawn()) == 1300
    find(reader, "Method number 1299")
    assert reader.one("#panel .title").text == "Method number 1299"
