"""The files that a command's sources stand for: files, folders with all that is in them, patterns."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from pathlib import Path

from kg.errors import SourceError

STANDARD_INPUT = Path("-")


def files(source: Path) -> Iterator[Path]:
    """The files a source stands for, in the order of their names.

    A folder is walked; hidden files and folders are left out, and a folder that links lead to twice is walked once.

    Raises:
        SourceError: nothing is there.
    """
    if source == STANDARD_INPUT or source.is_file():
        yield source
    elif source.is_dir():
        found = False
        for path in _walk(source, set()):
            found = True
            yield path
        if not found:
            raise SourceError(f"{source} holds no file")
    elif has_magic(str(source)) and (matches := sorted(glob(str(source), recursive=True))):  # noqa: PTH207 - the pattern may be absolute
        for match in matches:
            if Path(match).is_file():
                yield Path(match)
    else:
        yield source  # whoever opens it says what is wrong with it


def _walk(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    status = folder.stat()
    if (status.st_dev, status.st_ino) in seen:
        return
    seen.add((status.st_dev, status.st_ino))
    for entry in sorted(_entries(folder)):
        path = folder / entry
        if entry.startswith("."):
            continue
        if path.is_dir():
            yield from _walk(path, seen)
        elif path.is_file() or path.is_symlink():
            yield path


def _entries(folder: Path) -> Iterable[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - names only
    except OSError as error:
        raise SourceError(f"cannot list {folder}: {error.strerror}") from error
