"""The tagged export of Web of Science (savedrecs.txt)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Paper
from kg.sources._fields import Author, Draft
from kg.sources._identifiers import normalised
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._tagged import TaggedRecord, Tagging, tagged

_TAGGING = Tagging(re.compile(r"^([A-Z][A-Z0-9])(?: (.*)|$)"), frozenset({"PT"}), frozenset({"ER"}))


def _sniff(head: Head) -> Verdict:
    if re.match(r"FN (?:Clarivate|Thomson|ISI)", head.start) or re.search(r"(?m)^PT [JBSPC]\n(?:A[UF]|TI) ", head.text):
        return Verdict(Certainty.CERTAIN, "it has the tags of Web of Science")
    return NO


FORMAT = Format("web_of_science", (".txt", ".ciw", ".isi"), "Web of Science (tagged records with TI and AB)", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the file."""
    for record in tagged(source, _TAGGING):
        if isinstance(record, Problem):
            yield record
        elif "PT" in record.values:
            yield Draft(
                record.joined("TI"),
                record.joined("AB"),
                record.first("UT"),
                f"{record.first('PY')} {record.first('PD')}",
                "",
                record.first("SO", "JI"),
                _authors(record),
                {"doi": record.first("DI"), "pmid": record.first("PM")},
            ).finish(str(record.number), "the record")


def _authors(record: TaggedRecord) -> tuple[Author, ...]:
    """Names, with the ORCIDs that OI lists as "Family, Given/0000-…"."""
    orcids = {}
    for pair in re.split(r";|\n", record.joined("OI")):
        name, _, orcid = pair.strip().rpartition("/")
        orcids[name.casefold()] = normalised("orcid", orcid)
    given = [name for value in record.all("AF") or record.all("AU") for name in value.split("\n")]
    found = record.authors("AF", "AU")
    return tuple(
        Author(author.name, orcids.get(name.strip().casefold(), "")) for author, name in zip(found, given, strict=False)
    )
