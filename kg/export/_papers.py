"""Papers as reference managers take them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.export._stream import nodes

if TYPE_CHECKING:
    from kg.model import Paper
    from kg.store import Store

_SMALL = frozenset("a an the on of in for to and towards toward from is are can how what why do does".split())  # noqa: SIM905


def papers(store: Store) -> Iterator[tuple[str, Paper]]:
    """Each paper with a key to cite it by, such as "perez2024sieve", by IRI; no two keys are the same."""
    used: set[str] = set()
    for node in nodes(store):
        if node.paper is not None:
            wanted = citation_key(node.paper)
            key, number = wanted, 1
            while key in used:
                number += 1
                key = f"{wanted}-{number}"
            used.add(key)
            yield key, node.paper


def citation_key(paper: Paper) -> str:
    """First author, year and first telling word of the title, in ASCII."""
    words = [word for word in map(_ascii, re.findall(r"[^\W_]+", paper.title)) if word]
    word = next((word for word in words if word not in _SMALL), words[0] if words else "")
    author = _ascii(name(paper.authors[0])[0]) if paper.authors else ""
    return f"{author}{paper.issued[:4] if paper.issued[:4].isdecimal() else ''}{word}" or "paper"


def name(author: str) -> tuple[str, str]:
    """Family name and given names of an author written either way round; a single word is a family name."""
    family, comma, given = author.partition(",")
    if comma:
        return family.strip(), given.strip()
    *given_names, family = author.split() or [""]
    return family, " ".join(given_names)


def date_parts(issued: str) -> list[int]:
    """Year, month and day as far as they are known."""
    return [int(part) for part in re.findall(r"\d+", issued)[:3]] if re.match(r"\d{4}", issued) else []


def _ascii(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", folded.lower())
