"""What the documentation says is so."""

from __future__ import annotations

import ast
import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType

import click
import pytest

from kg.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTEXT = click.Context(main, info_name="kg")
COMMANDS = main.list_commands(CONTEXT)


def shell_lines() -> list[str]:
    """Each command of the README's shell blocks."""
    blocks = re.findall(r"^```(?:sh|console)\n(.*?)^```", README, flags=re.DOTALL | re.MULTILINE)
    lines = [line.removeprefix("$ ") for block in blocks for line in block.replace("\\\n", " ").splitlines()]
    return [line for line in lines if line.startswith(("kg ", "make ", "python cli.py "))]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help_and_is_documented(name: str) -> None:
    command = main.get_command(CONTEXT, name)
    assert command is not None
    assert command.help
    assert all(option.help for option in command.params if isinstance(option, click.Option)), name
    assert f"kg {name}" in README


def generator() -> ModuleType:
    """docs/generate.py."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    return generate


def test_the_list_of_commands_is_what_the_program_says() -> None:
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == generator().commands(), "run: make docs"


def test_the_table_of_exports_is_what_the_formats_say() -> None:
    assert generator().with_exports(README) == README, "run: make docs"


def test_the_readme_has_commands() -> None:
    assert len(shell_lines()) > 8


@pytest.mark.parametrize("line", shell_lines())
def test_the_commands_of_the_readme_exist(line: str) -> None:
    program, name, *arguments = shlex.split(line.partition(" | ")[0].partition(" > ")[0], comments=True)
    if program == "make":
        assert re.search(rf"^{name}:", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
        return
    if name.startswith("-"):
        return
    command = main.get_command(CONTEXT, name)
    assert command is not None, name
    # parses the options without running anything
    command.make_context(name, arguments, parent=CONTEXT)


PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("training/*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_module_that_a_page_names_exists(page: Path) -> None:
    named = re.findall(
        r"`((?:kg|ontology|benchmarks|tests|examples|training)/[\w./-]+)`", page.read_text(encoding="utf-8")
    )
    assert [name for name in named if "NAME" not in name and not (ROOT / name).exists()] == []


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"\]\((\d\d-[\w-]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8"))
    assert listed == sorted(path.name for path in folder.glob("[0-9]*.md"))


def test_the_architecture_page_has_the_layers_that_are_checked() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    block = text.partition("## Who may import whom")[2].partition("```text\n")[2].partition("```")[0]
    assert [set(line.split()) for line in block.splitlines()] == [set(layer) for layer in _layers()]


def _layers() -> list[set[str]]:
    """LAYERS of tests/test_layers.py."""
    tree = ast.parse((ROOT / "tests" / "test_layers.py").read_text(encoding="utf-8"))
    (found,) = [n for n in tree.body if isinstance(n, ast.Assign) and ast.unparse(n.targets[0]) == "LAYERS"]
    layers: list[set[str]] = [set(layer) for layer in ast.literal_eval(found.value)]
    return layers
