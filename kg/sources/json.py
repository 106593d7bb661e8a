"""JSON whose fields are named as someone liked: an array of papers, one paper, or papers under a key."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Paper
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._json import is_lines, read_json
from kg.sources._records import draft


def _sniff(head: Head) -> Verdict:
    if not head.start.startswith(("{", "[")) or is_lines(head):
        return NO
    if not head.keys:
        return Verdict(Certainty.NEAR, "no key of an object is in it; expected papers with title and abstract")
    if {"sota", "datasets"} <= head.keys:
        return NO  # the tables of Papers with Code
    return Verdict(Certainty.LIKELY, "it begins as JSON")


FORMAT = Format("json", (".json",), "JSON (an array of papers, one paper, or papers under a key)", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the file."""
    return read_json(source, draft)
