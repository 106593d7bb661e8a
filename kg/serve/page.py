"""What a page is before it is written in one format or another, and what it is made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kg.store import Store

Cell = str | int | float | None
_LONGEST = 500  # characters of a parameter; no name is longer


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Args:
        template: the file of `templates/` that writes it as HTML.
        title: its title, as plain text.
        values: what the template shows beside the title.
        data: what its JSON holds: lists, dictionaries, dataclasses of `kg.query`, numbers, text.
        columns: the columns of its CSV.
        rows: the rows of its CSV.
        about: IRIs of what its RDF describes.
        whole: describe with all claims and quotes, not by the plain triples alone.
        status: of HTTP.
    """

    template: str
    title: str
    values: Mapping[str, object] = field(default_factory=dict)
    data: object = None
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    about: tuple[str, ...] = ()
    whole: bool = False
    status: int = 200


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A page that is found under another address of this server."""

    path: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a page.

    Args:
        store: the open store.
        parameters: names and values, in order.
        iri: the thing asked about, where the address names one.
        editable: the asking browser may correct.
    """

    store: Store
    parameters: tuple[tuple[str, str], ...] = ()
    iri: str = ""
    editable: bool = False

    def one(self, name: str) -> str:
        """The value of a parameter without the white space around it, "" where it is not given."""
        return next(iter(self.many(name)), "")

    def many(self, name: str) -> list[str]:
        """All values of a parameter that hold anything."""
        found = (value[:_LONGEST].strip() for key, value in self.parameters if key == name)
        return [value for value in found if value]

    def number(self, name: str, default: int, least: int, most: int) -> int:
        """The value of a parameter as a number within bounds, the default where it is none."""
        value = self.one(name)
        return min(most, max(least, int(value))) if value.isascii() and value.isdigit() and len(value) < 10 else default


Maker = Callable[[Asked], Page | Elsewhere]
