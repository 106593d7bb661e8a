"""The processes that answer queries: a few at a time, each ended and replaced when a query takes too long."""

from __future__ import annotations

import asyncio
import json
import os
import struct
import sys
import tempfile
from dataclasses import dataclass
from typing import IO, Any

from kg.errors import KgError, QueryError
from kg.serve.settings import Settings

_WAITING = 256  # queries that wait for a process; more are turned away
_HELD = 8 << 20  # bytes of an answer that are held in memory; the rest waits on disk
_LARGEST = 1 << 30  # bytes of an answer


class Busy(KgError):  # noqa: N818 - said as the answer says it
    """More queries wait than can be answered soon."""


class TookTooLong(QueryError):  # noqa: N818 - said as the answer says it
    """A query that was ended."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: what its head says (columns, boolean, graph), its size in bytes, and a file that holds it."""

    head: dict[str, Any]
    size: int
    file: IO[bytes]


class Workers:
    """A pool of processes. Use it within one event loop, and stop it there."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        # None stands for a process that is started when it is first needed
        self._free: asyncio.Queue[asyncio.subprocess.Process | None] = asyncio.Queue()
        self._all: set[asyncio.subprocess.Process] = set()
        self._waiting = 0
        for _ in range(settings.workers):
            self._free.put_nowait(None)

    async def stop(self) -> None:
        """End them all."""
        for process in list(self._all):
            await self._end(process)

    async def ask(self, job: dict[str, object]) -> Answer:
        """A whole answer. It is put together before any of it is sent on, so that a slow reader keeps no process, and
        what goes wrong at its end is told by the status and not by a text that breaks off.

        Args:
            job: what `kg.serve.worker` takes.

        Raises:
            Busy: too many queries wait.
            TookTooLong: the query was ended.
            QueryError: it is at fault, or took too much memory.
        """
        if self._waiting >= _WAITING:
            raise Busy("more queries wait than can be answered soon; try again in a few seconds")
        self._waiting += 1
        try:
            process = await self._free.get()
        finally:
            self._waiting -= 1
        sound = False
        try:
            process = process or await self._begin()
            async with asyncio.timeout(self._settings.timeout):
                answer = await self._converse(process, job)
            sound = True
            return answer
        except TimeoutError:
            raise TookTooLong(
                f"the query was ended after {self._settings.timeout:g} s; ask for less, or let the server take longer "
                "(kg serve --timeout)"
            ) from None
        except Gone:
            raise
        except QueryError:
            sound = True
            raise
        finally:
            if process is not None and not sound:
                await asyncio.shield(self._end(process))
            self._free.put_nowait(process if sound else None)

    async def _converse(self, process: asyncio.subprocess.Process, job: dict[str, object]) -> Answer:
        assert process.stdin is not None  # noqa: S101 - it was started so
        assert process.stdout is not None  # noqa: S101
        # closed by whoever sends it on
        file: IO[bytes] = tempfile.SpooledTemporaryFile(_HELD)  # noqa: SIM115
        head: dict[str, Any] = {}
        length = 0
        try:
            process.stdin.write(json.dumps({"rows": self._settings.rows, **job}).encode() + b"\n")
            await process.stdin.drain()
            while True:
                kind, size = struct.unpack(">cI", await process.stdout.readexactly(5))
                data = await process.stdout.readexactly(size) if size else b""
                if kind == b"Z":
                    file.seek(0)
                    return Answer(head, length, file)
                if kind == b"E":
                    raise QueryError(data.decode())
                if kind == b"H":
                    head = json.loads(data)
                else:
                    length += size
                    if length > _LARGEST:
                        raise Gone(f"the answer is larger than {_LARGEST >> 20} MiB; take it in parts")
                    file.write(data)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            file.close()
            raise Gone("the query ended without an answer; it asked for more memory than it may take") from error
        except BaseException:
            file.close()
            raise

    async def _begin(self) -> asyncio.subprocess.Process:
        settings = self._settings
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "kg.serve.worker", str(settings.store.absolute()), str(settings.memory),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,  # the interrupt of a terminal is the server's to answer
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "RAYON_NUM_THREADS": "1"},
        )  # fmt: skip
        self._all.add(process)
        assert process.stdout is not None  # noqa: S101 - it was started so
        try:
            await process.stdout.readexactly(5)
        except asyncio.IncompleteReadError:
            raise Gone("a process that answers queries could not be started") from None
        return process

    async def _end(self, process: asyncio.subprocess.Process) -> None:
        self._all.discard(process)
        if process.returncode is None:
            try:
                process.kill()
            except ProcessLookupError:
                return
        await process.wait()


class Gone(QueryError):  # noqa: N818 - said as the answer says it
    """A process that ended by itself."""
