"""Names of things in a shell: what is offered, and that what bash inserts is one word."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from kg.cli import main
from kg.cli._things import Thing

ROOT = Path(__file__).parents[2]
TAKE_A_THING = """
    accept add-missed compare conflicts find leaderboard lineage merge path reject remove rename retype show similar
    speeds-up split trends variant view why
""".split()  # noqa: SIM905 - a list of words


def complete(store: Path, *words: str, shell: str = "zsh") -> list[str]:
    """What is offered for the last word."""
    environment = {
        **os.environ,
        "_KG_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": " ".join(("kg", *words)),
        "COMP_CWORD": str(len(words)),
        "KG_STORE": str(store),
    }
    done = subprocess.run(
        [sys.executable, str(ROOT / "cli.py")],
        env={**environment, "_CLI_PY_COMPLETE": environment["_KG_COMPLETE"]},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip().splitlines()


@pytest.mark.parametrize("name", sorted(TAKE_A_THING))
def test_every_argument_that_takes_a_thing_completes_names(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert any(isinstance(parameter.type, Thing) for parameter in command.params)


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("show", "cachew"), "CacheWeave"),
        (("path", "CacheWeave", "Strid"), "StrideDiff"),
        (("show", "'Stable D"), "Stable Diffusion"),
        (("leaderboard", "--metric", "fi"), "FID"),
        (("remove", "StrideD"), "StrideDiff\\: Skipping Redundant Denoising Steps in Text-to-Image Diffusion"),
        (("le",), "leaderboard"),
        (("merge", "CacheWeave", "Strid"), "StrideDiff"),
        (("split", "Strid"), "StrideDiff"),
        (("rename", "Strid"), "StrideDiff"),
        (("reject", "CacheWeave", "us"), "uses"),
        (("reject", "CacheWeave", "uses", "stable"), "Stable Diffusion"),
        (("accept", "CacheWeave", "out"), "outperforms"),
        (("retype", "CacheWeave", "data"), "dataset"),
        (("path", "CacheWeave", "DDIM", "--avoid", "metr"), "metric"),
        (("path", "CacheWeave", "DDIM", "--via", "ext"), "extends"),
        (("show", "--type", "ta"), "task"),
        (("query", "--name", "speed"), "speeds-up"),
    ],
)
def test_what_is_offered(example_store: Path, words: tuple[str, ...], offered: str) -> None:
    assert offered in complete(example_store, *words)


def test_nothing_is_offered_where_nothing_is_known(example_store: Path, tmp_path: Path) -> None:
    assert complete(example_store, "show", "zzzzzz") == []
    assert complete(tmp_path / "none", "show", "Cache") == []


SCRIPTS = {
    "bash": "eval \"$(_KG_COMPLETE=bash_source kg)\"; COMP_WORDS=(kg show 'Stable\\ Di'); COMP_CWORD=2;"
    ' _kg_completion kg; eval "set -- ${COMPREPLY[0]}"; echo "$#:$1"',
    "fish": "_KG_COMPLETE=fish_source kg | source; complete -C 'kg show Stable\\ Di' | string replace -r '\\t.*' ''"
    " | sed 's/^/1:/'",
}


@pytest.mark.parametrize("shell", sorted(SCRIPTS))
def test_a_name_with_a_blank_is_one_word(example_store: Path, tmp_path: Path, shell: str) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed here")
    kg = tmp_path / "kg"
    kg.write_text(f'#!/bin/sh\nexec {sys.executable} -c "from kg.cli import main; main(prog_name=\'kg\')" "$@"\n')
    kg.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "KG_STORE": str(example_store)}
    done = subprocess.run(
        [program, "-c", SCRIPTS[shell]], env=environment, capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert "1:Stable" in done.stdout.replace("\\ ", " "), done.stderr
    assert "Stable Diffusion" in done.stdout.replace("\\ ", " ")
