"""A query in a process of its own, which can be ended: the engine itself cannot be stopped once it counts."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError

if TYPE_CHECKING:
    from pathlib import Path

    from kg.query.sparql import Question

_PR_SET_PDEATHSIG = 1
Send = Callable[[object], None]


def run_apart(store: Path, question: Question, timeout: float | None, send: Send) -> None:
    """Answer a question of a store in another process and pass its parts on; an interrupt ends it at once.

    Raises:
        QueryError: what the question itself raises, or no answer in time.
    """
    import multiprocessing

    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(store, question, sending, os.getpid()), daemon=True)
    process.start()
    sending.close()  # so that the end of the process is the end of the pipe
    end = None if timeout is None else monotonic() + timeout
    try:
        while True:
            if end is not None and not receiving.poll(max(0.0, end - monotonic())):
                raise QueryError(f"no answer within {timeout:g} s; give a longer --timeout, or ask for less")
            part = receiving.recv()
            if part is None:
                return
            if isinstance(part, QueryError):
                raise part
            send(part)
    except EOFError:
        raise QueryError("the query ended without an answer; it may have asked for more than fits in memory") from None
    finally:
        process.kill()
        process.join()
        receiving.close()


def _answer(store: Path, question: Question, sending: Any, asking: int) -> None:  # noqa: ANN401 - a pipe's end
    from kg.query.sparql import run
    from kg.store import Store

    _end_with(asking)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the interrupt of a terminal is the asking process's to answer
    try:
        with Store.open(store) as opened:
            run(opened, question, sending.send)
        sending.send(None)
    except QueryError as error:
        sending.send(error)
    except (BrokenPipeError, MemoryError):
        return  # the asking process is told by the end of the pipe


def _end_with(asking: int) -> None:
    """Let this process end when the asking one is killed: it may be at a query that takes hours. Linux alone can."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != asking:  # it was killed before
            os._exit(1)
