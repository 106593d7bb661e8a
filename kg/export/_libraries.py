"""Libraries that only some formats need."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from kg.errors import KgError


def need(module: str, what: str) -> ModuleType:
    """Import a library of the extra `tables`.

    Args:
        module: its name.
        what: what needs it, for the message.

    Raises:
        KgError: it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise KgError(
            f"{what} needs {module.partition('.')[0]}; install it with: pip install 'paperkg[tables]'"
        ) from error
