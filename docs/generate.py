"""Writes docs/commands.md from the help texts of the commands: `python docs/generate.py`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import main

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


if __name__ == "__main__":
    (Path(__file__).parent / "commands.md").write_text(commands(), encoding="utf-8")
