"""Invented papers in the JSON of the services that people take them from."""

from __future__ import annotations

import json
from html import escape

from tests.sources.papers import Papers


def _inverted(text: str) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for k, word in enumerate(text.split()):
        index.setdefault(word, []).append(k)
    return index


def openalex(papers: Papers) -> str:
    return "".join(
        json.dumps(
            {
                "id": f"https://openalex.org/W{100 + k}", "doi": f"https://doi.org/{p.doi}", "display_name": p.title,
                "title": p.title, "publication_year": p.year, "abstract_inverted_index": _inverted(p.abstract),
                "authorships": [{"author": {"display_name": a, "orcid": None}} for a in p.authors],
                "primary_location": {"source": {"display_name": p.venue}, "landing_page_url": f"https://doi.org/{p.doi}"},
                "locations": [{"landing_page_url": f"http://arxiv.org/abs/{p.arxiv}"}],
            }
        ) + "\n"
        for k, p in enumerate(papers)
    )  # fmt: skip


def semantic_scholar(papers: Papers) -> str:
    found = [
        {"paperId": f"{k:040x}", "externalIds": {"DOI": p.doi, "ArXiv": p.arxiv}, "title": p.title, "venue": p.venue,
         "abstract": p.abstract, "year": p.year, "authors": [{"authorId": "1", "name": a} for a in p.authors]}
        for k, p in enumerate(papers)
    ]  # fmt: skip
    return json.dumps({"total": len(found), "offset": 0, "data": found})


def crossref(papers: Papers) -> str:
    items = [
        {"DOI": p.doi, "title": [p.title], "container-title": [p.venue], "type": "journal-article",
         "abstract": f"<jats:title>Abstract</jats:title><jats:p>{escape(p.abstract, quote=False)}</jats:p>",
         "author": [{"given": a.split()[0], "family": a.split()[1], "sequence": "first"} for a in p.authors],
         "issued": {"date-parts": [[p.year, 5]]}, "URL": f"https://doi.org/{p.doi}"}
        for p in papers
    ]  # fmt: skip
    return json.dumps({"status": "ok", "message-type": "work-list", "message": {"items": items}})


def csl_json(papers: Papers) -> str:
    return json.dumps(
        [
            {"id": f"k{k}", "type": "article-journal", "title": p.title, "abstract": p.abstract, "DOI": p.doi,
             "author": [{"given": a.split()[0], "family": a.split()[1]} for a in p.authors],
             "container-title": p.venue, "issued": {"date-parts": [[str(p.year)]]}, "note": f"arXiv:{p.arxiv}"}
            for k, p in enumerate(papers)
        ],
        indent=2,
    )  # fmt: skip


def zotero_json(papers: Papers) -> str:
    return json.dumps(
        [
            {"key": f"K{k}", "version": 1, "data": {
                "key": f"K{k}", "itemType": "journalArticle", "title": p.title, "abstractNote": p.abstract,
                "creators": [{"creatorType": "author", "firstName": a.split()[0], "lastName": a.split()[1]}
                             for a in p.authors],
                "date": str(p.year), "DOI": p.doi, "publicationTitle": p.venue, "extra": f"arXiv: {p.arxiv}"}}
            for k, p in enumerate(papers)
        ]
    )  # fmt: skip


def arxiv_snapshot(papers: Papers) -> str:
    return "".join(
        json.dumps(
            {"id": p.arxiv, "submitter": "X", "authors": " and ".join(p.authors), "title": p.title, "doi": p.doi,
             "journal-ref": p.venue, "abstract": f"  {p.abstract}\n", "update_date": f"{p.year}-05-01",
             "versions": [{"version": "v1", "created": f"Mon, 2 Jan {p.year} 10:00:00 GMT"}],
             "authors_parsed": [[a.split()[1], a.split()[0], ""] for a in p.authors]}
        ) + "\n"
        for p in papers
    )  # fmt: skip


def openreview(papers: Papers) -> str:
    notes = [
        {"id": f"n{k}abcdefgh", "forum": f"n{k}abcdefgh", "invitations": ["X/-/Submission"],
         "cdate": (p.year - 1970) * 31_557_600_000 + 10**9,
         "content": {"title": {"value": p.title}, "abstract": {"value": p.abstract}, "venue": {"value": p.venue},
                     "authors": {"value": list(p.authors)}}}
        for k, p in enumerate(papers)
    ]  # fmt: skip
    return json.dumps({"notes": notes, "count": len(notes)})


def hf_papers(papers: Papers) -> str:
    return json.dumps(
        [
            {"paper": {"id": p.arxiv, "title": p.title, "summary": p.abstract, "upvotes": 3,
                       "authors": [{"name": a, "hidden": False} for a in p.authors],
                       "publishedAt": f"{p.year}-01-02T00:00:00.000Z"},
             "publishedAt": f"{p.year}-01-03T00:00:00.000Z", "title": p.title, "numComments": 0}
            for p in papers
        ]
    )  # fmt: skip


def papers_with_code(papers: Papers) -> str:
    return json.dumps(
        [
            {"paper_url": f"https://paperswithcode.com/paper/p{k}", "arxiv_id": p.arxiv, "title": p.title,
             "abstract": p.abstract, "url_abs": f"https://arxiv.org/abs/{p.arxiv}v1", "url_pdf": "", "tasks": [],
             "proceeding": p.venue, "authors": list(p.authors), "date": f"{p.year}-01-02", "methods": []}
            for k, p in enumerate(papers)
        ],
        indent=1,
    )  # fmt: skip
