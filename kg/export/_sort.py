"""Sorting more lines than fit in memory."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import IO

_MEMORY = 96_000_000  # bytes of lines that are sorted at once
_OVERHEAD = 60  # bytes that Python takes for a line beside its text


def sorted_lines(lines: Iterable[bytes], memory: int = _MEMORY) -> Iterator[bytes]:
    """The distinct lines in order of their bytes, which for UTF-8 is the order of code points.

    What does not fit in memory waits in unnamed temporary files.

    Args:
        lines: each with its line end, and with no other.
        memory: bytes to hold at once.
    """
    with ExitStack() as stack:
        runs: list[IO[bytes]] = []
        held: list[bytes] = []
        size = 0
        for line in lines:
            held.append(line)
            size += len(line) + _OVERHEAD
            if size > memory:
                runs.append(_run(stack, held))
                held, size = [], 0
        held.sort()
        if not runs:
            yield from _distinct(held)
            return
        yield from _distinct(heapq.merge(*runs, held))


def _run(stack: ExitStack, lines: list[bytes]) -> IO[bytes]:
    """The lines, sorted, in a file that vanishes with the stack."""
    file = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
    lines.sort()
    file.writelines(lines)
    file.seek(0)
    return file


def _distinct(lines: Iterable[bytes]) -> Iterator[bytes]:
    last = b""
    for line in lines:
        if line != last:
            yield line
            last = line
