"""A pasted page without labels: titles and abstracts in turn, with whatever else stood on the page between them.

An abstract is a block of sentences; its title is the nearest short block above it. Lines of a block that was wrapped
belong together; a blank line divides blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Paper
from kg.sources._fields import Draft, clean, shortened
from kg.sources._input import Input, Line
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._pages import blocks, heading

_LONG = 200  # characters from which on a block of sentences is an abstract, whatever stands above it
_SHORT = 40  # characters from which on it is one if a title stands above it and it ends as sentences do
_LONGEST_TITLE = 300
_SENTENCE_END = re.compile(r"[.!?。](?=[\"')\]]*(?:\s|$))")
_CLOSED = re.compile(r"[.。][\"')\]]*$")
_ABSTRACT_WORDS = re.compile(
    r"(?i)\b(?:we|our|this (?:paper|work|study|article)|propos\w+|present\w*|introduc\w+|stud(?:y|ies)|results?|"
    r"experiments?|methods?|models?|algorithms?|benchmarks?|datasets?|outperform\w*|approach(?:es)?|learn\w*|"
    r"train\w*|accuracy|faster|evaluat\w+|investigat\w+|analy[sz]\w+|framework|proofs?|prove)\b"
)
_NOISE = re.compile(
    r"(?i)^(?:by\s+\S+(?:\s+\S+){0,5}|authors?:.*|subscribe.*|sign (?:in|up).*|log ?in|get .* (?:inbox|email).*|"
    r"upvote\s*\d*|view (?:arxiv|pdf|html|paper|all|more|on|code|project|\d).*|"
    r"github|arxiv(?: page)?|pdf|code|abstract:?|read more|share|submitted (?:by|on).*|"
    r"published(?: (?:on|in|at)?.*\d.*)?|new|trending.{0,20}|"
    r"\+?\d[\d.,kK]*(?:\s+\w+)?|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b,?.{0,25}\d.{0,10}|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:, \d{4})?|https?://\S+|by\S*AK and .*|"
    r".*[:：,]|©.*|copyright\b.*|all rights reserved.*|\d+ authors?|·.*|[-_=*]{3,})$"
)
_NAME = r"(?:[^\W\d_a-z][\w.'’-]*\s+){1,3}[^\W\d_a-z][\w'’-]*[\d*†]*"
_BYLINE = re.compile(rf"{_NAME}(?:\s*(?:,|;|·|&|and|,\s*and)\s+{_NAME})+(?:,?\s*(?:et al\.?|\.\.\.|…))?")
_FOREIGN = ("{", "[", "@", "<", "%", "#!", "PMID-", "TY  -", "FN ", "PT ", "From ", "|", "---\n")


def _is_abstract(block: str, below_title: bool) -> bool:
    """Whether a block is an abstract: sentences, many or under a title."""
    ends = len(_SENTENCE_END.findall(block))
    if len(block) >= _LONG and ends >= 2:
        return True
    return below_title and ends >= 1 and len(block) >= _SHORT and bool(_CLOSED.search(block) or ends >= 2)


def _sniff(head: Head) -> Verdict:
    if head.start.startswith(_FOREIGN) or _is_tabular(head):
        return NO
    title, titles, pairs, telling = "", set[str](), 0, 0
    for part in re.split(r"\n\s*\n|\n(?=[^\n]{200})", head.start):
        block = clean(part)
        if _is_abstract(block, bool(title)):
            if title:
                pairs += 1
                titles.add(title)
                telling += len(set(map(str.casefold, _ABSTRACT_WORDS.findall(block)))) >= 2
            title = ""
        elif block and len(block) <= _LONGEST_TITLE and not _NOISE.match(block) and not _BYLINE.fullmatch(block):
            title = block
    if not pairs:
        prose = "\n\n" in head.start.strip()
        return Verdict(Certainty.NEAR, "no abstract stands below a title, divided by a blank line") if prose else NO
    if len(titles) < pairs:
        return Verdict(
            Certainty.NEAR, f"the same line stands above several texts ({shortened(title or min(titles))!r})"
        )
    if 2 * telling < pairs:
        return Verdict(Certainty.NEAR, "the text below most titles does not read as an abstract")
    return Verdict(Certainty.LIKELY, f"{pairs} abstracts stand below titles")


def _is_tabular(head: Head) -> bool:
    """Whether the first lines have the same number of tabs, commas or semicolons, as the rows of a table have."""
    lines = head.start.split("\n")[:2]
    return (
        any(
            lines[0].count(sign) >= 2 and (len(lines) < 2 or lines[1].count(sign) >= lines[0].count(sign))
            for sign in "\t,;"
        )
        and len(lines[0]) < 300
        and "abstract" in lines[0].lower()
    )


FORMAT = Format("listing", (".txt", ".text", ".md"), "a pasted listing (titles and abstracts in turn)", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the page; text that finds no title, or is too short, is a problem."""
    before: Line | None = None
    above: Line | None = None  # what may be a title, and what stood above that
    page = _Entry()
    for block in blocks(source, _LONG):
        if isinstance(block, Problem):
            yield block
        elif _is_abstract(block.text, above is not None):
            if above is not None:
                yield from page.finish()
                page, before, above = _Entry(above.text, block.number), None, None
            elif not page.abstract:
                yield Problem("no title", str(block.number), "an abstract without a title line above it")
                continue
            page.abstract.append(block.text)  # without a title between: a second paragraph
        elif len(block.text) > _LONGEST_TITLE:
            what = f"a long text that is no abstract: {shortened(block.text)!r}"
            yield Problem("no abstract", str(block.number), what)
        elif not _NOISE.match(block.text) and not (above is not None and _BYLINE.fullmatch(block.text)):
            if above is not None and _is_sentence(block.text):
                yield _too_short(block.number, block.text, above.text)
                continue
            if above is not None and page.abstract and _is_sentence(above.text):
                yield _untitled(above)
            before, above = above, block
    if before is not None and above is not None and len(above.text) > _LONG // 2:
        yield Problem("no abstract", str(above.number), f"the text below {shortened(before.text)!r} breaks off")
    if above is not None and page.abstract and _is_sentence(above.text):
        yield _untitled(above)
    yield from page.finish()


def _is_sentence(text: str) -> bool:
    return bool(_CLOSED.search(text)) and len(text.split()) > 2 and not text.endswith("etc.")


def _untitled(block: Line) -> Problem:
    what = f"a sentence below an abstract that is not taken as part of it: {shortened(block.text)!r}"
    return Problem("stray sentence", str(block.number), what, left_out=False)


def _too_short(number: int, text: str, title: str) -> Problem:
    return Problem(
        "no abstract", str(number), f"the text below {shortened(title)!r} is too short for an abstract ({text!r})"
    )


class _Entry:
    """A title and the paragraphs of its abstract."""

    def __init__(self, title: str = "", number: int = 0) -> None:
        self.title, self.number = title, number
        self.abstract = list[str]()

    def finish(self) -> Iterator[Paper | Problem]:
        """The paper, if there is one."""
        if self.abstract:
            yield Draft(heading(self.title), " ".join(self.abstract), links=[self.title]).finish(str(self.number))
