"""docs/formats.md lists every format, with its suffixes, and every service."""

from __future__ import annotations

from pathlib import Path

from kg.fetch import services
from kg.sources import formats

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


def test_every_format_has_its_row() -> None:
    rows = dict(line.split("|")[1:3] for line in PAGE.splitlines() if line.startswith("| `"))
    listed = {name.strip(" `"): tuple(suffixes.split()) for name, suffixes in rows.items()}
    assert {name: listed.get(name) for name in formats()} == {f.name: f.suffixes for f in formats().values()}
    assert set(services()) <= set(listed)
