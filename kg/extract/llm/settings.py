"""Address, model and key of the language model, from the environment: every process of a build sees the same."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import ExtractorUnavailable

ENDPOINT, MODEL, API_KEY, CACHE = "KG_ENDPOINT", "KG_MODEL", "KG_API_KEY", "KG_CACHE"
TIMEOUT, ATTEMPTS, BACKOFF = "KG_TIMEOUT", "KG_ATTEMPTS", "KG_BACKOFF"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A chat service and how patiently it is asked."""

    url: str  # of the chat completions
    model: str
    api_key: str
    timeout: float  # seconds that one answer may take
    attempts: int  # how often one question is asked while the service is busy or broken
    backoff: float  # seconds before the second attempt; doubled before each further one


def endpoint() -> Endpoint:
    """The service that the environment names.

    Raises:
        ExtractorUnavailable: address or model are missing or cannot be right.
    """
    base, model = os.environ.get(ENDPOINT, "").strip().rstrip("/"), os.environ.get(MODEL, "").strip()
    if not base or not model:
        missing = " and ".join(
            f"--{name} (or ${variable})"
            for name, variable, value in (("endpoint", ENDPOINT, base), ("model", MODEL, model))
            if not value
        )
        raise ExtractorUnavailable(
            f"the extractor openai-compatible needs {missing}, such as "
            "--endpoint http://localhost:11434/v1 --model llama3.1"
        )
    key = os.environ.get(API_KEY, "").strip()
    if not key.isascii() or not key.isprintable():
        raise ExtractorUnavailable(f"${API_KEY} holds signs that no key has; set it again")
    return Endpoint(_url(base), model, key, _number(TIMEOUT, 120), int(_number(ATTEMPTS, 5)), _number(BACKOFF, 1))


def cache_folder() -> Path:
    """Where replies are kept: $KG_CACHE, else a folder among the user's caches."""
    named = os.environ.get(CACHE, "").strip()
    if named:
        return Path(named).expanduser()
    home = os.environ.get("XDG_CACHE_HOME", "").strip()
    return (Path(home) if home else Path.home() / ".cache") / "paperkg"


def _url(base: str) -> str:
    try:
        parts = urlsplit(base)
        right = parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment)
        right = right and base.isascii() and base.isprintable() and " " not in base and parts.port != 0
    except ValueError:
        right = False
    if not right:
        raise ExtractorUnavailable(f"{base!r} is no address of a service; give one such as http://localhost:11434/v1")
    if parts.username or parts.password:
        raise ExtractorUnavailable(f"an address must not hold a user name or key; give the key in ${API_KEY}")
    return base if base.endswith("/chat/completions") else f"{base}/chat/completions"


def _number(variable: str, default: float) -> float:
    written = os.environ.get(variable, "").strip() or str(default)
    try:
        value = float(written)
    except ValueError:
        value = -1
    least = 1 if variable == ATTEMPTS else 0
    if not least <= value <= 86400:
        raise ExtractorUnavailable(f"${variable} is {written!r}; it must be a number from {least} to 86400")
    return value
