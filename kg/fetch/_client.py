"""A polite HTTP client: it says who it is, keeps the pace that is asked for, and waits when told to."""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kg.errors import KgError
from kg.fetch._service import Page, UnusableAnswerError

if TYPE_CHECKING:
    import httpx
    from tenacity import RetryCallState

    from kg.fetch._service import Request

_ATTEMPTS = 6
_LONGEST_WAIT = 600.0  # seconds that a server may ask us to wait before we give up
_LARGEST = 64 << 20  # bytes of an answer
_TIMEOUT = 60.0  # seconds without a byte
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})


class FetchError(KgError):
    """A service that cannot be reached or does not give what is asked for; the same command may go on later."""


class _Again(Exception):  # noqa: N818 - no error yet
    """What failed may work when tried again, after so many seconds where the server says so."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class Client:
    """Requests to one service, one after the other.

    Args:
        title: what messages call the service.
        address: its base URL.
        interval: seconds between two requests.
        mailto: the user's e-mail address for the User-Agent, or nothing.
        sleep: waits so many seconds.
        clock: seconds that never go back.
    """

    def __init__(
        self,
        title: str,
        address: str,
        interval: float,
        mailto: str = "",
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        import httpx

        contact = f"; mailto:{mailto}" if mailto else ""
        agent = f"paperkg/{_version()} (https://w3id.org/paperkg{contact})"
        self._title, self._address, self._interval = title, address.rstrip("/"), interval
        self._sleep, self._clock, self._last = sleep, clock, float("-inf")
        self._http = httpx.Client(headers={"User-Agent": agent}, timeout=_TIMEOUT)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def page(self, request: Request, read: Callable[[bytes], Page]) -> Page:
        """The answer to a request, tried again where that may help. Raises FetchError."""
        from tenacity import Retrying, retry_if_exception_type, stop_after_attempt

        retrying = Retrying(
            retry=retry_if_exception_type(_Again),
            wait=_wait,
            stop=stop_after_attempt(_ATTEMPTS),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return retrying(self._once, request, read)
        except _Again as error:
            raise FetchError(
                f"{self._title} failed {_ATTEMPTS} times: {error}; the same command goes on where it stopped"
            ) from error

    def _once(self, request: Request, read: Callable[[bytes], Page]) -> Page:
        import httpx

        self._keep_pace()
        try:
            with self._http.stream(
                "GET", self._address + request.path, params=dict(request.parameters), headers=dict(request.headers)
            ) as answer:
                self._check(answer)
                body = self._body(answer)
        except httpx.TransportError as error:
            raise _Again(f"{type(error).__name__}: {error}") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise FetchError(f"cannot ask {self._title} at {self._address}: {error}") from error
        try:
            return read(body)
        except UnusableAnswerError as error:
            if error.passing:
                raise _Again(f"its answer is {error}") from error
            raise FetchError(f"the answer of {self._title} cannot be used: {error}") from error

    def _keep_pace(self) -> None:
        early = self._last + self._interval - self._clock()
        if early > 0:
            self._sleep(early)
        self._last = self._clock()

    def _check(self, answer: httpx.Response) -> None:
        status = f"{answer.status_code} {answer.reason_phrase}"
        if answer.status_code in _BUSY:
            wait = _retry_after(answer.headers.get("Retry-After", ""))
            if wait is not None and wait > _LONGEST_WAIT:
                later = "after that, the same command goes on where it stopped"
                raise FetchError(f"{self._title} asks to wait {wait:.0f} seconds; {later}")
            raise _Again(f"it answered {status}", wait)
        if answer.is_redirect:
            raise FetchError(f"{self._title} has moved to {answer.headers.get('Location', '?')}; try --address")
        if answer.status_code != 200:
            raise FetchError(f"{self._title} answered {status}{_said(self._body(answer))}")

    def _body(self, answer: httpx.Response) -> bytes:
        parts, size = list[bytes](), 0
        for part in answer.iter_bytes():
            size += len(part)
            if size > _LARGEST:
                raise FetchError(f"{self._title} answered with more than {_LARGEST >> 20} MiB; ask for less")
            parts.append(part)
        return b"".join(parts)


def _wait(state: RetryCallState) -> float:
    """Seconds before the next attempt: what the server asks for, else 1, 2, 4, …"""
    error = state.outcome.exception() if state.outcome else None
    asked = error.wait if isinstance(error, _Again) else None
    return min(2.0 ** (state.attempt_number - 1), 60.0) if asked is None else asked


def _retry_after(value: str) -> float | None:
    """Seconds out of a Retry-After header, which holds seconds or a date."""
    from email.utils import parsedate_to_datetime

    if value.strip().isdigit():
        return float(value)
    try:
        date = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, date.timestamp() - time.time())


def _said(body: bytes) -> str:
    """The beginning of an error page, where it is text."""
    import re

    text = " ".join(re.sub(r"<[^>]*>", " ", body[:2000].decode("utf-8", "replace")).split())
    return f": {text[:160]}" if text else ""


def _version() -> str:
    try:
        return version("paperkg")
    except PackageNotFoundError:
        return "0"
