"""docs/formats.md lists every format, with its suffixes, and every service."""

from __future__ import annotations

from pathlib import Path

from kg.fetch import services
from kg.sources import formats

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


def test_every_format_has_its_row() -> None:
    listed = _rows(PAGE.partition("## From public services")[0])
    assert {name: tuple(cells[0].split()) for name, cells in listed.items()} == {
        f.name: f.suffixes for f in formats().values()
    }


def test_every_service_has_its_row_and_its_key() -> None:
    listed = _rows(PAGE.partition("## From public services")[2])
    assert set(listed) == set(services())
    assert all(service.key in listed[name][0] for name, service in services().items())


def _rows(text: str) -> dict[str, list[str]]:
    """The cells behind the name in each row of the tables."""
    rows = [line.strip("| ").split("|") for line in text.splitlines() if line.startswith("| `")]
    return {name.strip(" `"): cells for name, *cells in rows}
