"""Which records are of one work: by identifiers they share, or by title where authors and years allow it.

A record is a paper as one source gives it. All records of a work make one paper: the text of one of them, the
identifiers of all. The same records come to the same papers in any order.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from kg.link.decisions import Decision, Decisions, split_name
from kg.model import PAPER, Paper, slug

Token = tuple[str, str]  # scheme and value: what records of one work have in common

_ARXIV_DOI = "10.48550/arxiv."
_YEARS = 2  # a preprint and its publication are no further apart
_SHORT = 3  # a title of no more words is that of many works
_FOREIGN = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Work:
    """The records of one work, sorted, and the decisions that joined or parted them."""

    records: tuple[Paper, ...]
    applied: frozenset[Decision] = frozenset()

    @property
    def text(self) -> Paper:
        """The record whose title and abstract are read: the one with the longest abstract."""
        return max(self.records, key=lambda record: (len(record.abstract), record))

    @property
    def paper(self) -> Paper:
        """The work as one paper."""
        return self.records[0] if len(self.records) == 1 else _joined(self.records, self.text)


def tokens(record: Paper) -> frozenset[Token]:
    """The identifiers of a record and its title, as they are compared."""
    found = {("iri", record.iri), ("title", slug(record.title))}
    if doi := record.doi.casefold():
        found.add(("arxiv", doi.removeprefix(_ARXIV_DOI)) if doi.startswith(_ARXIV_DOI) else ("doi", doi))
    if record.arxiv:
        found.add(("arxiv", record.arxiv.casefold()))
    return frozenset(found | {(scheme, value.casefold()) for scheme, value in record.ids})


def works(records: Iterable[Paper], decisions: Decisions) -> list[Work]:
    """The works that records are of, in the order of their first records.

    Args:
        records: all that may hang together.
        decisions: "merge" joins papers and "split" parts the records with an identifier from those without.
    """
    ordered = sorted(set(records))
    of = [tokens(record) for record in ordered]
    head = list(range(len(ordered)))
    applied: dict[int, set[Decision]] = defaultdict(set)

    def find(k: int) -> int:
        while head[k] != k:
            head[k] = head[head[k]]
            k = head[k]
        return k

    for a, b, parted in _links(ordered, of, decisions):
        for line in parted:
            applied[a].add(line)
            applied[b].add(line)
        if not parted:
            head[find(b)] = find(a)
    for line in decisions.of("merge"):
        ends = [[k for k, record in enumerate(ordered) if is_meant(line_end, record)] for line_end in line.arguments]
        for a in ends[0] if ends[1] else ():
            applied[a].add(line)
            for b in ends[1]:
                head[find(b)] = find(a)
    groups: dict[int, list[int]] = defaultdict(list)
    for k in range(len(ordered)):
        groups[find(k)].append(k)
    return [
        Work(tuple(ordered[k] for k in members), frozenset(line for k in members for line in applied[k]))
        for members in sorted(groups.values())
    ]


def is_meant(text: str, record: Paper) -> bool:
    """Whether a decision's words for a paper mean a record: "paper:" and its title, IRI or "scheme:identifier"."""
    type_, name = split_name(text)
    return type_ == PAPER and (name == record.iri or not meant(name).isdisjoint(tokens(record)))


def meant(name: str) -> frozenset[Token]:
    """The tokens that a paper's name in a decision may stand for."""
    scheme, _, value = name.partition(":")
    return frozenset({("iri", name), ("title", slug(name)), (scheme.casefold(), value.strip().casefold())})


def _links(
    records: Sequence[Paper], of: Sequence[frozenset[Token]], decisions: Decisions
) -> Iterable[tuple[int, int, list[Decision]]]:
    """Pairs of records that are of one work, with the decisions that part them all the same."""
    sharing: dict[Token, list[int]] = defaultdict(list)
    for k, shared in enumerate(of):
        for token in shared:
            sharing[token].append(k)
    splits = [(line, meant(split_name(line.arguments[0])[1])) for line in decisions.of("split")
              if split_name(line.arguments[0])[0] == PAPER]  # fmt: skip
    for token in sorted(sharing):
        for a, b in combinations(sharing[token], 2):
            if token[0] == "title" and not _compatible(records[a], records[b]):
                continue
            same_iri = records[a].iri == records[b].iri  # would be one node whatever anybody says
            parted = [line for line, names in splits if bool(names & of[a]) != bool(names & of[b])]
            yield a, b, [] if same_iri else parted


def _compatible(a: Paper, b: Paper) -> bool:
    """Whether two records of one title may be of one work."""
    if a.arxiv and b.arxiv and a.arxiv.casefold() != b.arxiv.casefold():
        return False
    years = [int(record.issued[:4]) for record in (a, b) if record.issued[:4].isdigit()]
    if len(years) == 2 and abs(years[0] - years[1]) > _YEARS:
        return False
    names = _surnames(a), _surnames(b)
    shared = names[0] & names[1]
    if all(names) and not shared:
        return False
    certain = bool(shared) or a.iri == b.iri
    two_dois = bool(a.doi and b.doi) and a.doi.casefold() != b.doi.casefold()
    return certain or not (two_dois or slug(a.title).count("-") < _SHORT)


def _surnames(record: Paper) -> set[str]:
    """The last names of the authors: "Pérez" of "Ana Pérez" and of "Pérez, Ana"."""
    plain = (unicodedata.normalize("NFKD", name).casefold() for name in record.authors)
    parts = (name.split(",")[0] if "," in name else (name.split() or [""])[-1] for name in plain)
    return {found for part in parts if (found := _FOREIGN.sub("", part))}


def _joined(records: Sequence[Paper], text: Paper) -> Paper:
    """The text of one record with what all of them know; the earliest year, the longest list of authors."""
    dois = sorted({record.doi.casefold() for record in records if record.doi})
    published = [doi for doi in dois if not doi.startswith(_ARXIV_DOI)]
    arxivs = sorted({record.arxiv for record in records if record.arxiv})
    keys = sorted({record.key for record in records if record.key})
    ids = {pair for record in records for pair in record.ids}
    ids |= {("doi", doi) for doi in published[1:]} | {("arxiv", name) for name in arxivs[1:]}
    ids |= {("key", key) for key in keys[1:]}
    dates = sorted({record.issued for record in records if record.issued}, key=lambda day: (day[:4], -len(day), day))
    venues = sorted({record.venue for record in records if record.venue}, key=lambda v: ("arxiv" in v.casefold(), v))
    urls = sorted({record.url for record in records if record.url})
    return replace(
        text,
        key=(keys or [""])[0],
        doi=(published or dois or [""])[0],
        arxiv=(arxivs or [""])[0],
        issued=(dates or [""])[0],
        authors=max((record.authors for record in records), key=lambda names: (len(names), names)),
        url=text.url or (urls or [""])[0],
        ids=tuple(sorted(ids)),
        venue=(venues or [""])[0],
        orcids=tuple(sorted({pair for record in records for pair in record.orcids})),
    )
