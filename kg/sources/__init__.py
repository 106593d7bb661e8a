"""Readers: one module a format, found by walking this folder; each gives `FORMAT` and `read`.

`read(data, name, rejected) -> Iterator[Paper]` gets a binary stream and yields the good papers; each bad record goes
to `rejected` as a SourceError, and reading goes on.
"""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import BinaryIO, cast

from kg.errors import FormatError, SourceError, nearest
from kg.model import Paper

Rejected = Callable[[SourceError], None]
_HEAD = 1 << 16  # bytes that are looked at to find the format


@dataclass(frozen=True, slots=True)
class Format:
    """An input format; `recognises` judges the first 64 KiB as text."""

    name: str
    suffixes: tuple[str, ...]
    description: str
    recognises: Callable[[str], bool]
    order: int = 0  # the lower, the earlier it is asked


@cache
def formats() -> dict[str, Format]:
    """The registered formats, by name, in the order they are asked."""
    names = sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
    found = [cast(Format, import_module(f"kg.sources.{name}").FORMAT) for name in names]
    return {f.name: f for f in sorted(found, key=lambda f: (f.order, f.name))}


def read(path: Path | None, format: str | None, rejected: Rejected) -> Iterator[Paper]:
    """The papers of a file or, for None, of standard input.

    Args:
        path: a file, possibly gzipped.
        format: a name of `formats()`; None finds it from content, then suffix.
        rejected: called with each record that is no paper.

    Raises:
        SourceError: the whole file cannot be read.
        FormatError: `format` is no format.
    """
    name = str(path) if path else "standard input"
    if format is not None and format not in formats():
        known = nearest(format, formats())
        raise FormatError(
            f"no source format is called {format!r}; there are {', '.join(formats())}"
            + (f"; did you mean {known[0]!r}?" if known else "")
        )
    try:
        with _open(path) as stream:
            yield from _papers(stream, name, path, format, rejected)
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"cannot read {name}: {reason}") from error


def _papers(
    stream: io.BufferedReader, name: str, path: Path | None, wanted: str | None, rejected: Rejected
) -> Iterator[Paper]:
    head = stream.peek(_HEAD)[:_HEAD]
    if not head.strip():
        raise SourceError(f"{name} is empty; expected {_expected()}")
    wide = head[:2] in (b"\xff\xfe", b"\xfe\xff")
    if b"\0" in head and not wide:
        raise SourceError(f"{name} is a binary file; expected {_expected()}")
    text = head.decode("utf-16" if wide else "utf-8-sig", "ignore")
    chosen = formats()[wanted] if wanted else _recognise(text, path)
    if chosen is None:
        raise SourceError(f"{name} is in no known format; expected {_expected()}")
    reader = import_module(f"kg.sources.{chosen.name}").read
    data: BinaryIO = io.BytesIO(stream.read().decode("utf-16").encode()) if wide else cast(BinaryIO, stream)
    yield from reader(data, name, rejected)


def _recognise(text: str, path: Path | None) -> Format | None:
    fitting = [f for f in formats().values() if f.recognises(text)]
    suffix = path.with_suffix("").suffix if path and path.suffix == ".gz" else path.suffix if path else ""
    by_suffix = [f for f in formats().values() if suffix.lower() in f.suffixes]
    both = [f for f in fitting if f in by_suffix]
    # content decides; the suffix where content leaves a choice, or says nothing
    return next(iter(both or fitting or by_suffix), None)


def _expected() -> str:
    return " or ".join(f"{f.description}" for f in formats().values())


def _open(path: Path | None) -> io.BufferedReader:
    if path is None:
        return io.BufferedReader(cast(io.RawIOBase, sys.stdin.buffer), _HEAD)
    if path.is_dir():
        raise SourceError(f"{path} is a directory; name the files in it")
    if not path.exists():
        raise SourceError(f"no file {path}")
    file = path.open("rb")
    zipped = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    raw = gzip.GzipFile(fileobj=file) if zipped else file
    return io.BufferedReader(cast(io.RawIOBase, raw), _HEAD)
