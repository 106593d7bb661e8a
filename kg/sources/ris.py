"""RIS, as reference managers and publishers export it, faults included: tags repeated, records without TY or ER."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Paper
from kg.sources._fields import Draft, without_markup
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._tagged import Tagging, tagged

_TAG = re.compile(r"^\s{0,3}([A-Z][A-Z0-9]) {0,3}-(?: (.*)|$)")
_TAGGING = Tagging(_TAG, frozenset({"TY"}), frozenset({"ER"}))


def _sniff(head: Head) -> Verdict:
    tags = [match.group(1) for line in head.text.split("\n")[:2000] if (match := _TAG.match(line))]
    if re.search(r"(?m)^PMID ?- ", head.text) or len(tags) < 2:
        return NO
    if "TY" in tags or "ER" in tags:
        return Verdict(Certainty.CERTAIN, "it has the tags of RIS")
    if {"TI", "T1"} & set(tags):
        return Verdict(Certainty.LIKELY, "it has tags as RIS has them, but neither TY nor ER")
    return NO


FORMAT = Format("ris", (".ris", ".txt"), "RIS (records with TI and AB)", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the file."""
    for record in tagged(source, _TAGGING):
        if isinstance(record, Problem):
            yield record
        elif record.values.keys() - {"TY", "ER"}:
            links = record.all("UR", "L1", "L2", "L3", "LK", "N1", "M3", "JO", "T2")
            yield Draft(
                without_markup(record.first("TI", "T1", "CT", "BT", "ST")),
                without_markup(record.joined("AB", "N2")),
                record.first("ID", "AN", "LB"),
                record.first("DA", "PY", "Y1"),
                record.first("UR", "LK", "L1", "L2"),
                record.first("JO", "JF", "T2", "JA", "J2", "BT"),
                record.authors("AU", "A1"),
                {"doi": record.first("DO", "DI")},
                links,
            ).finish(str(record.number), "the record")
