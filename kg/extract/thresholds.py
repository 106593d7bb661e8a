"""The decision thresholds of the learned reader: `weights/thresholds.json`, which says how each was fitted."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from kg.errors import KgError

FILE = Path(__file__).with_name("weights") / "thresholds.json"


@cache
def _table() -> dict[str, dict[str, float]]:
    try:
        raw = json.loads(FILE.read_text(encoding="utf-8"))
        return {
            group: {name: float(value) for name, value in rows.items() if name != "how"} for group, rows in raw.items()
        }
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise KgError(f"cannot read the thresholds {FILE}: {error}; reinstall paperkg") from None


def threshold(group: str, name: str) -> float:
    """A threshold, such as ("relation", "uses"); that of "other" in the group where the name has none of its own."""
    rows = _table()[group]
    return rows[name] if name in rows else rows["other"]


def reload() -> None:
    """Read the file again; for programs that write it."""
    _table.cache_clear()
