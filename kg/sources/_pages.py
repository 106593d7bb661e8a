"""What pasted pages have in common: labels such as "Abstract:", titles behind Markdown, blocks of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.sources._fields import clean, without_markup
from kg.sources._input import Input, Line
from kg.sources._interface import Problem

_TITLE = r"(?:paper |article |document )?title|标题|题目|論文題目|タイトル"
_ABSTRACT = r"abstract|摘要|概要|要旨|초록"
_PLAIN = (  # labels that need no mark: they stand so on pages that people paste
    r"authors?|affiliations?|links?|urls?|pdf(?: link)?|arxiv(?: id| link)?|dates?|published(?: in| on| date)?|"
    r"submit(?:ted)?(?: ?date| on)?|categor(?:y|ies)|(?:primary )?subjects?|comments?|doi|"
    r"journal(?:[- ]ref(?:erence)?)?|keywords?|venue|cite as|report[- ]no|report number|msc[- ]class(?:es)?|"
    r"acm[- ]class(?:es)?|tl;?dr|primary area|submission (?:number|history)|readers|license|first submitted.*?|"
    r"(?:last )?updated?(?: date)?|paper(?: id| link| url)|作者|链接|发布.{0,4}|日期|关键词|分类"
)
_MARKED = (  # labels that are titles of papers too, unless they are marked as labels
    r"codes?|github|project(?: page)?|notes?|conference|year|source|score|relevance|reason|introduction|domain|area|"
    r"tags?|supplementary(?: material)?|bibtex|citations?|upvotes?|institutions?|datasets?|results|"
    r"method(?:s|ology)?|motivation|conclusions?|contributions?|key (?:points|contributions|insights|findings)|"
    r"ai summary|summary"
)
_LEAD = re.compile(r"^[\s>\-+\u2022|]*(#{1,6}(?=[\s*_<]))?\s*")
_TAGS = re.compile(r"</?(?:b|strong|em|i|u|font|span|p|br|div|a|summary|details|h\d|li)\b[^<>]*>")
_LABEL = re.compile(
    rf"(?i)(?P<open>\*\*|__|\*)?[^\w*_$\"'(\[]*(?P<name>{_TITLE}|{_ABSTRACT}|{_PLAIN}|{_MARKED})\s*(?P<close>\*\*|__|\*)?"
    r"\s*(?P<colon>[:\uff1a]|[.\u2014\u2013](?=\s*[A-Z]))?\s*(?P<close2>\*\*|__|\*)?\s*(?P<rest>.*)$"
)
_BOLD_LABEL = re.compile(r"(?:\*\*|__)[^*_]{1,40}(?:[:\uff1a]\s*(?:\*\*|__)|(?:\*\*|__)\s*[:\uff1a])")
_LINK = re.compile(
    r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((?:<[^>]*>|[^()\s]*(?:\([^()]*\)[^()\s]*)*)(?:\s+\"[^\"]*\")?\)"
)
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_NUMBER = re.compile(r"^(?:\[\d{1,4}\]|\(?\d{1,4}[.)\]]|\d{1,4}\s*[.:)])\s+(?=\S)")


def label(line: str) -> tuple[str, str] | None:
    """Name in small letters and text behind it, where a line begins with a label such as "**Authors:**".

    The name is "title" or "abstract" in whatever language, that of another label we know, or empty for one we do not.
    """
    lead = _LEAD.match(line)
    behind = line[lead.end() :] if lead else line
    text = _TAGS.sub("", behind).strip()
    match = _LABEL.match(text)
    if match is None:
        return ("", "") if _BOLD_LABEL.match(text) else None
    name, rest, colon = match["name"].lower(), match["rest"].strip(), match["colon"] or ""
    telling = bool(re.fullmatch(f"(?i){_TITLE}|{_ABSTRACT}", name))
    is_heading = bool(lead and lead.group(1))
    closed = bool(match["close"] or match["close2"])
    marked = is_heading or closed or behind.startswith("<")
    if colon in (":", "\uff1a"):
        is_label = closed or bool(re.fullmatch(_PLAIN, name))
        certain = telling or (is_label and not (is_heading and rest))
    elif colon:
        certain = name == "abstract" or (telling and (marked or colon == "\u2014"))
    elif rest:
        certain = telling and closed
    else:
        certain = marked or (telling and name.startswith("abs"))
    if not certain:
        return None
    if telling:
        name = "title" if re.fullmatch(f"(?i){_TITLE}", name) else "abstract"
    return name, rest


def plain(markdown: str) -> str:
    """The text of a line of Markdown or HTML: marks, links and tags gone."""
    text = _IMAGE.sub("", markdown)
    for _ in range(2):
        text = _LINK.sub(r"\1", text)
    text = re.sub(r"^[\s>]*(?:#{1,6}\s+|[-+*\u2022]\s+)?", "", text)
    text = re.sub(r"</?font\b[^<>]*>", "", text)
    text = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])", r"\1", text)
    text = re.sub(
        r"</?(?:b|strong|i|em|p|br|span|div|sup|sub|a|summary|details|ol|ul|li|h\d|font|u)\b[^<>]*>", " ", text
    )
    text = re.sub(r"\\([\\`*_{}\[\]()#+.!|<>~-])", r"\1", text)
    return clean(without_markup(text))


def heading(markdown: str) -> str:
    """A title without number, marks and what is not of it: of a linked heading the text of the first link."""
    text = re.sub(r"\s+#+\s*$", "", _IMAGE.sub("", markdown).strip())
    if match := re.match(r"[\s>#*+_\-\u2022]*(?:\*\*)?(?:\d{1,4}[.)]\s+)?(?:\*\*)?" + _LINK.pattern[2:], text):
        text = match.group(1)
    text = plain(text)
    text = _NUMBER.sub("", re.sub(r"^[^\\\w@$(\"'\u201c\u2018\u00bf\u00a1\[]+", "", text))
    return clean(text)


def blocks(source: Input, alone: int) -> Iterator[Line | Problem]:
    """Number of the first line and text of each run of lines; a line of `alone` characters is a block of its own."""
    start, lines = 0, list[str]()
    for line in source.text_lines():
        if isinstance(line, Problem):
            yield line
            continue
        text = clean(line.text)
        if lines and (not text or len(text) >= alone):
            yield Line(start, " ".join(lines))
            lines = []
        if text:
            start = start if lines else line.number
            lines.append(text)
            if len(text) >= alone:
                yield Line(start, text)
                lines = []
    if lines:
        yield Line(start, " ".join(lines))
