"""Rules as data: tables of cue phrases, and the thresholds that go with them.

Each table is a file `kg/extract/cues/TABLE.tsv`, one rule a row: an id, what the rule says, a regular expression
(letter case does not count), an example and a counter-example. In both, the place that is asked about stands in square
brackets. `tests/extract/test_cues.py` checks every row: the example
is read as the row says, the counter-example is not, and without the row the example would not be either.

`thresholds.toml` holds the numbers that were chosen or fitted, each with a sentence on how.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.errors import KgError

_COLUMNS = ("id", "says", "pattern", "example", "counter-example")
_removed: set[str] = set()


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of a table."""

    id: str
    says: str
    pattern: str
    example: str
    counter_example: str


@cache
def tables() -> tuple[str, ...]:
    """The names of all tables, sorted."""
    names = (entry.name for entry in files("kg.extract.cues").iterdir())
    return tuple(sorted(name.removesuffix(".tsv") for name in names if name.endswith(".tsv")))


@cache
def cues(table: str) -> tuple[Cue, ...]:
    """The rows of a table, in the order of the file. Raises KgError when a line does not have five columns."""
    file = files("kg.extract.cues") / f"{table}.tsv"
    header, *lines = file.read_text(encoding="utf-8").splitlines()
    if header != "\t".join(_COLUMNS):
        raise KgError(f"{file}:1: the columns are {', '.join(_COLUMNS)}, divided by tabs")
    rows: list[Cue] = []
    for number, line in enumerate(lines, start=2):
        cells = line.split("\t")
        if len(cells) != len(_COLUMNS) or not all(cells):
            raise KgError(f"{file}:{number}: a row has {len(_COLUMNS)} columns divided by tabs, none of them empty")
        rows.append(Cue(*cells))
    return tuple(rows)


@cache
def pattern(table: str, says: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """One pattern for all rows of a table that say the same, earlier rows first.

    Args:
        table: the name of the table.
        says: the value of the column "says".
        before: an expression that must match before each row.
        after: an expression that must match after each row.
    """
    rows = [f"(?:{cue.pattern})" for cue in cues(table) if cue.says == says and cue.id not in _removed]
    # a pattern without rows matches nowhere
    return re.compile(f"{before}(?:{'|'.join(rows)}){after}" if rows else r"(?!)", re.IGNORECASE)


@contextmanager
def without(row: str) -> Iterator[None]:
    """Read as if a row were missing, to test that it is needed."""
    _removed.add(row)
    pattern.cache_clear()
    try:
        yield
    finally:
        _removed.discard(row)
        pattern.cache_clear()


@cache
def _thresholds() -> dict[str, dict[str, dict[str, float]]]:
    text = (files("kg.extract.cues") / "thresholds.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def threshold(group: str, name: str) -> float:
    """A number of `thresholds.toml`.

    Args:
        group: the name of the table in that file, such as "relations".
        name: the name of the number there.
    """
    return float(_thresholds()[group][name]["value"])
