"""One browser for all tests of the page; it takes a second to start."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kg.render import page
from tests.render.sample import HOSTILE, sample


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    from tests.render.reader import CHROMIUM, DRIVER, Reader

    if not (CHROMIUM and DRIVER):
        pytest.skip("no chromium and chromedriver on the PATH")
    reader = Reader(tmp_path_factory.mktemp("profile"))
    try:
        yield reader
    finally:
        reader.driver.quit()


@pytest.fixture(scope="session")
def sample_html() -> str:
    return page(sample(), HOSTILE)


@pytest.fixture
def sampled(browser: Any, sample_html: str) -> Any:
    """The sample opened at its map, on a wide screen."""
    browser.sample(sample_html)
    return browser
