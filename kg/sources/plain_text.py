"""One paper in a file of plain text: the title on the first line, the abstract below. Only read so when asked for."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Paper
from kg.sources._fields import Draft, clean
from kg.sources._input import LONGEST, Input
from kg.sources._interface import NO, Format, Head, Problem, Verdict


def _sniff(_: Head) -> Verdict:
    return NO  # any text could be read so


FORMAT = Format("plain_text", (".txt", ".text"), "one paper (title on the first line, abstract below)", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The paper."""
    title, abstract, size, first = "", list[str](), 0, 1
    for line in source.text_lines():
        if isinstance(line, Problem):
            yield line
            continue
        text = clean(line.text)
        if not title and text:
            title, first = text, line.number
        elif text.casefold() not in ("", "abstract", "abstract:"):
            size += len(text)
            if size > LONGEST:
                yield Problem(
                    "too long", str(line.number), "the text goes on for more than 8 MiB; no abstract is as long"
                )
                return
            abstract.append(text)
    yield Draft(title, " ".join(abstract), links=[title]).finish(str(first))
