"""Papers from public services: one module a service, found by walking this folder. Nothing else touches the network.

Each module gives `SERVICE`. What comes is written as JSON Lines in the service's own shape, which the sources read.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import cast

from kg.errors import UnknownName
from kg.fetch._client import Client, FetchError
from kg.fetch._job import Progress, fetch
from kg.fetch._service import Ask, Page, Request, Service

__all__ = ["Ask", "Client", "FetchError", "Page", "Progress", "Request", "Service", "fetch", "service", "services"]


@cache
def services() -> dict[str, Service]:
    """The services, by name."""
    names = sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
    return {name: cast(Service, import_module(f"kg.fetch.{name}").SERVICE) for name in names}


def service(name: str) -> Service:
    """The service of that name. Raises UnknownName."""
    if name not in services():
        raise UnknownName("service", name, services())
    return services()[name]
