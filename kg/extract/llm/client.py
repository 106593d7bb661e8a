"""Asking a chat service that speaks the OpenAI protocol, patiently; nothing here knows of papers."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from typing import Any

from kg.errors import ExtractorError, ExtractorUnavailable
from kg.extract.llm.settings import API_KEY, Endpoint

Message = Mapping[str, str]
_LARGEST = 8 << 20  # bytes; no answer about one abstract is longer
_LONGEST_WAIT = 120.0  # seconds; a service that asks for more is told of instead of waited for


class _TroubleError(Exception):
    """An attempt that failed and may go better later.

    Args:
        says: what happened, to follow the service's address.
        wait: seconds that the service asks to wait.
        busy: the service turns everybody away, not this question.
    """

    def __init__(self, says: str, wait: float | None = None, *, busy: bool = False) -> None:
        self.says = says
        self.wait = wait
        self.busy = busy
        super().__init__(says)


class _RefusedError(Exception):
    """The service finds fault with the question as such."""


def ask(service: Endpoint, messages: Sequence[Message]) -> str:
    """What the model answers.

    Raises:
        ExtractorError: no usable answer to this question, after all attempts.
        ExtractorUnavailable: the service answers nobody: unreachable, unknown model, wrong key, quota spent.
    """
    # the same question again gets the same answer, as far as a service can promise that
    body: dict[str, Any] = {"model": service.model, "messages": list(messages)}
    exact: dict[str, Any] = {"temperature": 0, "seed": 0, "response_format": {"type": "json_object"}}
    try:
        return _content(_post(service, body | exact))
    except _RefusedError:
        # some models take no temperature, some servers no response format
        try:
            return _content(_post(service, body))
        except _RefusedError as refused:
            raise ExtractorError(f"{service.url} refuses the question: {refused}") from None


def _post(service: Endpoint, body: Mapping[str, Any]) -> bytes:
    delay = service.backoff
    for attempt in range(1, service.attempts + 1):
        try:
            return _once(service, body)
        except _TroubleError as trouble:
            wait = delay if trouble.wait is None else trouble.wait
            if attempt == service.attempts or wait > _LONGEST_WAIT:
                times = f"after {attempt} attempts" if attempt > 1 else "at the first attempt"
                asks = f" and asks to wait {wait:.0f} s" if trouble.wait is not None else ""
                kind = ExtractorUnavailable if trouble.busy else ExtractorError
                raise kind(f"{service.url} {trouble.says} {times}{asks}") from None
            time.sleep(wait)
            delay *= 2
    raise AssertionError("at least one attempt is made")


def _once(service: Endpoint, body: Mapping[str, Any]) -> bytes:
    import http.client
    import ssl
    from urllib.error import HTTPError, URLError
    from urllib.request import HTTPRedirectHandler, Request, build_opener

    class Stay(HTTPRedirectHandler):
        """Follows no redirection: the key is meant for this address alone."""

        def redirect_request(self, *_: object) -> None:
            return None

    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if service.api_key:
        headers["Authorization"] = f"Bearer {service.api_key}"
    data = json.dumps(body, sort_keys=True).encode("ascii")
    request = Request(service.url, data, headers, method="POST")  # noqa: S310 - the address is http or https
    deadline = time.monotonic() + service.timeout
    try:
        with build_opener(Stay).open(request, timeout=service.timeout) as response:
            return _read(response, deadline)
    except HTTPError as error:
        raise _of_status(service, error) from None
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise _TroubleError(f"did not answer within {service.timeout:g} s") from None
        if isinstance(error.reason, ssl.SSLError):
            raise ExtractorUnavailable(f"cannot trust {service.url}: {error.reason}") from None
        raise _TroubleError(f"cannot be reached ({_reason(error.reason)})", busy=True) from None
    except TimeoutError:
        raise _TroubleError(f"did not answer within {service.timeout:g} s") from None
    except (OSError, http.client.HTTPException) as error:
        raise _TroubleError(f"broke off ({_reason(error)})") from None


def _read(response: Any, deadline: float) -> bytes:  # noqa: ANN401 - what an opener opens has no type of its own
    parts: list[bytes] = []
    size = 0
    while part := response.read1(1 << 16):
        parts.append(part)
        size += len(part)
        if size > _LARGEST:
            raise ExtractorError(f"the reply is longer than {_LARGEST >> 20} MiB")
        if time.monotonic() > deadline:
            raise TimeoutError
    return b"".join(parts)


def _of_status(  # noqa: PLR0911 - one return a kind of status
    service: Endpoint,
    error: Any,  # noqa: ANN401 - urllib's error, imported where it is used
) -> Exception:
    status: int = error.code
    says = _complaint(service, error)
    if status == 429:
        return _TroubleError(f"is too busy (429{says})", _retry_after(error.headers.get("Retry-After")), busy=True)
    if status >= 500 or status == 408:
        return _TroubleError(f"failed ({status}{says})", _retry_after(error.headers.get("Retry-After")))
    if status in (400, 422):
        return _RefusedError(f"{status}{says}")
    if status in (401, 403):
        return ExtractorUnavailable(f"{service.url} refuses the key in ${API_KEY} ({status}{says})")
    if status == 404:
        return ExtractorUnavailable(f"{service.url} knows no such address or model {service.model!r} (404{says})")
    if 300 <= status < 400:
        return ExtractorUnavailable(f"{service.url} points to {error.headers.get('Location')}; give that address")
    return ExtractorError(f"{service.url} answered {status}{says}")


def _complaint(service: Endpoint, error: Any) -> str:  # noqa: ANN401
    """What the service says of an error, short and without our key."""
    try:
        said = error.read(1 << 16).decode("utf-8", "replace")
    except (OSError, ValueError):
        return ""
    try:
        told = json.loads(said)
        told = told.get("error", told) if isinstance(told, dict) else told
        said = str(told.get("message", told) if isinstance(told, dict) else told)
    except (ValueError, RecursionError):
        return ""  # a page for people
    if service.api_key:
        said = said.replace(service.api_key, "…")
    said = " ".join(said.split())[:200]
    return f": {said}" if said else ""


def _retry_after(value: str | None) -> float | None:
    """Seconds, from a number of seconds or a date; None where there is neither."""
    from email.utils import parsedate_to_datetime

    if value is None:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (TypeError, ValueError, OverflowError):
        return None


def _reason(error: object) -> str:
    return str(getattr(error, "strerror", None) or error or type(error).__name__)


def _content(reply: bytes) -> str:
    """The text of the first choice in a reply."""
    try:
        told = json.loads(reply)
        content = told["choices"][0]["message"]["content"]
        if isinstance(content, list):
            content = "".join(part["text"] for part in content if part.get("type") == "text")
        if not isinstance(content, str):
            raise TypeError
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        start = " ".join(reply[:60].decode("utf-8", "replace").split())
        raise ExtractorError(f"the reply is no chat completion: it begins {start!r}") from None
    return content
