"""What holds for the program as a whole, whatever the command."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from kg.cli import main
from tests.cli.program import Run

ROOT = Path(__file__).parents[2]
KG = [sys.executable, str(ROOT / "cli.py")]
COMMANDS = main.list_commands(click.Context(main))


def test_the_promised_commands_are_there() -> None:
    promised = "build demo export extract find path query remove show stats validate verify view why"
    assert set(promised.split()) <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert "Usage: kg" in result.stdout


def test_help_answers_at_once() -> None:
    def seconds() -> float:
        begin = time.perf_counter()
        subprocess.run([*KG, "--help"], check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - begin

    # the best of several: what else the machine does at this moment is not what is measured
    assert min(seconds() for _ in range(5)) < 0.3


def test_a_mistyped_command_names_the_nearest(run: Run) -> None:
    result = run("biuld")
    assert result.exit_code == 2
    assert "did you mean build?" in result.stderr


def test_wrong_usage_is_told_from_faulty_input(run: Run) -> None:
    assert run("build").exit_code == 2
    assert run("find", "x", "--format", "cvs").exit_code == 2


def test_version(run: Run) -> None:
    assert run("--version").stdout.startswith("kg")


def test_a_reader_that_leaves_ends_the_program_quietly(example_store: Path) -> None:
    command = f"{sys.executable} {ROOT / 'cli.py'} find a --limit 100 --store {example_store} | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stderr == ""


def test_an_interrupt_is_one_line_and_130(tmp_path: Path) -> None:
    # standard input that never comes keeps the program waiting
    with subprocess.Popen(
        [*KG, "extract", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path
    ) as process:
        time.sleep(1.5)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (130, "Interrupted: what was stored before stays as it was.\n")


def test_output_is_utf8_whatever_the_locale(example_store: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    command = [*KG, "stats", "--store", str(example_store)]
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    done.stdout.decode("utf-8")


def test_who_asks_does_not_load_what_a_build_needs(example_store: Path) -> None:
    code = (
        "import sys; from kg.cli import main; "
        f"main(['find', 'a', '--store', {str(example_store)!r}], prog_name='kg', standalone_mode=False); "
        "print(*(set(sys.modules) & {'kg.store.change', 'kg.link.observe', 'numpy', 'onnxruntime', 'networkx'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == ""
