"""BibTeX and BibLaTeX entries with abstracts, as reference managers, publishers and digital libraries export them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Paper
from kg.sources._fields import Author, Draft, clean, turned
from kg.sources._input import LONGEST, Input, Line
from kg.sources._interface import NO, Certainty, Format, Head, Problem, Verdict
from kg.sources._latex import text_of

_ENTRY = re.compile(r"\s*@\s*([A-Za-z]+)\s*[{(]")
_FIELD = re.compile(r"(?m)^[ \t]*([A-Za-z][\w-]*)[ \t]*=[ \t]*")
_PART = re.compile(
    r"\"((?:[^\"{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\"|\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}|([\w.:-]+)"
)
_NO_ENTRY = ("comment", "preamble", "string")

Fields = dict[str, str]


def _sniff(head: Head) -> Verdict:
    if match := re.search(r"(?m)^[ \t]*@[ \t]*(\w+)\s*[{(]\s*([^\s,={}\"]*)\s*,", head.text):
        return Verdict(Certainty.CERTAIN, f"it holds an entry @{match.group(1)}")
    if re.search(r"(?m)^[ \t]*@\w+\s*[{(]", head.text):
        return Verdict(Certainty.LIKELY, "it holds what begins as an entry does")
    return NO


FORMAT = Format("bibtex", (".bib", ".bibtex", ".biblatex"), "BibTeX (entries with title and abstract)", _sniff)


def read(source: Input) -> Iterator[Paper | Problem]:
    """The papers in the order of the file; a broken entry is read as far as it can be, and told."""
    strings = ""
    for chunk in _chunks(source):
        if isinstance(chunk, Problem):
            yield chunk
            continue
        kind = match.group(1).lower() if (match := _ENTRY.match(chunk.text)) else ""
        if kind == "string":
            strings += chunk.text + "\n"
        elif kind and kind not in _NO_ENTRY:
            yield from _entries(chunk, strings if re.search(r"=\s*[A-Za-z]|#", chunk.text) else "")


def _chunks(source: Input) -> Iterator[Line | Problem]:
    """The text of each entry, and the number of its first line."""
    start, lines, size = 1, list[str](), 0
    for line in source.text_lines():
        if isinstance(line, Problem):
            yield line
            continue
        if _ENTRY.match(line.text) and lines:
            yield Line(start, "\n".join(lines))
            start, lines, size = line.number, [], 0
        size += len(line.text)
        if size > LONGEST:
            yield Problem("too long", str(start), f"an entry of more than {LONGEST >> 20} MiB; is a brace not closed?")
            lines, size = [], 0
        lines.append(line.text)
    yield Line(start, "\n".join(lines))


def _entries(chunk: Line, strings: str) -> Iterator[Paper | Problem]:
    """The entries of a piece of text, which is one of them where each begins on a line of its own."""
    import logging

    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import DuplicateFieldKeyBlock, Entry, ParsingFailedBlock

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    offset = chunk.number - strings.count("\n")
    failed = False
    for block in parse_string(strings + chunk.text).blocks:
        place = str(offset + (block.start_line or 0))
        # of two fields of one name the first counts
        entry = block.ignore_error_block if isinstance(block, DuplicateFieldKeyBlock) else block
        if isinstance(entry, Entry):
            values = dict[str, str]()
            for field in entry.fields:
                values.setdefault(field.key.lower(), _value(str(field.value)))
            yield from _finished(values, entry.key, place)
        elif isinstance(block, ParsingFailedBlock) and not failed:
            failed = True  # what follows a broken entry in the same piece of text is part of it
            yield from _mended(chunk.text, place)


def _value(text: str) -> str:
    """A value; where it is joined of several by "#", all of them."""
    if "#" not in text or not re.match(r"\s*[\"{\w]", text) or not re.search(r"[\"}\w]\s*#\s*[\"{\w]", text):
        return text
    if not re.fullmatch(rf"\s*(?:{_PART.pattern})(?:\s*#\s*(?:{_PART.pattern}))+\s*", text):
        return text
    return "".join(next(filter(None, part.groups()), "") for part in _PART.finditer(text))


def _mended(text: str, place: str) -> Iterator[Paper | Problem]:
    """What can be told of an entry whose braces do not match: each field ends where the next line with one begins."""
    head = re.match(r"\s*@\s*\w+\s*[{(]\s*([^\s,={}]*)", text)
    key = head.group(1) if head else ""
    starts = list(_FIELD.finditer(text))
    ends = [match.start() for match in starts[1:]] + [len(text)]
    values = {
        match.group(1).lower(): text[match.end() : end].strip().rstrip(",}) \n").strip('{}" \n')
        for match, end in zip(starts, ends, strict=False)
    }
    what = f"entry {key!r} is broken: a brace or comma is missing"
    if not values.get("title") or not values.get("abstract"):
        yield Problem("broken entry", place, f"{what}; it is left out")
        return
    yield Problem("broken entry", place, f"{what}; its fields are read up to the line of the next", left_out=False)
    yield from (record for record in _finished(values, key, place) if isinstance(record, Paper))


def _finished(values: Fields, key: str, place: str) -> Iterator[Paper | Problem]:
    texts = {name: clean(text_of(value)) for name, value in values.items() if name not in ("author", "editor", "file")}
    eprint = texts.get("eprint", "")
    prefix = texts.get("archiveprefix", "") or texts.get("eprinttype", "")
    is_arxiv = "arxiv" in prefix.lower() or (not prefix and bool(eprint))
    draft = Draft(
        texts.get("title", ""),
        texts.get("abstract", ""),
        key,
        texts.get("date") or f"{texts.get('year', '')} {texts.get('month', '')}",
        texts.get("url", ""),
        next((texts[name] for name in ("journal", "journaltitle", "booktitle", "series") if texts.get(name)), ""),
        _authors(values.get("author", "")),
        {"doi": texts.get("doi", ""), "pmid": texts.get("pmid", ""), "arxiv": eprint if is_arxiv else ""},
        [texts.get(name, "") for name in ("url", "journal", "note", "howpublished", "link", "arxivid", "ee")],
    )
    if not key and (texts.get("title") or texts.get("abstract")):
        yield Problem("no key", place, "an entry without a key; it is read all the same", left_out=False)
    yield draft.finish(place, f"entry {key!r}")


def _authors(text: str) -> tuple[Author, ...]:
    """ "Family, Given and Given Family" as "Given Family" each; "and" within braces belongs to a name."""
    text = clean(text)
    names, depth, start = list[str](), 0, 0
    for match in re.finditer(r"\\.|[{}]| and ", text):
        sign = match.group()
        depth += (sign == "{") - (sign == "}")
        if depth <= 0 and sign.strip() == "and":
            names.append(text[start : match.start()])
            start = match.end()
    names.append(text[start:])
    return tuple(
        Author(clean(text_of(name)) if re.fullmatch(r"\{[^{}]*\}", name.strip()) else turned(text_of(name)))
        for name in names
        if name.strip() and name.strip().lower() != "others"
    )
