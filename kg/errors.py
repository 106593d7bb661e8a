"""What can be the user's fault, as exceptions whose text is the one line the user reads.

KgError
├── SourceError     a file or record that cannot be read as papers
├── StoreError      a directory that is no store, is locked, or cannot be written
├── QueryError      SPARQL that does not parse or may not run
├── ExtractorError  a paper that an outside extractor could not read
│   └── ExtractorUnavailable   an extractor that can read no paper: not installed, not set up, not reachable
├── UnknownName     a name nothing bears, with the nearest that exist
└── FormatError     a format nobody registered
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class KgError(Exception):
    """A fault the user can mend; its text says what is wrong, where, and what would be right."""


class SourceError(KgError):
    """A file or record that cannot be read as papers."""


class StoreError(KgError):
    """A store directory that is missing, foreign, locked or not writable."""


class QueryError(KgError):
    """A query that does not parse, or that asks for what is not allowed."""


class FormatError(KgError):
    """A file format that no module of the folder in charge provides."""


class ExtractorError(KgError):
    """A paper that an outside extractor could not read; others may go well."""


class ExtractorUnavailable(ExtractorError):  # noqa: N818 - said as a user would say it
    """An extractor that can read no paper now: not installed, not set up, not reachable."""


class UnknownName(KgError):  # noqa: N818 - said as a user would say it
    """A name that nothing bears.

    Args:
        kind: what was looked for, as the user would call it ("predicate", "thing").
        name: the name as the user wrote it.
        known: the names that would have been right.
    """

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.name = name
        self.nearest = tuple(nearest(name, known))
        hint = f"; did you mean {', '.join(map(repr, self.nearest))}?" if self.nearest else ""
        super().__init__(f"no {kind} is called {name!r}{hint}")


_TELLING = 4  # letters from which on a beginning says what was meant


def nearest(name: str, known: Iterable[str], count: int = 3) -> list[str]:
    """The known names closest to a mistyped one, closest first, then those that only begin so; case is ignored."""
    by_folded: dict[str, str] = {}
    for candidate in sorted(known):
        by_folded.setdefault(candidate.casefold(), candidate)
    wanted = name.casefold()
    found = get_close_matches(wanted, list(by_folded), n=count, cutoff=0.6)
    begun = [candidate for candidate in by_folded if len(wanted) >= _TELLING and candidate.startswith(wanted)]
    return [by_folded[c] for c in dict.fromkeys((*found, *begun))][:count]
