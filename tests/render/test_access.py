"""No serious fault for those who do not see the page, by axe-core (tests/vendor), in light and in dark."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
CHECK = """
const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => done(violations
  .filter(({ impact }) => impact === "serious" || impact === "critical")
  .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`)));
"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_serious_fault(browser: Any, sample_html: str, theme: str) -> None:
    browser.sample(sample_html)
    browser.run("document.documentElement.dataset.theme = arguments[0]", theme)
    browser.run(AXE.read_text(encoding="utf-8"))
    addresses = ["", "#around/method%2Fmossformer?node=method%2Fmossformer&table=1", "#all"]
    for address in addresses:
        browser.go(address)
        assert browser.driver.execute_async_script(CHECK) == [], address


def test_axe_finds_no_serious_fault_on_a_phone(browser: Any, sample_html: str) -> None:
    browser.sample(sample_html, "#around/method%2Fmossformer?node=method%2Fmossformer", (390, 844))
    browser.run(AXE.read_text(encoding="utf-8"))
    assert browser.driver.execute_async_script(CHECK) == []
    browser.one("#kg-side-button").click()
    assert browser.driver.execute_async_script(CHECK) == []
