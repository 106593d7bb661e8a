"""Where the page of a thing is: the end of its IRI is the end of its address."""

from __future__ import annotations

from urllib.parse import quote, unquote, urlsplit

from kg.model import BASE
from kg.ontology import ontology


def path_of(iri: str) -> str:
    """The path of the page of a thing, "" for an IRI that is none of ours.

    >>> path_of("https://w3id.org/paperkg/paper/doi-10.1%2Fx")
    '/paper/doi-10.1%252Fx'
    """
    tail = iri.removeprefix(BASE)
    type_, slash, name = tail.partition("/")
    if tail == iri or not slash or not name or type_ not in page_types():
        return ""
    return "/" + quote(tail, safe="/")


def iri_of(raw_path: str) -> str:
    """The IRI whose page has this path, as a browser sends it."""
    return BASE + unquote(raw_path.lstrip("/"), errors="replace")


def page_types() -> tuple[str, ...]:
    """The types whose things have pages."""
    return tuple(t.name for t in ontology().types if t.name != "claim")


def web_address(text: str) -> str:
    """The text where it is an address of the web that a link may lead to, else ""."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return ""
    return text.strip() if parts.scheme in ("http", "https") and parts.netloc else ""
