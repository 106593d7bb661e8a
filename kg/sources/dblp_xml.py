"""DBLP in XML. Its own dump holds no abstracts; files in which each record was given an <abstract> are read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Paper
from kg.sources._fields import Author, Draft
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._xml import text_at, xml_records

_RECORDS = ("article", "inproceedings", "incollection", "phdthesis", "mastersthesis", "book")


def _sniff(head: Head) -> Verdict:
    if "dblp" not in head.tags and "dblp.dtd" not in head.text:
        return NO
    if "abstract" in head.tags:
        return Verdict(Certainty.CERTAIN, "it is DBLP with abstracts")
    return Verdict(Certainty.NEAR, "no record has an <abstract>; DBLP gives none, so they must be joined to it first")


FORMAT = Format("dblp_xml", (".xml",), "DBLP with abstracts joined (XML)", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the file."""
    for record in xml_records(source, *_RECORDS):
        if isinstance(record, Problem):
            yield record
            continue
        entry = record.element
        links = [text_at(link) for link in entry.iterfind("ee")]
        yield Draft(
            text_at(entry, "title").removesuffix("."),
            text_at(entry, "abstract"),
            entry.get("key", ""),
            text_at(entry, "year"),
            next(iter(links), ""),
            text_at(entry, "journal", "booktitle"),
            # DBLP numbers people of one name
            [Author(re.sub(r" \d{4}$", "", text_at(a)), a.get("orcid", "")) for a in entry.iterfind("author")],
            {},
            [*links, text_at(entry, "volume")],
        ).finish(record.line, f"record {entry.get('key', '')!r}")
