"""Readers of what `kg export` writes: one module a format, found by walking this folder.

Each gives `FORMATS` and `read(path, format)`, which yields quads in the shape of `kg.store.rdf`. `import_file` makes a
store of them whose graph is what the file says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from kg.errors import FormatError, KgError, nearest

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.imports._write import Imported


@dataclass(frozen=True, slots=True)
class ImportFormat:
    """An input format. `name` is that of the export format; `module` the one that reads it."""

    name: str
    suffixes: tuple[str, ...]
    module: str


@cache
def formats() -> dict[str, ImportFormat]:
    """The registered formats, by name."""
    modules = sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
    found = {}
    for module in modules:
        for name, suffixes in import_module(f"kg.imports.{module}").FORMATS.items():
            found[name] = ImportFormat(name, suffixes, module)
    return found


def import_file(path: Path, store: Path, format: str | None = None, mapping: Path | None = None) -> Imported:
    """Make a store of a graph in a file.

    Args:
        path: the file; of formats that are several files, the name that `kg export` was given.
        store: a folder that is not there yet, or empty.
        format: a name of `formats()`; by the suffix when not given.
        mapping: a SPARQL CONSTRUCT that says foreign RDF in our vocabulary.

    Raises:
        FormatError: no format of that name or suffix.
        KgError: the file cannot be read or is no graph of ours, or the store holds papers already.
    """
    from kg.imports import _mapping
    from kg.imports._write import write_store

    if format is None:
        format = _by_suffix(path)
    if format not in formats():
        close = nearest(format, formats())
        hint = f"; did you mean {close[0]!r}?" if close else ""
        raise FormatError(f"no format to import is called {format!r}; there are {', '.join(formats())}{hint}")
    quads = _read(path, format)
    return write_store(_mapping.mapped(quads, mapping, path.name) if mapping else quads, store, path)


def _read(path: Path, format: str) -> Iterator[ox.Quad]:
    """The quads of a file, with every fault of it as one line."""
    from xml.etree.ElementTree import ParseError

    try:
        yield from import_module(f"kg.imports.{formats()[format].module}").read(path, format)
    except KgError:
        raise
    except OSError as error:
        raise KgError(f"cannot read {error.filename or path}: {error.strerror or error}") from error
    except (ValueError, LookupError, TypeError, SyntaxError, ParseError) as error:
        what = f"{type(error).__name__} {error}" if isinstance(error, LookupError) else str(error)
        raise KgError(f"{path} is not what `kg export --format {format}` writes: {what}") from error


def _by_suffix(path: Path) -> str:
    found = [(len(s), f.name) for f in formats().values() for s in f.suffixes if path.name.lower().endswith(s)]
    if not found:
        suffixes = ", ".join(f.suffixes[0] for f in formats().values())
        raise FormatError(f"no format has the suffix of {path.name}; there are {suffixes}, or give --format")
    return max(found)[1]
