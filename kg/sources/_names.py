"""What the fields of a paper are called where everyone names them as they like: columns of tables, keys of JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

# field of a draft -> names, the more telling first; letter case, spaces, hyphens and underscores do not count
NAMES: Mapping[str, tuple[str, ...]] = {
    "title": (
        "title", "paper title", "article title", "document title", "display name", "work title", "item title",
        "ti", "titles", "name", "primary title", "paper name", "papertitel", "titel",
    ),
    "abstract": (
        "abstract", "abstract note", "abstract text", "paper abstract", "summary", "abstracts", "abs", "ab",
        "article abstract", "description", "zusammenfassung", "abstract en",
    ),
    "key": (
        "id", "paper id", "key", "citation key", "citekey", "bibtex key", "uid", "ut unique wos id", "eid", "uuid",
        "identifier", "record id", "paperid", "idx",
    ),
    "doi": ("doi", "doi link", "paper doi", "article doi", "di", "doi url"),
    "arxiv": ("arxiv", "arxiv id", "arxivid", "arxiv number", "arxiv url", "eprint", "arxiv link"),
    "pmid": ("pmid", "pubmed id", "pubmedid", "pm"),
    "acl": ("acl id", "acl", "acl anthology id", "anthology id"),
    "openalex": ("openalex", "openalex id", "openalexid"),
    "s2": ("s2", "s2 id", "semantic scholar id", "s2id", "ss id", "paper id"),
    "openreview": ("openreview", "openreview id", "forum", "forum id"),
    "issued": (
        "issued", "published", "publication date", "published date", "date", "publish date", "publication year",
        "published at", "year", "pub year", "py", "update date", "submitted date", "created", "date published",
        "publicationdate", "online date", "cover date", "submitted", "released",
    ),
    "authors": (
        "authors", "author", "author full names", "author names", "creators", "author s", "au", "author list",
        "authorships", "autor", "autoren",
    ),
    "venue": (
        "venue", "journal", "publication title", "source title", "journal ref", "container title", "conference",
        "booktitle", "publication", "journal name", "conference name", "so", "published in",
    ),
    "url": (
        "url", "link", "paper url", "landing page url", "pdf url", "abs url", "url abs", "paper link", "links",
        "website", "pdf", "href", "pdf link", "arxiv url", "openreview url",
    ),
}  # fmt: skip


_LONGEST = 200  # characters of a name that are looked at


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A name as it is compared: small letters and digits alone."""
    return re.sub(r"[^a-z0-9]+", "", re.sub(r"\([^()]*\)", "", name[:_LONGEST]).casefold())


_FOLDED = {field: tuple(dict.fromkeys(folded(name) for name in names)) for field, names in NAMES.items()}


def recognised(names: Iterable[str]) -> dict[str, list[str]]:
    """For each field of a paper, those of the names that mean it, the most telling first."""
    by_folded: dict[str, str] = {}
    for name in names:
        by_folded.setdefault(folded(name), name)
    found = {
        field: [by_folded[wanted] for wanted in wanteds if wanted in by_folded] for field, wanteds in _FOLDED.items()
    }
    return {field: given for field, given in found.items() if given}
