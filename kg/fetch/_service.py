"""What a service is: where it is, how it is asked for a page of papers, and how its answer is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ask:
    """One page that is wanted.

    Args:
        query: what is sought, in the service's own words.
        cursor: where the page begins, as the page before said; empty for the first.
        size: how many papers it may hold at most.
        key: the user's key for the service, or nothing.
        mailto: the user's address, which services want to know, or nothing.
    """

    query: str
    cursor: str
    size: int
    key: str = ""
    mailto: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """A GET request: the path behind the service's address, parameters and headers."""

    path: str
    parameters: Mapping[str, str]
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """An answer: the papers, where the next page begins (empty after the last), and how many there are in all."""

    records: tuple[Record, ...]
    next: str = ""
    total: int | None = None


class UnusableAnswerError(ValueError):
    """An answer that is not what the service gives; `passing` says whether asking again may help."""

    def __init__(self, reason: str, *, passing: bool = False) -> None:
        super().__init__(reason)
        self.passing = passing


@dataclass(frozen=True, slots=True)
class Service:
    """A public service.

    Args:
        name: as the command line has it.
        title: as people know it.
        address: its base URL.
        interval: seconds that it wants between two requests.
        key: the environment variable with the user's key; empty where there are no keys.
        page_size: papers of a page at most.
        request: how a page is asked for.
        read: how an answer is read; raises UnusableAnswerError.
    """

    name: str
    title: str
    address: str
    interval: float
    key: str
    page_size: int
    request: Callable[[Ask], Request]
    read: Callable[[bytes, Ask], Page]


def parsed(body: bytes) -> Any:  # noqa: ANN401 - whatever JSON holds
    """The value of a JSON body. Raises UnusableAnswerError."""
    import json

    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnusableAnswerError(f"no JSON ({error})", passing=True) from error


def objects(value: object) -> tuple[Record, ...]:
    """The objects of a list. Raises UnusableAnswerError when it is no list."""
    if not isinstance(value, list):
        raise UnusableAnswerError("no list of papers where one belongs")
    return tuple(element for element in value if isinstance(element, dict))
