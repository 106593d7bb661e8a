"""The published JSON Schemas describe what the program prints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from kg.ontology import ontology, resource
from tests.cli.program import Run

SCHEMAS = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(resource("schema").glob("*.json"))}
CALLS: dict[str, tuple[tuple[str, ...], ...]] = {
    "find": (("palette",),),
    "show": (("TurboPalette",), ("Stable Diffusion", "--limit", "1"), ("RTX 4090",)),
    "path": (("CacheWeave", "StepForge", "-k", "2"),),
    "why": (("TurboPalette", "DDIM"),),
    "leaderboard": (("--metric", "speedup", "--all"), ("--metric", "accuracy", "--all"), ()),
    "compare": (("TurboPalette", "StepForge"),),
    "lineage": (("StrideDiff",),),
    "conflicts": ((),),
    "stats": ((),),
    "communities": ((),),
    "gaps": ((), ("--rows", "dataset"), ("--matrix",)),
    "similar": (("StrideDiff: Skipping Redundant Denoising Steps in Text-to-Image Diffusion",),),
    "speeds-up": (("Stable Diffusion",),),
    "trends": ((),),
    "query": (("SELECT * { ?s ?p ?o } LIMIT 5",), ("ASK { ?s ?p ?o }",)),
    "validate": ((),),
    "verify": ((),),
}


def check(name: str, value: Any) -> None:
    Draft202012Validator(SCHEMAS[name], format_checker=Draft202012Validator.FORMAT_CHECKER).validate(value)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$id"] == f"https://w3id.org/paperkg/schema/{name}.json"
    assert SCHEMAS[name]["description"]


def test_every_schema_is_tried() -> None:
    assert SCHEMAS.keys() == CALLS.keys() | {"extract", "diff", "score"}


@pytest.mark.parametrize("name", sorted(CALLS))
def test_commands_print_what_the_schema_says(name: str, run: Run, example_store: Path) -> None:
    for arguments in CALLS[name]:
        result = run(name, *arguments, "--store", example_store, "--format", "json")
        assert result.exit_code == 0, result.output
        check(name, json.loads(result.stdout))


def test_extractions_are_what_the_schema_says(run: Run, examples: list[Path]) -> None:
    result = run("extract", *examples, "--extractor", "rules")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert any(line["results"] for line in lines)
    for line in lines:
        check("extract", line)


def test_differences_are_what_the_schema_says(
    run: Run, example_store: Path, examples: list[Path], tmp_path: Path
) -> None:
    assert run("build", examples[0], "--store", tmp_path / "part", "--extractor", "rules").exit_code == 0
    result = run("diff", tmp_path / "part", example_store, "--format", "json")
    found = json.loads(result.stdout)
    assert found
    check("diff", found)


def test_scores_are_what_the_schema_says(run: Run, examples: list[Path], tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert run("build", *examples, "--store", store, "--extractor", "rules").exit_code == 0
    assert run("accept", "TurboPalette", "outperforms", "DDIM", "--store", store).exit_code == 0
    check("score", json.loads(run("score", "--store", store, "--format", "json").stdout))


def test_a_wrong_extraction_is_told(run: Run, examples: list[Path]) -> None:
    line = json.loads(run("extract", examples[0], "--extractor", "rules").stdout.splitlines()[0])
    for change in ({"entities": [{"id": "x"}]}, {"relations": [{"predicate": "cites"}]}, {"title": None}):
        with pytest.raises(ValidationError):
            check("extract", line | change)


def test_names_are_those_of_the_ontology() -> None:
    defs = SCHEMAS["extract"]["$defs"]
    assert defs["entity"]["properties"]["type"]["enum"] == list(ontology().entity_types)
    known = set(ontology().relation_predicates)
    assert set(defs["relation"]["properties"]["predicate"]["enum"]) <= known
