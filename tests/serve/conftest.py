"""One server over the bundled examples for all tests that only read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.serve.world import client, hostile_store


@pytest.fixture(scope="session")
def pages(example_store: Path) -> Iterator[TestClient]:
    with client(example_store, timeout=20.0) as opened:
        yield opened


@pytest.fixture(scope="session")
def harmful(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with client(hostile_store(tmp_path_factory.mktemp("hostile") / "store"), timeout=20.0) as opened:
        yield opened
