"""Running the program from a test."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner, Result

from kg.cli import main

Run = Callable[..., Result]


def invoke(*arguments: object, standard_input: str | bytes | None = None) -> Result:
    """What the program does with these arguments; an exception that is no exit is a crash and shown as such."""
    result = CliRunner().invoke(main, [str(a) for a in arguments], input=standard_input, prog_name="kg")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def contents(folder: Path) -> dict[str, str]:
    """What every file of a folder holds, as hashes by name."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
