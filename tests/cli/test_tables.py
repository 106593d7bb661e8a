"""Rows for people and for programs."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import one_line
from kg.cli._tables import Value, print_rows, visible

ROWS: list[tuple[Value, ...]] = [
    ("é, “x”", 1, Decimal("0.10"), None, ("a", "b")),
    ("two\nlines\x1b[2J", 20, 1.5, True, ()),
]
COLUMNS = ("text", "whole", "part", "flag", "names")
PRINT_WIDE = (
    "from kg.cli._tables import print_rows; print_rows(('name', 'quote'), [('x', 'word ' * 60), ('y', 'z')], 'table')"
)


def test_json_keeps_types(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(COLUMNS, ROWS, "json")
    first, second = json.loads(capsys.readouterr().out)
    assert first == {"text": "é, “x”", "whole": 1, "part": 0.1, "flag": None, "names": ["a", "b"]}
    assert second["text"] == "two\nlines\x1b[2J"


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_delimited_rows_are_read_back(capsys: pytest.CaptureFixture[str], form: str, delimiter: str) -> None:
    print_rows(COLUMNS, ROWS, form)
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out, newline=""), delimiter=delimiter))
    assert rows[0] == list(COLUMNS)
    assert rows[1] == ["é, “x”", "1", "0.10", "", "a; b"]
    assert rows[2][0] == "two\nlines\x1b[2J"


def test_a_piped_table_has_one_line_a_row_and_no_colours(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(("name", "quote"), [("x", "word " * 200), ("y", "a\nb\x1b[31m")], "table")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert "\x1b" not in "".join(lines)


def test_a_table_on_a_terminal_is_no_wider_than_it() -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": "60", "TERM": "xterm", "NO_COLOR": "1"}
    with subprocess.Popen([sys.executable, "-c", PRINT_WIDE], stdout=theirs, env=environment) as process:
        os.close(theirs)
        written = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            written += part
    os.close(ours)
    assert process.returncode == 0
    lines = re.sub(r"\x1b\[[0-9;]*m", "", written.decode()).splitlines()
    assert len(lines) > 5
    assert max(map(len, lines)) <= 60


@given(st.text())
def test_text_of_papers_steers_no_terminal(text: str) -> None:
    assert visible(text).isprintable()
    assert one_line(text).isprintable()
    assert "\n" not in one_line(text)
