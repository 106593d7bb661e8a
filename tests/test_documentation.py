"""What the documentation says is so."""

from __future__ import annotations

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


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\((?!https?:|#)([^)#]+)", README))))
def test_the_links_of_the_readme_lead_somewhere(target: str) -> None:
    assert (ROOT / target).exists()
