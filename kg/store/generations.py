"""The RDF on disk, a directory a generation.

A generation that is in force is never written to. A change works on a copy, which costs a few hard links, and the
database names the generation in force: so a reader sees the old graph or the new one, and a change that is broken off
has changed nothing.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph as ox

_BATCH = 200_000  # quads held in memory before they are written
_BULK = 20_000  # from so many on, sorted files are faster than single insertions


def folder(path: Path, generation: int) -> Path:
    """Where a generation lies."""
    return path / f"graph-{generation}"


class Reader:
    """A generation open for reading; while it is, no build deletes it. None is the empty one, before all others.

    Raises:
        OSError: the directory is gone or damaged.
    """

    def __init__(self, place: Path | None) -> None:
        import pyoxigraph as ox

        self._handle: int | None = None
        if place is None:
            self.graph = ox.Store()
            return
        self._handle = os.open(place, os.O_RDONLY)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_SH)
            self.graph = ox.Store.read_only(str(place))
        except BaseException as error:
            os.close(self._handle)
            if isinstance(error, RuntimeError):  # what the engine says of damaged files
                raise OSError(str(error)) from error
            raise

    def close(self) -> None:
        """Let go of the directory."""
        if self._handle is not None:
            os.close(self._handle)


class Writer:
    """A new generation, made from another or empty.

    What is removed is removed at once, what is added is held back and written in batches: no quad may be added and then
    removed.
    """

    def __init__(self, old: Path | None, new: Path) -> None:
        import pyoxigraph as ox

        shutil.rmtree(new, ignore_errors=True)
        if old is not None:
            ox.Store.read_only(str(old)).backup(str(new))
        self._store = ox.Store(str(new))
        self._new = new
        self._added: list[ox.Quad] = []

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads; those that are there already stay."""
        self._added.extend(quads)
        if len(self._added) >= _BATCH:
            self._write()

    def remove(self, quads: Iterable[ox.Quad]) -> None:
        """Remove quads; those that are not there are passed over."""
        for quad in quads:
            self._store.remove(quad)

    def drop(self, name: ox.NamedNode) -> None:
        """Forget a named graph, of which the engine would keep the name though nothing is left in it."""
        self._store.remove_graph(name)

    @property
    def graph(self) -> ox.Store:
        """The generation without what is still held back."""
        return self._store

    def close(self) -> None:
        """Write all, to the disk itself."""
        self._write()
        self._store.flush()
        del self._store
        for place in (self._new, self._new.parent):
            handle = os.open(place, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def _write(self) -> None:
        if len(self._added) >= _BULK:
            self._store.bulk_extend(self._added)
        elif self._added:
            self._store.extend(self._added)
        self._added = []


def sweep(path: Path, keep: int) -> None:
    """Delete the generations that are not in force and that nobody reads."""
    for place in path.glob("graph-*"):
        if place != folder(path, keep):
            try:
                handle = os.open(place, os.O_RDONLY)
            except OSError:
                continue
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(place, ignore_errors=True)
            except BlockingIOError:
                continue  # a reader is still at it; the next build sweeps again
            finally:
                os.close(handle)
