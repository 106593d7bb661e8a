"""Invented papers in the XML and HTML of the services and programs that people take them from."""

from __future__ import annotations

from html import escape

from tests.sources.papers import Papers, Written


def arxiv_atom(papers: Papers) -> str:
    def entry(p: Written) -> str:
        authors = "".join(f"<author><name>{escape(a)}</name></author>" for a in p.authors)
        return (
            f"<entry><id>http://arxiv.org/abs/{p.arxiv}v1</id><published>{p.year}-01-02T10:00:00Z</published>"
            f"<title>{escape(p.title)}</title><summary>  {escape(p.abstract)}\n</summary>{authors}"
            f"<arxiv:doi>{p.doi}</arxiv:doi><arxiv:journal_ref>{escape(p.venue)}</arxiv:journal_ref></entry>\n"
        )

    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:arxiv="http://arxiv.org/schemas/atom">\n' + "".join(map(entry, papers)) + "</feed>\n"
    )


def rss(papers: Papers) -> str:
    items = "".join(
        f"<item><title>{escape(p.title)}</title><link>https://arxiv.org/abs/{p.arxiv}</link>"
        f"<description>arXiv:{p.arxiv}v1 Announce Type: new \nAbstract: {escape(p.abstract)}</description>"
        f"<dc:creator>{escape(', '.join(p.authors))}</dc:creator><pubDate>Tue, 2 Jan {p.year} 00:00:00 -0500</pubDate>"
        "</item>\n"
        for p in papers
    )
    return (
        '<?xml version="1.0"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>cs.RO</title><description>Updates</description>\n{items}</channel></rss>"
    )


def oai_pmh(papers: Papers) -> str:
    records = "".join(
        f"<record><header><identifier>oai:arXiv.org:{p.arxiv}</identifier></header><metadata>"
        f'<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>{p.arxiv}</id><created>{p.year}-01-02</created><authors>'
        + "".join(
            f"<author><keyname>{a.split()[1]}</keyname><forenames>{a.split()[0]}</forenames></author>"
            for a in p.authors
        )
        + f"</authors><title>{escape(p.title)}</title><doi>{p.doi}</doi><journal-ref>{escape(p.venue)}</journal-ref>"
        f"<abstract>{escape(p.abstract)}</abstract></arXiv></metadata></record>\n"
        for p in papers
    )
    return f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>\n{records}</ListRecords></OAI-PMH>'


def pubmed_xml(papers: Papers) -> str:
    records = "".join(
        f"<PubmedArticle><MedlineCitation><PMID>{100 + k}</PMID><Article><Journal><JournalIssue><PubDate>"
        f"<Year>{p.year}</Year></PubDate></JournalIssue><Title>{escape(p.venue)}</Title></Journal>"
        f"<ArticleTitle>{escape(p.title)}.</ArticleTitle><Abstract><AbstractText>{escape(p.abstract)}</AbstractText>"
        "</Abstract><AuthorList>"
        + "".join(f"<Author><LastName>{a.split()[1]}</LastName><ForeName>{a.split()[0]}</ForeName></Author>"
                  for a in p.authors)
        + f'</AuthorList></Article></MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="doi">{p.doi}'
        "</ArticleId></ArticleIdList></PubmedData></PubmedArticle>\n"
        for k, p in enumerate(papers)
    )  # fmt: skip
    doctype = '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "https://dtd.example.org/pubmed.dtd">'
    return f'<?xml version="1.0"?>\n{doctype}\n<PubmedArticleSet>\n{records}</PubmedArticleSet>'


def endnote_xml(papers: Papers) -> str:
    def styled(text: str) -> str:
        return f'<style face="normal" font="default" size="100%">{escape(text)}</style>'

    records = "".join(
        '<record><ref-type name="Journal Article">17</ref-type><contributors><authors>'
        + "".join(f"<author>{styled(', '.join(reversed(a.split())))}</author>" for a in p.authors)
        + f"</authors></contributors><titles><title>{styled(p.title)}</title><secondary-title>{styled(p.venue)}"
        f"</secondary-title></titles><dates><year>{styled(str(p.year))}</year></dates>"
        f"<electronic-resource-num>{styled(p.doi)}</electronic-resource-num><abstract>{styled(p.abstract)}</abstract>"
        "</record>"
        for p in papers
    )
    return f'<?xml version="1.0" encoding="UTF-8" ?><xml><records>{records}</records></xml>'


def acl_anthology(papers: Papers) -> str:
    def paper(k: int, p: Written) -> str:
        authors = "".join(
            f"<author><first>{a.split()[0]}</first><last>{a.split()[1]}</last></author>" for a in p.authors
        )
        return (
            f'<paper id="{k}"><title>{escape(p.title)}</title>{authors}<abstract>{escape(p.abstract)}</abstract>'
            f'<url hash="0">2024.sift-1.{k}</url><doi>{p.doi}</doi></paper>\n'
        )

    volumes = "".join(
        f'<volume id="{k}"><meta><booktitle>{escape(p.venue)}</booktitle><year>{p.year}</year></meta>'
        f"{paper(k, p)}</volume>"
        for k, p in enumerate(papers, 1)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<collection id="2024.sift">{volumes}</collection>'


def dblp_xml(papers: Papers) -> str:
    records = "".join(
        f'<article key="journals/x/{k}">' + "".join(f"<author>{escape(a)} 0001</author>" for a in p.authors)
        + f"<title>{escape(p.title)}.</title><year>{p.year}</year><journal>{escape(p.venue)}</journal>"
        f"<ee>https://doi.org/{p.doi}</ee><abstract>{escape(p.abstract)}</abstract></article>\n"
        for k, p in enumerate(papers)
    ).replace("é", "&eacute;")  # fmt: skip
    return f'<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE dblp SYSTEM "dblp.dtd">\n<dblp>\n{records}</dblp>'


def jats_xml(papers: Papers) -> str:
    articles = "".join(
        "<article><front><journal-meta><journal-title-group><journal-title>" + escape(p.venue)
        + f'</journal-title></journal-title-group></journal-meta><article-meta><article-id pub-id-type="doi">{p.doi}'
        f"</article-id><title-group><article-title>{escape(p.title)}</article-title></title-group><contrib-group>"
        + "".join(f'<contrib contrib-type="author"><name><surname>{a.split()[1]}</surname><given-names>{a.split()[0]}'
                  "</given-names></name></contrib>" for a in p.authors)
        + f"</contrib-group><pub-date><year>{p.year}</year></pub-date><abstract><p>{escape(p.abstract)}</p></abstract>"
        "</article-meta></front></article>\n"
        for p in papers
    )  # fmt: skip
    return f"<articles>{articles}</articles>"


def html_page(papers: Papers) -> str:
    p = papers[0]
    meta = {
        "citation_title": p.title,
        "citation_doi": p.doi,
        "citation_arxiv_id": p.arxiv,
        "citation_date": str(p.year),
    }
    tags = "".join(f'<meta name="{name}" content="{escape(text)}">' for name, text in meta.items())
    tags += "".join(f'<meta name="citation_author" content="{", ".join(reversed(a.split()))}">' for a in p.authors)
    return (
        f'<!DOCTYPE html>\n<html><head>{tags}</head><body><blockquote class="abstract mathjax">'
        f"<span>Abstract:</span> {escape(p.abstract)}</blockquote></body></html>"
    )
