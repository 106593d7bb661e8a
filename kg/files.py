"""Writing files so that a reader sees the old content or the new, never half of either."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.errors import KgError

_MARK = ".written-by-paperkg"  # tells a folder that may be replaced from one of the user's own


def write_atomically(path: Path, content: str | bytes) -> None:
    """Replace the file at `path` by `content` (text as UTF-8, line ends as they are).

    Raises:
        KgError: the folder is missing or may not be written to; the file is then as it was.
    """
    with replacing(path) as file:
        file.write(content.encode("utf-8") if isinstance(content, str) else content)


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A binary file to write; it takes the place of the one at `path` when the block ends without an error.

    Raises:
        KgError: the folder is missing or may not be written to; the file is then as it was.
    """
    path = path.resolve()  # a link stays one, and what it leads to is replaced
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", dir=path.parent)
    except OSError as error:
        raise KgError(f"cannot write {path}: {error.strerror}; name a file in a folder you may write to") from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        # mkstemp makes files for their owner only; a written page or graph is an ordinary file
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        raise KgError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def replacing_folder(path: Path) -> Iterator[Path]:
    """An empty folder to fill; it takes the place of the one at `path` when the block ends without an error.

    Raises:
        KgError: something stands at `path` that an earlier call did not write, or it may not be written to.
    """
    path = path.resolve()
    if path.exists() and not (path.is_dir() and ((path / _MARK).exists() or not any(path.iterdir()))):
        raise KgError(f"{path} is there already and was not written by an export; name a new or an empty folder")
    try:
        temporary = Path(tempfile.mkdtemp(prefix=f".{path.name[:100]}.", dir=path.parent))
    except OSError as error:
        raise KgError(f"cannot write {path}: {error.strerror}; name one in a folder you may write to") from error
    try:
        yield temporary
        (temporary / _MARK).touch()
        temporary.chmod(0o777 & ~_umask())
        if path.exists():
            shutil.rmtree(path)
        temporary.replace(path)
    except OSError as error:
        raise KgError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
