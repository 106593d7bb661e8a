"""Starting and ending the server."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.cli.program import Run

PROGRAM = [sys.executable, "-c", "from kg.cli import main; main()", "serve"]


def test_without_a_store_it_says_so(run: Run, tmp_path: Path) -> None:
    result = run("serve", "--store", tmp_path / "none", "--port", 0)
    assert result.exit_code == 1
    assert "no store at" in result.output
    assert "Traceback" not in result.output


def test_a_port_in_use_is_one_line(run: Run, example_store: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("serve", "--store", example_store, "--port", taken.getsockname()[1])
    assert result.exit_code == 1
    assert "is in use; --port takes another" in result.output
    assert run("serve", "--store", example_store, "--host", "no.such.host.invalid").exit_code == 1


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_told_and_leaves_nothing_running(example_store: Path, ending: signal.Signals) -> None:
    with subprocess.Popen(
        [*PROGRAM, "--store", str(example_store), "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as server:  # fmt: skip
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        with urlopen(f"{address}sparql?query=ASK%7B%7D", timeout=60) as answer:  # noqa: S310 - an address of ours
            assert b"true" in answer.read() or answer.status == 200
        children = subprocess.run(["pgrep", "-P", str(server.pid)], capture_output=True, text=True, check=False)
        assert children.stdout.split()
        server.send_signal(ending)
        assert server.wait(20) == 0
        assert "Traceback" not in (server.stderr.read() if server.stderr else "")
    for child in children.stdout.split():
        assert not Path(f"/proc/{child}").exists()
