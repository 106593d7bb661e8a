"""JSON Lines whose fields are named as someone liked: one object with title and abstract a line."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Paper
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._json import is_lines, read_json
from kg.sources._records import draft


def _sniff(head: Head) -> Verdict:
    if not head.start.startswith("{") or not is_lines(head):
        return NO
    return Verdict(Certainty.LIKELY, "every line is a JSON object")


FORMAT = Format(
    "json_lines", (".jsonl", ".ndjson", ".json"), "JSON Lines (an object with title and abstract on each line)", _sniff
)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers, line by line; a broken line is a problem and the next is read."""
    return read_json(source, draft)
