"""Writers: one module a format, found by walking this folder; each gives `FORMAT` and `write(store, path)`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, cast

from kg.errors import FormatError, nearest

if TYPE_CHECKING:
    from kg.store import Store


@dataclass(frozen=True, slots=True)
class Format:
    """An output format; `holds` says what of the graph a file of it holds."""

    name: str
    suffixes: tuple[str, ...]
    description: str
    holds: str


@cache
def formats() -> dict[str, Format]:
    """The registered formats, by name."""
    names = sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
    return {name: cast(Format, import_module(f"kg.export.{name}").FORMAT) for name in names}


def export(store: Store, path: Path, format: str | None = None) -> None:
    """Write the graph to a file.

    Args:
        store: an open store.
        path: the file; its suffix tells the format unless `format` does.
        format: a name of `formats()`.

    Raises:
        FormatError: no format of that name or suffix.
        KgError: the file cannot be written; it is then as it was.
    """
    if format is None:
        format = _by_suffix(path)
    if format not in formats():
        close = nearest(format, formats())
        hint = f"; did you mean {close[0]!r}?" if close else ""
        raise FormatError(f"no format is called {format!r}; there are {', '.join(formats())}{hint}")
    import_module(f"kg.export.{format}").write(store, path)


def _by_suffix(path: Path) -> str:
    """The format with the longest suffix that the name of the file ends with. Raises FormatError."""
    found = [(len(s), f.name) for f in formats().values() for s in f.suffixes if path.name.lower().endswith(s)]
    if not found:
        suffixes = ", ".join(f.suffixes[0] for f in formats().values())
        raise FormatError(f"no format has the suffix {path.suffix!r} of {path}; there are {suffixes}, or give --format")
    return max(found)[1]
