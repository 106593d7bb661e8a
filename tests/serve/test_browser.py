"""The pages in a real browser, wide and narrow, as a person uses them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.serve.test_pages import SHOWN
from tests.serve.world import hostile_store

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")

from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.support.ui import WebDriverWait  # noqa: E402

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="no chromium and chromedriver on the PATH"),
]
QUIET = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
SERVE = [sys.executable, "-c", "from kg.cli import main; main()", "serve", "--port", "0", "--store"]


class Person:
    """Somebody at a browser."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def wide(self, width: int) -> None:
        size = {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def go(self, address: str) -> None:
        self.driver.get(address)

    def one(self, selector: str) -> Any:
        return self.wait(lambda: next(iter(self.driver.find_elements(By.CSS_SELECTOR, selector)), None))

    def run(self, script: str) -> Any:
        return self.driver.execute_script(script)

    def wait(self, condition: Any) -> Any:
        return WebDriverWait(self.driver, 60).until(lambda _: condition())

    def faults(self) -> list[str]:
        """What the console complains of, but for pages that are rightly not found."""
        return [e["message"] for e in self.driver.get_log("browser") if "404 (Not Found)" not in e["message"]]


@pytest.fixture(scope="module")
def person() -> Iterator[Person]:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in QUIET.split():
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    driver.set_page_load_timeout(120)
    yield Person(driver)
    driver.quit()


def served(store: Path, *more: str) -> Iterator[str]:
    with subprocess.Popen([*SERVE, str(store), *more], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip().rstrip("/")
        process.terminate()


@pytest.fixture(scope="module")
def address(example_store: Path) -> Iterator[str]:
    yield from served(example_store)


@pytest.fixture(scope="module")
def harmful_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from served(hostile_store(tmp_path_factory.mktemp("harm") / "store"))


@pytest.fixture(scope="module")
def editing(tmp_path_factory: pytest.TempPathFactory, example_store: Path) -> Iterator[str]:
    store = tmp_path_factory.mktemp("editing") / "store"
    shutil.copytree(example_store, store)
    yield from served(store, "--edit")


@pytest.mark.parametrize("width", [1400, 390])
def test_no_page_scrolls_sideways_or_complains(person: Person, address: str, width: int) -> None:
    person.wide(width)
    for path in ("/", *SHOWN.values(), "/sparql", "/method/nobody"):
        person.go(address + path)
        assert person.run("return document.documentElement.scrollWidth") <= width, path
    assert person.faults() == []


def test_names_are_completed_and_found(person: Person, address: str) -> None:
    person.wide(1400)
    person.go(address)
    search = person.one("main input[type=search]")
    search.send_keys("cachew")
    person.wait(
        lambda: person.run(
            "return [...document.querySelectorAll('#names option')].some((o) => o.value === 'CacheWeave')"
        )
    )
    search.send_keys("eave")
    # the list of names that is open takes the Enter key for itself
    person.run("document.querySelector('main form.search').requestSubmit()")
    person.one(".results a.name")
    assert "CacheWeave" in person.one(".results").text


def test_the_editor_asks_the_endpoint(person: Person, address: str) -> None:
    person.wide(1400)
    person.go(f"{address}/sparql")
    person.one("a[data-query]").click()
    person.wait(
        lambda: person.run("return document.querySelectorAll('.yasr table, .yasr .yasr_response_chip').length > 0")
    )
    assert person.faults() == []


def test_what_papers_hold_never_runs(person: Person, harmful_address: str) -> None:
    person.wide(390)
    for path in (
        "/things?type=paper",
        "/things?type=method",
        "/find?q=script",
        "/dataset/pebbles",
        "/boards?metric=accuracy",
    ):
        person.go(harmful_address + path)
        assert person.run("return typeof window.hit") == "undefined", path
        assert person.run("return document.documentElement.scrollWidth") <= 390, path
        assert person.run("return getComputedStyle(document.body).display") != "none", path
    assert person.faults() == []


def test_words_selected_in_an_abstract_are_a_missed_fact_that_can_be_undone(person: Person, editing: str) -> None:
    person.wide(1400)
    person.go(editing)
    person.go(editing.partition("/edit")[0] + "/thing?name=CacheWeave")
    paper = next(a for a in person.driver.find_elements(By.CSS_SELECTOR, "aside .titles a"))
    paper.click()
    person.one("#missed")
    person.run(
        "const p = document.querySelector('.abstract > p'); const r = document.createRange(); r.selectNodeContents(p);"
        "getSelection().removeAllRanges(); getSelection().addRange(r)"
    )
    person.wait(lambda: len(person.run("return document.querySelector('#missed textarea').value")) > 40)
    assert person.run("return document.getElementById('missed').open")
    person.run(
        "document.querySelector('#missed [name=object]').value = 'dataset:Pebble Heap';"
        "document.querySelector('#missed [name=predicate]').value = 'evaluatesOn'"
    )
    person.one("#missed button").click()
    person.one(".done")
    assert "Pebble Heap" in person.one(".said-list").text
    person.one(".done button").click()
    person.wait(lambda: not person.driver.find_elements(By.CSS_SELECTOR, ".done"))
    assert "Pebble Heap" not in person.one(".said-list").text
