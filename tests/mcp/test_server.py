"""The server as a program, asked by the official client."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import StdioServerParameters
from mcp.client.client import Client
from mcp.client.stdio import stdio_client

from tests.cli.program import Run

CALLS: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("find", {"text": "palette"}, "TurboPalette"),
    ("show", {"thing": "TurboPalette"}, "outperforms"),
    ("path", {"a": "CacheWeave", "b": "StepForge"}, "StrideDiff"),
    ("why", {"a": "TurboPalette", "b": "DDIM"}, "4.2"),
    ("boards", {"metric": "speedup"}, "5.6"),
    ("compare", {"things": ["TurboPalette", "StepForge"]}, "DDIM"),
    ("sparql", {"query": "SELECT ?n { ?p kg:proposes ?m . ?m skos:prefLabel ?n } ORDER BY ?n"}, "CacheWeave"),
    ("sparql", {"query": "ASK { ?a kg:outperforms ?b }"}, "true"),
)
WRONG: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("show", {"thing": "TurboPallete"}, "TurboPalette"),
    ("sparql", {"query": "SELECT ?x { ?x"}, "expected"),
    ("sparql", {"query": "INSERT DATA { <http://e.org/a> <http://e.org/b> 1 }"}, "read"),
    ("sparql", {"query": "SELECT * { SERVICE <http://e.org/> { ?a ?b ?c } }"}, "SERVICE"),
    ("find", {"text": "a", "limit": 10**6}, "50"),
    ("boards", {}, "name a task"),
)


@pytest.fixture(scope="module")
def talk(example_store: Path) -> dict[str, Any]:
    """One conversation: the tools, and the answer to each call."""
    found: dict[str, Any] = {}

    async def run() -> None:
        program = "from kg.cli import main; main()"
        command = StdioServerParameters(
            command=sys.executable,
            args=["-c", program, "mcp", "--store", str(example_store)],
            cwd=Path(__file__).parents[2],
        )
        async with Client(stdio_client(command)) as client:
            found["tools"] = (await client.list_tools()).tools
            for number, (name, arguments, _) in enumerate((*CALLS, *WRONG)):
                found[f"{number}"] = await client.call_tool(name, arguments)

    anyio.run(run)
    return found


def test_all_tools_only_read(talk: dict[str, Any]) -> None:
    tools = {tool.name: tool for tool in talk["tools"]}
    assert tools.keys() == {"find", "show", "path", "why", "boards", "compare", "sparql"}
    for tool in tools.values():
        assert tool.annotations.read_only_hint
        assert tool.description
        assert tool.input_schema["type"] == "object"


@pytest.mark.parametrize("number", range(len(CALLS)), ids=[f"{name} {list(a.values())}" for name, a, _ in CALLS])
def test_answers(talk: dict[str, Any], number: int) -> None:
    name, _, expected = CALLS[number]
    result = talk[f"{number}"]
    assert not result.is_error, result.content
    text = result.content[0].text
    assert expected in text
    answer = json.loads(text)
    if name in ("show", "why"):
        assert all({"quote", "confidence", "polarity", "paper"} <= claim.keys() for claim in answer["claims"])
        assert all(claim["quote"] for claim in answer["claims"])
    assert len(text) < 100_000


@pytest.mark.parametrize("number", range(len(WRONG)), ids=[f"{name} {list(a.values())}" for name, a, _ in WRONG])
def test_faults_are_told(talk: dict[str, Any], number: int) -> None:
    result = talk[f"{len(CALLS) + number}"]
    assert result.is_error
    assert WRONG[number][2] in result.content[0].text
    assert "Traceback" not in result.content[0].text


def test_no_store_is_told_before_anything_is_served(tmp_path: Path, run: Run) -> None:
    result = run("mcp", "--store", tmp_path / "none")
    assert result.exit_code == 1
    assert "no store" in result.output
