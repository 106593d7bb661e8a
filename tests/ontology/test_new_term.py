"""A relation and a slot that are added as CONTRIBUTING.md says, in a copy of the program."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RELATION = """
kg:replaces a owl:ObjectProperty , kg:Relation ; rdfs:label "replaces" ;
    skos:definition "Takes the place of the method in a system." ;
    schema:domainIncludes kg:Paper , kg:Method ; schema:rangeIncludes kg:Method .
"""
SLOT = """
kg:split a owl:ObjectProperty , kg:Slot ; rdfs:label "split" ; skos:definition "The part of the dataset." ;
    schema:domainIncludes kg:Result ; schema:rangeIncludes kg:Dataset .
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "kg", place / "kg", ignore=shutil.ignore_patterns("__pycache__", "*.onnx"))
    shutil.copytree(ROOT / "ontology", place / "ontology")
    shutil.copytree(ROOT / "examples", place / "examples")
    shutil.copy(ROOT / "cli.py", place)
    with (place / "ontology" / "kg.ttl").open("a", encoding="utf-8") as ontology:
        ontology.write(RELATION + SLOT)
    return place


def run(place: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, *words], cwd=place, env={"PYTHONPATH": str(place)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_new_relation_is_stored_and_asked_for(copy: Path) -> None:
    run(copy, "cli.py", "build", "examples/papers.jsonl", "--extractor", "rules")
    title = "TurboPalette: Quantized Latent Diffusion on Consumer GPUs"
    run(copy, "cli.py", "add-missed", title, "TurboPalette", "replaces", "DDIM", "over DDIM")
    asked = run(copy, "cli.py", "query", "ASK { ?new kg:replaces ?old }", "--format", "csv")
    assert "true" in asked.casefold()
    assert "replaces" in run(copy, "cli.py", "show", "TurboPalette")


def test_a_new_slot_is_kept_once_results_have_a_field_for_it(copy: Path) -> None:
    # without the field nothing breaks, as the test above shows; with it the slot is in every record
    model = copy / "kg" / "model.py"
    text = model.read_text(encoding="utf-8")
    field = "    condition: str | None = None\n    polarity"
    assert field in text
    model.write_text(
        text.replace(field, "    condition: str | None = None\n    split: str | None = None\n    polarity")
    )
    assert '"split": null' in run(copy, "cli.py", "extract", "examples/papers.jsonl", "--extractor", "rules")


def test_a_language_model_is_asked_for_both(copy: Path) -> None:
    asked = run(copy, "-c", "from kg.extract.llm.prompt import instructions; print(instructions())")
    assert "- replaces (" in asked
    assert '"split": null' in asked
