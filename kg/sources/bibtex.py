"""BibTeX and BibLaTeX entries with abstracts, as Zotero and publishers export them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import SourceError
from kg.model import Paper
from kg.sources import Format, Rejected
from kg.sources._fields import arxiv, clean, decode, doi

FORMAT = Format(
    "bibtex",
    (".bib", ".bibtex"),
    "BibTeX (entries with title and abstract)",
    lambda head: bool(re.search(r"(?m)^\s*@\w+\s*[{(]", head)),
)


def read(data: BinaryIO, name: str, rejected: Rejected) -> Iterator[Paper]:
    """The papers in the order of the file; an entry without title or abstract is rejected."""
    import logging

    import bibtexparser
    from bibtexparser.bparser import BibTexParser
    from bibtexparser.latexenc import latex_to_unicode

    lines: list[str] = []
    for number, line in enumerate(data, start=1):
        try:
            lines.append(decode(line, name, number))
        except SourceError as error:
            rejected(error)
            lines.append("\n")
    text = "".join(lines)
    # it tells of odd entries through logging; what we cannot use is rejected below, in our own words
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    parser = BibTexParser(common_strings=True, ignore_nonstandard_types=False)
    try:
        entries = bibtexparser.loads(text, parser).entries
    except Exception as error:
        raise SourceError(f"{name}: not BibTeX that can be parsed ({clean(str(error))[:80]})") from error
    if not entries:
        raise SourceError(f"{name} holds no BibTeX entry; expected @article{{key, title = …, abstract = …}}")
    for entry in entries:
        fields = {
            key: clean(re.sub(r"[{}]", "", latex_to_unicode(re.sub(r"\\([%&#_])", r"\1", value))))
            for key, value in entry.items()
            if isinstance(value, str) and key != "author"
        }
        key = entry.get("ID", "?")
        missing = [field for field in ("title", "abstract") if not fields.get(field)]
        if missing:
            place = re.search(rf"@\w+\s*{{\s*{re.escape(key)}\s*,", text)
            number = text[: place.start() if place else 0].count("\n") + 1
            rejected(SourceError(f"{name}:{number}: entry {key!r} has no {' and '.join(missing)}"))
            continue
        yield Paper(
            fields["title"],
            fields["abstract"],
            key,
            doi(fields.get("doi", "")),
            arxiv(fields.get("eprint", ""), fields.get("url", "") if "arxiv" in fields.get("url", "") else ""),
            _date(fields),
            _authors(latex_to_unicode(entry.get("author", ""))),
            fields.get("url", ""),
        )


def _date(fields: dict[str, str]) -> str:
    match = re.search(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", fields.get("date") or fields.get("year") or "")
    return match.group() if match else ""


def _authors(text: str) -> tuple[str, ...]:
    """ "Family, Given and Given Family" as "Given Family" each."""
    names: list[str] = []
    for part in re.split(r"\s+and\s+", clean(re.sub(r"[{}]", "", text))):
        family, comma, given = part.partition(",")
        name = clean(f"{given} {family}" if comma else part).replace(";", ",")
        if name:
            names.append(name)
    return tuple(names)
