"""A digest in plain text or Markdown: each paper a title, and somewhere below it a text labelled as its abstract.

This covers "Title: … Abstract: …" blocks, pasted abstract pages of arXiv and OpenReview, and Markdown lists with
headings, folded abstracts or tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Paper
from kg.sources._digest_entry import Entry, Rank, is_plain_title
from kg.sources._fields import clean
from kg.sources._input import Input, Line
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._markdown_table import Table
from kg.sources._pages import heading, label, plain

_SUMMARY = re.compile(r"(?i)<summary>(.*)")
_BOLD = re.compile(r"(?:\*\*|__|<(?:b|strong)>)(?=\S)(.+?)(?<=\S)(?:\*\*|__|</(?:b|strong)>)")
_LONGEST_TITLE = 400  # characters of a line, links included
_LONGEST_LINE = 4000  # characters in which a title is looked for
_ITEM = re.compile(r"^\s*(?:[-*+\u2022]|\d{1,4}[.)])\s+")
_RULE = re.compile(r"^\s*(?:[-_*=]\s?){3,}$")
_OTHERS = ("{", "@", "<?xml", "<!doctype", "<html", "TY  -", "PMID-", "%0 ")


def _sniff(head: Head) -> Verdict:
    if (
        head.start.lower().startswith(tuple(start.lower() for start in _OTHERS))
        or '":' in head.start[:2000].split("\n")[0]
    ):
        return NO
    lines = head.text.split("\n")
    for k, line in enumerate(lines):
        found = label(line)
        if found is not None and found[0] == "abstract":
            text = clean(found[1] + " " + " ".join(lines[k + 1 : k + 8]))
            if len(text) >= 40 and any(candidate.strip() for candidate in lines[:k]):
                return Verdict(Certainty.CERTAIN, f"line {k + 1} begins an abstract")
        if line.lstrip().startswith("|") and Table(line).is_of_papers:
            return Verdict(Certainty.CERTAIN, "it has a table with columns for title and abstract")
    if any((label(line) or ("",))[0] == "title" for line in lines):
        return Verdict(Certainty.NEAR, "no line begins with 'Abstract:'")
    return NO


FORMAT = Format(
    "digest",
    (".md", ".markdown", ".txt", ".text"),
    "a digest (titles with labelled abstracts, Markdown or not)",
    _sniff,
)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the page."""
    entry, table = Entry(), None
    following: Entry | None = None
    for line in source.text_lines():
        if isinstance(line, Problem):
            yield line
            continue
        if line.text.lstrip().startswith("|"):
            table = table or Table(line.text)
            if table.is_of_papers:
                yield from table.row(line)
                continue
        else:
            table = None
        if _begins_entry(entry, line):
            yield from entry.finish()
            entry, following = Entry(), None
        elif following is not None and _begins_abstract(line):
            yield from entry.finish()
            entry, following = following, None
        elif entry.may_have_ended and following is None and is_plain_title(line.text):
            following = Entry()  # perhaps the title of the next paper; its abstract will tell
        _add(following or entry, line)
    yield from entry.finish()


def _begins_abstract(line: Line) -> bool:
    found = label(line.text)
    return found is not None and found[0] == "abstract"


def _begins_entry(entry: Entry, line: Line) -> bool:
    """Whether a line is the title of the next paper: it stands as one, and this paper has its abstract or authors."""
    found = label(line.text)
    rank, text = _candidate(line.text)
    if not entry.has_abstract:
        # a title and its authors, and now another title: the first has no abstract
        return found is None and rank is Rank.MARKED and entry.has_title_and_authors and bool(text)
    if found is not None:
        return found[0] == "title"
    return rank <= Rank.MARKED and bool(text)


def _add(entry: Entry, line: Line) -> None:
    found = label(line.text)
    entry.links(line.text)
    if found is not None:
        entry.label(found[0], plain(found[1]), line.number)
    elif not line.text.strip():
        entry.blank()
    elif _RULE.match(line.text):
        entry.rule()
    else:
        rank, text = _candidate(line.text)
        if rank > Rank.MARKED and entry.is_open:
            entry.text(plain(line.text), ends="</details>" in line.text)
        elif text:
            entry.candidate(rank, text, line.number)


def _candidate(line: str) -> tuple[Rank, str]:
    """How much a line looks like a title, and the title."""
    line = line[:_LONGEST_LINE]
    if re.match(r"^[\s>]*#{1,6}\s+\S", line):
        return Rank.MARKED, heading(line)
    bold = _BOLD.search(line)
    if summary := _SUMMARY.search(line):
        return Rank.MARKED, heading(bold.group(1) if bold else re.split(r"(?i)</summary>", summary.group(1))[0])
    if bold and _ITEM.match(line) and plain(line[: bold.start()]) == "":
        return Rank.MARKED, heading(bold.group(1))
    if _ITEM.match(line) and re.match(r"^\s*\S+\s+\[[^\]]{15,}\]\(", line):
        return Rank.MARKED, heading(_ITEM.sub("", line))
    if bold and line.strip().startswith(("**", "__", "<b", "<strong")) and len(bold.group(1)) >= 15:
        return Rank.BOLD, heading(bold.group(1))
    return Rank.PLAIN, heading(line) if len(line) <= _LONGEST_TITLE else ""
