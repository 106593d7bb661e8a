"""The options of the commands that talk to another server."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click


def server_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """An argument URL and options that become one argument `server`."""

    @functools.wraps(command)
    def call(
        *args: object,
        url: str,
        update: str | None,
        graphs: str | None,
        timeout: float,
        digest: bool,
        **options: Any,  # noqa: ANN401
    ) -> object:
        from kg.remote.client import Addresses, Server

        with Server(Addresses.of(url, update or "", graphs or ""), timeout, digest) as server:
            return command(*args, server=server, **options)

    decorators = (
        click.argument("url"),
        click.option("--update-url", "update", help="Where updates go; found from URL when not given."),
        click.option("--graphs-url", "graphs", help="Where the Graph Store Protocol is spoken; found from URL."),
        click.option(
            "--timeout", type=click.FloatRange(0, min_open=True), default=120.0, show_default=True,
            help="Seconds that one request may take.",
        ),
        click.option("--digest", is_flag=True, help="Prove the password by HTTP digest, as Virtuoso wants it."),
    )  # fmt: skip
    wrapped: Callable[..., Any] = call
    for decorator in reversed(decorators):
        wrapped = decorator(wrapped)
    return wrapped
