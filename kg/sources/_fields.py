"""What every reader does to the fields of a paper."""

from __future__ import annotations

import re

from kg.errors import SourceError

_ARXIV = re.compile(r"(?<![\d.])(\d{4}\.\d{4,5})(?:v\d+)?(?!\d)|\b([a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?\b")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def clean(text: str) -> str:
    """One line of text: control characters and lone surrogates gone, runs of white space one space."""
    return re.sub(r"\s+", " ", _CONTROL.sub("", text)).strip()


def doi(text: str) -> str:
    """A DOI without its address, in lower case."""
    return re.sub(r"^(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:\s*)", "", text.strip(), flags=re.IGNORECASE).lower()


def arxiv(*texts: str) -> str:
    """The arXiv id in the first text that holds one, without its version."""
    for text in texts:
        match = _ARXIV.search(text)
        if match:
            return match.group(1) or match.group(2)
    return ""


def decode(line: bytes, name: str, number: int) -> str:
    """UTF-8 text of a line. Raises SourceError with line and byte."""
    try:
        return line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{name}:{number}: byte {error.start + 1} of the line is not UTF-8; save the file as UTF-8"
        ) from error
