"""Libraries that are installed only by those who need their formats."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from kg.errors import SourceError


def needed(module: str, what: str) -> Any:  # noqa: ANN401 - the library, whatever it is
    """The library. Raises SourceError, which says how to install it, where it is missing."""
    try:
        return import_module(module)
    except ImportError as error:
        library = module.partition(".")[0]
        raise SourceError(f"reading {what} needs {library}: pip install 'paperkg[tables]'") from error
