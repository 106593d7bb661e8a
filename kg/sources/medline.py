"""MEDLINE, as PubMed gives citations out (.nbib, .txt)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Paper
from kg.sources._fields import Author, Draft, turned
from kg.sources._identifiers import normalised
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._tagged import TaggedRecord, Tagging, tagged

_TAGGING = Tagging(re.compile(r"^([A-Z]{2,4}) *- ?(.*)$"), frozenset({"PMID"}), blank_ends=True)


def _sniff(head: Head) -> Verdict:
    if re.search(r"(?m)^PMID ?- ?\d", head.text):
        return Verdict(Certainty.CERTAIN, "it has the tag PMID")
    return NO


FORMAT = Format("medline", (".nbib", ".medline", ".txt"), "MEDLINE (records with TI and AB)", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the file."""
    for record in tagged(source, _TAGGING):
        if isinstance(record, Problem):
            yield record
            continue
        pmid = record.first("PMID")
        identifiers = [value for value in record.all("AID", "LID") if "[doi]" in value]
        yield Draft(
            record.joined("TI").removesuffix("."),
            record.joined("AB"),
            pmid,
            record.first("DP", "DEP", "EDAT"),
            f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if pmid else "",
            record.first("JT", "TA"),
            _authors(record),
            {"pmid": pmid, "doi": next(iter(identifiers), "").replace("[doi]", "")},
        ).finish(str(record.number), f"record PMID {pmid}")


def _authors(record: TaggedRecord) -> tuple[Author, ...]:
    """Full names where there are any; an ORCID stands in the line below a name, which its tag no longer tells."""
    orcids = [orcid for value in record.all("AUID") if (orcid := normalised("orcid", value))]
    names = [turned(name) for name in record.all("FAU")] or [turned(name) for name in record.all("AU")]
    if len(orcids) == len(names):
        return tuple(Author(name, orcid) for name, orcid in zip(names, orcids, strict=True))
    return tuple(Author(name) for name in names)
