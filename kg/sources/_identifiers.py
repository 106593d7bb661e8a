"""Identifiers of papers and authors: how each is written, and where it hides in addresses.

Schemes: `arxiv`, `doi`, `pmid`, `acl`, `openalex`, `s2` (Semantic Scholar), `openreview`; of authors `orcid`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

_ARXIV = r"\d\d(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7}"
_WHOLE = {  # the whole identifier, or the part of a longer text that it is
    "arxiv": re.compile(rf"(?i)(?<![\d.])({_ARXIV})(?:v\d+)?(?!\d)"),
    "doi": re.compile(r"(?i)\b(10\.\d{4,9}/\S+)"),
    "pmid": re.compile(r"(?<!\d)(\d{1,8})(?!\d)"),
    "acl": re.compile(r"(?i)\b([A-Z]\d\d-\d{4,5}|\d{4}\.[\w-]+-[\w.]+\.\d+)\b"),
    "openalex": re.compile(r"(?i)\b(W\d{1,12})\b"),
    "s2": re.compile(r"(?i)\b([0-9a-f]{40})\b"),
    "openreview": re.compile(r"^([\w-]{2,20})$"),
    "orcid": re.compile(r"(?i)\b(\d{4}-\d{4}-\d{4}-\d{3}[\dX])\b"),
}
_ADDRESSES = (
    ("arxiv", re.compile(rf"(?i)arxiv(?:\.org/(?:abs|pdf|html|format)/|:\s*|\.org:\s*|/)({_ARXIV})")),
    ("arxiv", re.compile(rf"(?i)(?:huggingface\.co|alphaxiv\.org)/(?:papers|abs)/({_ARXIV})")),
    ("doi", re.compile(r"(?i)(?:doi\.org/|\bdoi:\s*|/doi/(?:abs/|full/|pdf/)?)(10\.\d{4,9}/[^\s?#]+)")),
    ("pmid", re.compile(r"(?i)(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/|\bpmid:\s*)(\d{1,8})")),
    ("acl", re.compile(r"(?i)(?:aclanthology\.org|aclweb\.org/anthology)/([A-Z]\d\d-\d{4,5}|\d{4}\.[\w-]+\.\d+)")),
    ("openalex", re.compile(r"(?i)openalex\.org/(?:works/)?(W\d{1,12})")),
    ("s2", re.compile(r"(?i)semanticscholar\.org/(?:paper/)?(?:[^\s?#]*/)?([0-9a-f]{40})")),
    ("openreview", re.compile(r"(?i)openreview\.net/(?:forum|pdf)\?id=([\w-]{2,20})")),
)
_DOI_END = ".,;:\"'>]}"


def normalised(scheme: str, text: str) -> str:
    """The identifier in a text that is said to hold one, in its usual form; nothing where there is none.

    Versions of arXiv ids go, DOIs become lower case.
    """
    match = _WHOLE[scheme].search(unquote(text) if scheme == "doi" else text)
    return _form(scheme, match.group(1)) if match else ""


def identifiers_in(text: str) -> Iterator[tuple[str, str]]:
    """Scheme and identifier of each that an address, or a text with addresses, holds; the first of each counts."""
    for scheme, pattern in _ADDRESSES:
        if match := pattern.search(text):
            yield scheme, _form(scheme, unquote(match.group(1)) if scheme == "doi" else match.group(1))


def _form(scheme: str, value: str) -> str:
    if scheme == "doi":
        value = value.rstrip(_DOI_END).lower()
        while value.endswith(")") and value.count(")") > value.count("("):
            value = value[:-1].rstrip(_DOI_END)
        return value
    if scheme == "arxiv":
        archive, slash, number = value.rpartition("/")
        return archive[:1].lower() + archive[1:] + slash + number
    if scheme in ("openalex", "orcid"):
        return value.upper()
    return value.lower() if scheme == "s2" else value
