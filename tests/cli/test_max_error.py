"""kg build --max-error says what it promises and what that costs."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.ontology import examples
from tests.cli.program import Run

PAPERS = examples() / "papers.jsonl"


def test_what_is_promised_and_given_up_is_said(run: Run, tmp_path: Path) -> None:
    built = run("build", PAPERS, "--store", tmp_path / "store", "--extractor", "rules", "--max-error", "0.1")
    assert built.exit_code == 0
    first, second = [line for line in built.stderr.splitlines() if line.startswith("note: ")]
    assert first.startswith("note: at most 10% wrong of ")
    # the calibration is of the default extractor, and nothing is promised of another
    assert "rules" in second


@pytest.mark.parametrize("error", ["0.0001", "0", "1.5"])
def test_what_cannot_be_promised_is_one_line(run: Run, tmp_path: Path, error: str) -> None:
    built = run("build", PAPERS, "--store", tmp_path / "store", "--max-error", error)
    assert built.exit_code in (1, 2)
    assert "Traceback" not in built.output
    assert built.stderr.splitlines()[-1].startswith("Error: ")
