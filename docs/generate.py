"""Writes docs/commands.md from the help texts, and the README's table of exports and part of the demo."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from kg.cli import main
from kg.export import formats

HEADER = """# All commands

What `kg COMMAND --help` says. `make docs` writes this file; a test fails when it is out of date.
"""


def commands() -> str:
    """The text of docs/commands.md."""
    parts = [HEADER]
    context = click.Context(main, info_name="kg", terminal_width=100, color=False, help_option_names=["-h", "--help"])
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None  # noqa: S101 - the group has just listed it
        # as wide as on any terminal, whatever this one is like
        with click.Context(command, info_name=name, parent=context, terminal_width=100) as inner:
            lines = (line.rstrip() for line in command.get_help(inner).splitlines())
            parts.append(f"## kg {name}\n\n```text\n" + "\n".join(lines) + "\n```\n")
    return "\n".join(parts)


def with_exports(readme: str) -> str:
    """The text of the README with its table of exports as the formats say."""
    rows = (
        f"| {form.description} | {', '.join(f'`{suffix}`' for suffix in form.suffixes)} | {form.holds} |"
        for form in sorted(formats().values(), key=lambda form: form.description.casefold())
    )
    table = "\n".join(["| Format | File | Holds |", "|---|---|---|", *rows])
    block = f"<!-- exports -->\n{table}\n<!-- /exports -->"
    return re.sub(r"<!-- exports -->.*<!-- /exports -->", lambda _: block, readme, flags=re.DOTALL)


def with_demo(readme: str, printed: str) -> str:
    """The text of the README with the steps of the demo that it shows, as `kg demo` printed them."""
    steps = [step.rstrip() for step in re.split(r"^# ", printed, flags=re.MULTILINE)]
    shown = "\n\n".join(f"# {step}" for step in steps if step.startswith(("What speeds up", "How are two methods")))
    block = f"<!-- demo -->\n```text\n{shown}\n```\n<!-- /demo -->"
    return re.sub(r"<!-- demo -->.*<!-- /demo -->", lambda _: block, readme, flags=re.DOTALL)


def demo() -> str:
    """What `kg demo` prints, without the folder of its store."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, str(Path(__file__).parents[1] / "cli.py"), "demo", "--output", folder]
        run = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603 - our own program
        return run.stdout.replace(f" --store {folder}/store", "")


if __name__ == "__main__":
    docs = Path(__file__).resolve().parent
    (docs / "commands.md").write_text(commands(), encoding="utf-8")
    readme = docs.parent / "README.md"
    readme.write_text(with_demo(with_exports(readme.read_text(encoding="utf-8")), demo()), encoding="utf-8")
