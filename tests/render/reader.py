"""A person at the page: a headless Chromium with the keys, clicks and eyes that the browser tests need."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
QUIET = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage --hide-scrollbars --window-size=1400,900"
)
WIDE, NARROW = (1400, 900), (390, 844)

# every label of the picture that overlaps another one on the screen
OVERLAPS = """
const texts = [...document.querySelectorAll("#kg-picture text")];
const labels = texts.map((text) => [text.textContent, text.getBoundingClientRect()]);
const meet = (a1, a2, b1, b2, slack) => a1 < b2 - slack && b1 < a2 - slack;
const apart = (a, b) => !meet(a.left, a.right, b.left, b.right, 1) || !meet(a.top, a.bottom, b.top, b.bottom, 2.5);
return labels.flatMap(([name, a], at) =>
  labels.slice(0, at).flatMap(([other, b]) => (apart(a, b) ? [] : [[name, other]])));
"""


class Reader:
    """A browser with one page open.

    Args:
        folder: where it keeps its profile.
    """

    def __init__(self, folder: Path) -> None:
        options = webdriver.ChromeOptions()
        options.binary_location = str(CHROMIUM)
        for argument in (*QUIET.split(), f"--user-data-dir={folder}"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
        self._folder = folder
        self._sample: str | None = None
        service = webdriver.ChromeService(str(DRIVER))
        self.driver: Any = webdriver.Chrome(options=options, service=service)

    def size(self, width: int, height: int) -> None:
        """Make the page so large, as a phone of that size would."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def open(self, path: Path, html: str, address: str = "", size: tuple[int, int] = WIDE) -> None:
        """Write a page to a file and open it there."""
        path.write_text(html, encoding="utf-8")
        self._sample = None
        self.size(*size)
        self.driver.get_log("performance")
        self.driver.get("about:blank")
        self.driver.get(path.as_uri() + address)
        self.wait(
            lambda: self.run("return document.readyState === 'complete' && document.documentElement.dataset.kgReady")
        )

    def sample(self, html: str, address: str = "", size: tuple[int, int] = WIDE) -> None:
        """Open a page that many tests look at; where it is open already it only goes back to the start."""
        if self._sample != html:
            self.open(self._folder / "sample.html", html, address, size)
            self._sample = html
            return
        self.size(*size)
        self.run("document.querySelector('#kg-search').value = ''; delete document.documentElement.dataset.theme")
        self.press("\ue00c")
        self.go(address)

    def go(self, address: str) -> None:
        """Change the part of the address behind the file."""
        self.run(
            "delete document.documentElement.dataset.kgReady; "
            "history.replaceState(null, '', arguments[0]); dispatchEvent(new HashChangeEvent('hashchange'))",
            address or "#",
        )
        self.wait(lambda: self.run("return document.documentElement.dataset.kgReady"))

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script gives."""
        return self.driver.execute_script(script, *arguments)

    def one(self, selector: str) -> Any:
        """The first element of a CSS selector."""
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[Any]:
        """Every element of a CSS selector."""
        return list(self.driver.find_elements(By.CSS_SELECTOR, selector))

    def button(self, text: str) -> Any:
        """The first visible button with that text."""
        found = self.driver.find_elements(By.XPATH, f"//button[contains(., '{text}')]")
        return next(button for button in found if button.is_displayed())

    def labels(self) -> list[str]:
        """The texts of the picture."""
        return [
            str(text)
            for text in self.run("return [...document.querySelectorAll('#kg-picture text')].map((t) => t.textContent)")
        ]

    def state(self) -> dict[str, Any]:
        """What the page says it shows."""
        return dict(self.run("const { view, of, group, node } = kgPage.state; return { view, of, group, node }"))

    def node(self, label: str) -> int:
        """The number of a node."""
        return int(self.run("return kgPage.nodes.find((n) => n.label === arguments[0]).id", label))

    def press(self, *keys: str) -> None:
        """Type into whatever has the focus."""
        self.driver.switch_to.active_element.send_keys(*keys)

    def find(self, name: str) -> None:
        """Search for a name and take the first hit."""
        self.one("body").send_keys("/")
        assert self.driver.switch_to.active_element.get_attribute("id") == "kg-search"
        self.press(name, "\ue007")

    def wait(self, condition: Any) -> None:
        """Until it holds, or fail."""
        WebDriverWait(self.driver, 20, 0.05).until(lambda _: condition())

    def requests(self) -> list[str]:
        """The addresses asked for since the page was opened."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]

    def faults(self) -> list[str]:
        """What the browser complained of, scripts that the policy blocked included."""
        return [entry["message"] for entry in self.driver.get_log("browser")]
