"""Running the application: the socket, the server, and its end."""

from __future__ import annotations

import errno
import signal
import socket

from kg.errors import KgError
from kg.serve.settings import Settings


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at an address. Raises KgError when it cannot be had."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        bound = socket.socket(family, socket.SOCK_STREAM)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen(256)
    except socket.gaierror as error:
        raise KgError(f"--host {host}: there is no such address on this machine") from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            reason = f"port {port} is in use; --port takes another one, and --port 0 any that is free"
        else:
            reason = f"cannot listen at {host}, port {port}: {error.strerror}"
        raise KgError(reason) from error
    return bound


def address(settings: Settings) -> str:
    """The address of the first page, without a slash at its end."""
    host = "127.0.0.1" if settings.host in ("", "0.0.0.0", "::") else settings.host  # noqa: S104 - compared, not bound
    return f"http://[{host}]:{settings.port}" if ":" in host else f"http://{host}:{settings.port}"


def run(settings: Settings, bound: socket.socket) -> None:
    """Serve until interrupted; requests under way are answered first.

    Args:
        settings: what to serve, and to whom.
        bound: the socket that listens.

    Raises:
        StoreError: there is no store.
    """
    import uvicorn

    from kg.serve.app import application

    config = uvicorn.Config(
        application(settings), log_level="error", access_log=False, server_header=False, lifespan="on",
        timeout_graceful_shutdown=5, timeout_keep_alive=30, limit_concurrency=512, proxy_headers=False,
        h11_max_incomplete_event_size=64 * 1024,
    )  # fmt: skip
    # uvicorn hands the signal on when it has ended, and to be told to end is no fault
    signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        uvicorn.Server(config).run(sockets=[bound])
    except KeyboardInterrupt:
        return
