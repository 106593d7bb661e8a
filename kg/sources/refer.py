"""Refer, EndNote's tagged export (%0, %T, %X); such files often call themselves RIS."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Paper
from kg.sources._fields import Draft, without_markup
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._tagged import Tagging, tagged

_TAG = re.compile(r"^\s?%([A-Z0-9!@?*#$&(~^+<>\[])\s+(.*)$")
_TAGGING = Tagging(_TAG, frozenset({"0"}), blank_ends=True)


def _sniff(head: Head) -> Verdict:
    tags = {match.group(1) for line in head.text.split("\n")[:500] if (match := _TAG.match(line))}
    if "T" in tags and tags & {"0", "A", "X", "D"}:
        return Verdict(Certainty.CERTAIN, "it has the tags of Refer")
    return NO


FORMAT = Format("refer", (".enw", ".refer", ".ris", ".txt"), "Refer or EndNote tags (records with %T and %X)", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the file."""
    for record in tagged(source, _TAGGING):
        if isinstance(record, Problem):
            yield record
        else:
            yield Draft(
                without_markup(record.joined("T")),
                without_markup(record.joined("X")),
                record.first("F", "M", "L"),
                record.first("8", "D") if re.search(r"\d{4}", record.first("8")) else record.first("D"),
                record.first("U", ">"),
                record.first("J", "B"),
                record.authors("A"),
                {"doi": record.first("R")},
                record.all("U", ">", "R", "Z"),
            ).finish(str(record.number), "the record")
