"""Replies kept on disk by what was asked, so that the same papers give the same graph and nothing is asked twice."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.errors import KgError
from kg.extract.llm.settings import CACHE, Endpoint
from kg.files import write_atomically
from kg.model import content_hash


def place(folder: Path, service: Endpoint, messages: Sequence[Mapping[str, str]]) -> Path:
    """The file for the reply of this model at this address to these messages."""
    key = content_hash(service.url, service.model, json.dumps(messages, sort_keys=True))
    return folder / key[:2] / f"{key}.json"


def kept(file: Path) -> str | None:
    """The reply that was kept, or None. What cannot be read counts as not kept: the model is asked again."""
    try:
        reply = json.loads(file.read_bytes())["reply"]
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return reply if isinstance(reply, str) else None


def keep(file: Path, service: Endpoint, reply: str) -> None:
    """Keep a reply. Raises KgError when the folder cannot be written to."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        folder = file.parent.parent
        raise KgError(f"cannot keep replies in {folder}: {error.strerror}; set --cache (or ${CACHE})") from error
    write_atomically(file, json.dumps({"model": service.model, "reply": reply}, indent=1) + "\n")
