"""The same invented papers in every format that the sources know."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

from kg.sources import formats
from tests.sources import dumps_binary, dumps_json, dumps_xml
from tests.sources.papers import PAPERS, Papers

WRAP = "\n      "  # how MEDLINE goes on in the next line


def listing(papers: Papers) -> str:
    page = "Hot papers\n\nSubscribe\n\nMar 11\n\n"
    return page + "".join(f"{p.title}\n\n{p.abstract}\n\nupvote 12\n\n" for p in papers)


def plain_text(papers: Papers) -> str:
    return f"{papers[0].title}\n\n{papers[0].abstract}\n"


def digest(papers: Papers) -> str:
    return "".join(
        f"## {k}. {p.title}\n\n**Authors**: {', '.join(p.authors)}\n\n**Link**: [PDF](https://arxiv.org/pdf/{p.arxiv})\n\n"
        f"**Abstract**: {p.abstract}\n\n---\n"
        for k, p in enumerate(papers, 1)
    )


def arxiv_email(papers: Papers) -> str:
    bar = "-" * 78
    return "".join(
        f"{bar}\n\\\\\narXiv:{p.arxiv}\nDate: Tue, 2 Jan {p.year} 10:00:00 GMT   (9kb)\n\nTitle: {p.title}\n"
        f"Authors: {', '.join(p.authors)}\nCategories: cs.RO\nDOI: {p.doi}\n\\\\\n  {p.abstract}\n"
        f"\\\\ ( https://arxiv.org/abs/{p.arxiv} ,  9kb)\n"
        for p in papers
    )


def arxiv_listing(papers: Papers) -> str:
    return "Showing new listings\n" + "".join(
        f"[{k}] arXiv:{p.arxiv} [pdf, html, other]\nTitle: {p.title}\n{', '.join(p.authors)}\nComments: 3 pages\n"
        f"Subjects: Robotics (cs.RO)\n\n    {p.abstract}\n\n"
        for k, p in enumerate(papers, 1)
    )


def bibtex(papers: Papers) -> str:
    def escaped(text: str) -> str:
        return text.replace("%", "\\%").replace("é", "{\\'e}")

    return "".join(
        f"@article{{key{k},\n  title = {{{escaped(p.title)}}},\n  author = {{{escaped(' and '.join(p.authors))}}},\n"
        f"  abstract = {{{escaped(p.abstract)}}},\n  year = {p.year},\n  doi = {{{p.doi}}},\n"
        f"  eprint = {{{p.arxiv}}},\n  archiveprefix = {{arXiv}}\n}}\n\n"
        for k, p in enumerate(papers)
    )


def ris(papers: Papers) -> str:
    return "".join(
        f"TY  - JOUR\nTI  - {p.title}\n"
        + "".join(f"AU  - {', '.join(reversed(a.split(' ')))}\n" for a in p.authors)
        + f"AB  - {p.abstract}\nPY  - {p.year}\nDO  - {p.doi}\nUR  - https://arxiv.org/abs/{p.arxiv}\nER  - \n\n"
        for p in papers
    )


def medline(papers: Papers) -> str:
    return "".join(
        f"PMID- {100 + k}\nTI  - {p.title}.\n"
        + "".join(f"FAU - {', '.join(reversed(a.split(' ')))}\n" for a in p.authors)
        + f"AB  - {p.abstract.replace(' ', WRAP, 1)}\nDP  - {p.year}\nAID - {p.doi} [doi]\n\n"
        for k, p in enumerate(papers)
    )


def refer(papers: Papers) -> str:
    return "".join(
        f"%0 Journal Article\n%T {p.title}\n" + "".join(f"%A {a}\n" for a in p.authors)
        + f"%X {p.abstract}\n%D {p.year}\n%R {p.doi}\n%U https://arxiv.org/abs/{p.arxiv}\n\n"
        for p in papers
    )  # fmt: skip


def web_of_science(papers: Papers) -> str:
    return "FN Clarivate Analytics Web of Science\nVR 1.0\n" + "".join(
        "PT J\nAF " + "\n   ".join(", ".join(reversed(a.split(" "))) for a in p.authors)
        + f"\nTI {p.title}\nAB {p.abstract}\nPY {p.year}\nDI {p.doi}\nER\n\n"
        for p in papers
    ) + "EF\n"  # fmt: skip


def table(papers: Papers) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("Paper Title", "Abstract", "Authors", "Year", "DOI", "arXiv ID"))
    writer.writerows((p.title, p.abstract, "; ".join(p.authors), p.year, p.doi, p.arxiv) for p in papers)
    return out.getvalue()


def _records(papers: Papers) -> list[dict[str, object]]:
    return [
        {"title": p.title, "abstract": p.abstract, "authors": list(p.authors), "year": p.year, "doi": p.doi,
         "arxiv_id": p.arxiv}
        for p in papers
    ]  # fmt: skip


def json_lines(papers: Papers) -> str:
    return "".join(json.dumps(record) + "\n" for record in _records(papers))


def json_array(papers: Papers) -> str:
    return json.dumps({"count": len(papers), "papers": _records(papers)}, indent=1)


WRITERS: dict[str, Callable[[Papers], str | bytes]] = {
    "listing": listing, "plain_text": plain_text, "digest": digest, "arxiv_email": arxiv_email,
    "arxiv_listing": arxiv_listing, "bibtex": bibtex, "ris": ris, "medline": medline, "refer": refer,
    "web_of_science": web_of_science, "csv": table, "json_lines": json_lines, "json": json_array,
    **{
        name: writer
        for module in (dumps_json, dumps_xml, dumps_binary)
        for name, writer in vars(module).items()
        if name in formats() and callable(writer)
    },
}  # fmt: skip


def written(name: str, papers: Papers = PAPERS) -> bytes:
    """A file of the format that holds the papers."""
    data = WRITERS[name](papers)
    return data if isinstance(data, bytes) else data.encode()
