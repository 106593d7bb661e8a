"""Fetching page after page into a file, so that it can be broken off at any time and gone on with later."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from kg.errors import KgError
from kg.fetch._client import Client
from kg.fetch._service import Ask, Page, Service
from kg.files import write_atomically


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a fetch has come; `size` counts the bytes of the file that are good, `total` is 0 while not known."""

    service: str
    query: str
    limit: int
    cursor: str = ""
    count: int = 0
    size: int = 0
    total: int = 0


def fetch(
    service: Service,
    query: str,
    output: Path,
    limit: int,
    client: Client,
    *,
    key: str = "",
    mailto: str = "",
    advance: Callable[[Progress], None] = lambda _: None,
) -> Progress:
    """Write what a service finds as JSON Lines, and go on where an earlier call for the same was broken off.

    Args:
        service: which service.
        query: what is sought, in the service's own words.
        output: the file; beside it stands FILE.part, which says how far it has come, until all is there.
        limit: papers at most.
        client: asks the service.
        key: the user's key for the service.
        mailto: the user's e-mail address.
        advance: called after each page.

    Raises:
        KgError: the file is there already, or is another query's; the service fails (FetchError).
    """
    state = output.with_name(output.name + ".part")
    now = _begun(state, output, Progress(service.name, query, limit))
    with _opened(output, now) as file:
        while now.count < limit:
            ask = Ask(query, now.cursor, min(service.page_size, limit - now.count), key, mailto)
            page = client.page(service.request(ask), partial(_read, service, ask))
            records = page.records[: limit - now.count]
            for record in records:
                file.write(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
            file.flush()
            os.fsync(file.fileno())
            now = Progress(
                now.service, query, limit, page.next, now.count + len(records), file.tell(), page.total or now.total
            )
            write_atomically(state, json.dumps(asdict(now)))
            advance(now)
            if _is_last(page, ask):
                break
    state.unlink(missing_ok=True)
    return now


def _read(service: Service, ask: Ask, body: bytes) -> Page:
    return service.read(body, ask)


def _is_last(page: Page, ask: Ask) -> bool:
    """Whether nothing comes after a page. One that leads to itself would never end."""
    return not page.records or not page.next or page.next == ask.cursor


def _begun(state: Path, output: Path, wanted: Progress) -> Progress:
    """How far an earlier call has come; the beginning where there was none."""
    if not state.exists():
        if output.exists():
            raise KgError(f"{output} is there already; name another file, or delete it to fetch anew")
        return wanted
    try:
        before = Progress(**json.loads(state.read_bytes()))
        good = before.size <= output.stat().st_size
    except (ValueError, TypeError, OSError):
        good = False
    if not good:
        raise KgError(f"{state} and {output} do not belong together; delete both to fetch anew")
    if (before.service, before.query) != (wanted.service, wanted.query):
        asked = f"kg fetch {before.service} {before.query!r}"
        raise KgError(f"{output} belongs to {asked}, which is not done; delete it and {state}, or name another file")
    return Progress(**(asdict(before) | {"limit": wanted.limit}))


def _opened(output: Path, now: Progress) -> BinaryIO:
    """The file, at the end of what is good in it."""
    try:
        file = output.open("r+b" if output.exists() else "wb")
        file.truncate(now.size)
        file.seek(now.size)
    except OSError as error:
        raise KgError(f"cannot write {output}: {error.strerror}") from error
    return file
