"""PubMed citations in XML, as its baseline files and E-utilities give them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.model import Paper
from kg.sources._fields import Author, Draft
from kg.sources._input import Input
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._xml import text_at, xml_records

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def _sniff(head: Head) -> Verdict:
    if head.tags & {"PubmedArticle", "PubmedArticleSet", "MedlineCitation"}:
        return Verdict(Certainty.CERTAIN, "it holds PubMed citations")
    return NO


FORMAT = Format("pubmed_xml", (".xml",), "PubMed citations (XML)", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the file."""
    for record in xml_records(source, "PubmedArticle"):
        if isinstance(record, Problem):
            yield record
            continue
        article = record.element.find("MedlineCitation/Article")
        ids = {
            element.get("IdType", ""): text_at(element)
            for element in record.element.iterfind("PubmedData/ArticleIdList/ArticleId")
        }
        pmid = text_at(record.element, "MedlineCitation/PMID") or ids.get("pubmed", "")
        yield Draft(
            text_at(article, "ArticleTitle", "VernacularTitle").removesuffix("."),
            _abstract(article),
            pmid,
            _date(article),
            f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if pmid else "",
            text_at(article, "Journal/Title", "Journal/ISOAbbreviation"),
            [] if article is None else [_author(author) for author in article.iterfind("AuthorList/Author")],
            {"pmid": pmid, "doi": ids.get("doi", "") or text_at(article, "ELocationID[@EIdType='doi']")},
        ).finish(record.line, f"record PMID {pmid}")


def _abstract(article: Element | None) -> str:
    """The parts of the abstract, each behind its label where it has one."""
    parts = []
    for part in article.iterfind("Abstract/AbstractText") if article is not None else ():
        label, text = part.get("Label", ""), text_at(part)
        parts.append(f"{label}: {text}" if label and label != "UNLABELLED" and text else text)
    return " ".join(parts)


def _date(article: Element | None) -> str:
    for path in ("ArticleDate", "Journal/JournalIssue/PubDate"):
        date = article.find(path) if article is not None else None
        if date is not None and (year := text_at(date, "Year", "MedlineDate")):
            month, day = text_at(date, "Month"), text_at(date, "Day")
            return "-".join(filter(None, (year, month, day))) if month.isdigit() else f"{day} {month} {year}"
    return ""


def _author(author: Element) -> Author:
    given = text_at(author, "ForeName", "Initials")
    name = f"{given} {text_at(author, 'LastName')}".strip() or text_at(author, "CollectiveName")
    return Author(name, text_at(author, "Identifier[@Source='ORCID']"))
