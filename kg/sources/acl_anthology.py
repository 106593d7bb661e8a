"""Volumes of the ACL Anthology in its own XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.model import Paper
from kg.sources._fields import Author, Draft, clean, without_markup
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._xml import text_at, xml_records

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def _sniff(head: Head) -> Verdict:
    if {"collection", "volume"} <= head.tags and head.tags & {"paper", "booktitle"}:
        return Verdict(Certainty.CERTAIN, "it holds volumes of the ACL Anthology")
    return NO


FORMAT = Format("acl_anthology", (".xml",), "volumes of the ACL Anthology (XML)", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the file."""
    collection = volume = venue = year = ""
    for record in xml_records(source, "paper"):
        if isinstance(record, Problem):
            yield record
            continue
        # what holds for a volume stands before its first paper
        collection = _last(r"<collection\s[^>]*\bid=\"([^\"]*)\"", record.before) or collection
        if named := _last(r"<volume\s[^>]*\bid=\"([^\"]*)\"", record.before):
            volume = named
            year = _last(r"<year>([^<]*)</year>", record.before)
            venue = clean(without_markup(_last(r"(?s)<booktitle>(.*?)</booktitle>", record.before)))
        paper = record.element
        number = paper.get("id", "")
        key = text_at(paper, "url") or (
            f"{collection}-{volume}.{number}" if "." in collection else f"{collection}-{volume}{number.zfill(3)}"
        )
        yield Draft(
            text_at(paper, "title"),
            text_at(paper, "abstract"),
            key,
            year,
            key if key.startswith("http") else f"https://aclanthology.org/{key}/",
            venue,
            [_author(author) for author in paper.iterfind("author")],
            {"acl": key, "doi": text_at(paper, "doi")},
        ).finish(record.line, f"paper {key}")


def _last(pattern: str, text: str) -> str:
    found = re.findall(pattern, text)
    return str(found[-1]) if found else ""


def _author(author: Element) -> Author:
    return Author(f"{text_at(author, 'first')} {text_at(author, 'last')}".strip(), author.get("orcid", ""))
