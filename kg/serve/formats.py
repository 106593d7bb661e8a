"""A page written in one format or another: by the suffix of its address, else by what the Accept header wants."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, is_dataclass
from decimal import Decimal
from pathlib import PurePath

from kg.serve.accept import best
from kg.serve.describe import described, written
from kg.serve.page import Page
from kg.store import Store

# suffix -> media type; the first is what a browser gets
MEDIA = {
    "html": "text/html",
    "json": "application/json",
    "csv": "text/csv",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}


def split_suffix(path: str) -> tuple[str, str]:
    """A path without the suffix of a format, and the suffix, "" where it has none.

    >>> split_suffix("/boards.csv"), split_suffix("/method/resnet-1.5")
    (('/boards', 'csv'), ('/method/resnet-1.5', ''))
    """
    stem, dot, suffix = path.rpartition(".")
    return (stem, suffix) if dot and suffix in MEDIA and not stem.endswith("/") else (path, "")


def chosen(suffix: str, accept: str) -> str | None:
    """The suffix of the format to answer in; None when the Accept header wants none that there is."""
    if suffix:
        return suffix
    media = best(accept, tuple(MEDIA.values()))
    return next((suffix for suffix, name in MEDIA.items() if name == media), None)


def data_of(store: Store, page: Page, suffix: str) -> bytes:
    """A page as JSON, CSV or RDF."""
    if suffix == "json":
        return (json.dumps(page.data, ensure_ascii=False, indent=1, default=_plain) + "\n").encode("utf-8", "replace")
    if suffix == "csv":
        return _csv(page)
    return written(described(store.graph, page.about, page.whole), suffix)


def _csv(page: Page) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(page.columns)
    writer.writerows(page.rows)
    return text.getvalue().encode("utf-8", "replace")


def _plain(value: object) -> object:
    """What JSON has no word for, in words of JSON."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, PurePath):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no place in JSON")
