"""Rows of a table as papers; the columns are recognised by their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kg.errors import SourceError
from kg.model import Paper
from kg.sources._fields import shortened
from kg.sources._interface import NO, Certainty, Problem, Verdict
from kg.sources._names import recognised
from kg.sources._records import draft


def judged(columns: Sequence[str]) -> Verdict:
    """Whether these are the columns of a table of papers."""
    missing = [field for field in ("title", "abstract") if field not in recognised(columns)]
    if not missing:
        return Verdict(Certainty.CERTAIN, "it has columns for title and abstract")
    if len(columns) < 2:
        return NO
    return Verdict(Certainty.NEAR, f"no column is named {' or '.join(missing)} (there are {listed(columns)})")


def listed(columns: Sequence[str]) -> str:
    """The first few column names, for a message."""
    names = ", ".join(shortened(column.strip() or "''", 20) for column in columns[:8])
    return names + (", …" if len(columns) > 8 else "")


def papers(
    name: str, columns: Sequence[str], rows: Iterable[tuple[str, Sequence[Any] | Problem]]
) -> Iterator[Paper | Problem]:
    """The papers of the rows.

    Args:
        name: what messages call the table.
        columns: the names of the columns.
        rows: place and values of each row.

    Raises:
        SourceError: there is no column for title or abstract.
    """
    verdict = judged(columns)
    if verdict.certainty is not Certainty.CERTAIN:
        raise SourceError(f"{name}: expected a table with columns title and abstract; there are {listed(columns)}")
    for place, values in rows:
        if isinstance(values, Problem):
            yield values
            continue
        if not any(str(value).strip() for value in values if value is not None):
            continue
        found = draft(dict(zip(columns, values, strict=False)))
        if isinstance(found, Problem):
            yield Problem(found.kind, place, found.detail)
        else:
            yield found.finish(place, "the row")
