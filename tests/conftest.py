"""The program as its users meet it, and one store of the bundled examples that no test may write to."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.cli.program import Run, invoke

# a job in the background of a shell ignores interrupts, and so would the programs that the tests start and interrupt
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def run() -> Run:
    return invoke


@pytest.fixture(scope="session")
def examples() -> list[Path]:
    from kg import ontology

    return sorted(path for path in ontology.examples().iterdir() if path.suffix in (".txt", ".jsonl", ".bib"))


@pytest.fixture(scope="session")
def example_store(tmp_path_factory: pytest.TempPathFactory, examples: list[Path]) -> Path:
    store = tmp_path_factory.mktemp("examples") / "store"
    result = invoke("build", *examples, "--store", store)
    assert result.exit_code == 0, result.output
    return store
