"""The store, open in a few threads; each sees the newest graph from its next request on."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from kg.store import Store
from kg.store.database import generation, open_database

T = TypeVar("T")


class Stores:
    """Runs functions over the open store in threads of its own. Close it when done.

    A store belongs to the thread that opened it. It shows the graph as it was when it was opened, and is opened again
    when another graph is in force.

    Args:
        path: the folder of the store.
        threads: how many functions may run at once.
    """

    def __init__(self, path: Path, threads: int = 4) -> None:
        self.path = path
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="kg-store")
        self._local = threading.local()

    async def run(self, function: Callable[[Store], T]) -> T:
        """What a function gives for the open store. Raises StoreError when the store cannot be read."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.call, function)

    def call(self, function: Callable[[Store], T]) -> T:
        """As `run`, in the calling thread."""
        return function(self._store())

    def close(self) -> None:
        """Wait for what is running, and take no more."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _store(self) -> Store:
        watch: sqlite3.Connection | None = getattr(self._local, "watch", None)
        if watch is None:
            watch = self._local.watch = open_database(self.path, create=False)
        current = generation(watch)
        if getattr(self._local, "generation", None) != current:
            self.forget()
            self._local.store = Store.open(self.path)
            self._local.generation = current
        store: Store = self._local.store
        return store

    def forget(self) -> None:
        """Close the store of this thread, so that the next call reads it anew."""
        store: Store | None = getattr(self._local, "store", None)
        self._local.store = self._local.generation = None
        if store is not None:
            store.__exit__(None, None, None)

    def generation(self) -> int:
        """The number of the graph that this thread reads."""
        self._store()
        number: int = self._local.generation
        return number
