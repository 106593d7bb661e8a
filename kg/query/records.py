"""Rows of an answer with typed values, as lists, pandas or polars."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, overload

from kg.errors import KgError
from kg.ontology import PREFIXES

if TYPE_CHECKING:
    from kg.store import Store

Value = str | int | float | Decimal | bool | date | None
Record = dict[str, Value]
_VALUES: dict[str, Callable[[str], Value]] = {
    PREFIXES["xsd"] + name: make
    for names, make in (
        (("integer", "int", "long", "short", "byte", "nonNegativeInteger"), int),
        (("decimal",), Decimal),
        (("double", "float"), float),
        (("boolean",), lambda text: text in ("true", "1")),
        (("date",), date.fromisoformat),
    )
    for name in names
}


@dataclass(frozen=True, slots=True)
class Records(Sequence[Record]):
    """Rows as dictionaries, in order; values are text, numbers, truth values, dates or None, IRIs are text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Record]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Record]: ...
    def __getitem__(self, index: int | slice) -> Record | Sequence[Record]:
        return list(self)[index]

    def to_pandas(self) -> Any:  # noqa: ANN401 - pandas is not there to name its type
        """A pandas DataFrame. Raises KgError where pandas is not installed."""
        _need("pandas")
        import pandas

        return pandas.DataFrame(self._plain_rows(), columns=list(self.columns))

    def to_polars(self) -> Any:  # noqa: ANN401 - polars is not there to name its type
        """A polars DataFrame. Raises KgError where polars is not installed."""
        _need("polars")
        import polars

        return polars.DataFrame(self._plain_rows(), schema=list(self.columns), orient="row", infer_schema_length=None)

    def _plain_rows(self) -> list[list[Value]]:
        """The rows with decimals as floats, which data frames calculate with."""
        return [[float(value) if isinstance(value, Decimal) else value for value in row] for row in self.rows]


def records(store: Store, text: str) -> Records:
    """The rows of a SELECT, or the triples of a CONSTRUCT or DESCRIBE, all in memory.

    Raises:
        QueryError: the query is no good, or is an ASK.
    """
    from kg.query.sparql import Question, run

    head: tuple[str, ...] = ()
    rows: list[tuple[Value, ...]] = []

    def keep(part: object) -> None:
        nonlocal head
        if isinstance(part, list):
            rows.extend(part)
        else:
            head = getattr(part, "columns", None) or head

    run(store, Question(text), keep, value)
    return Records(head, tuple(rows))


def value(term: Any) -> Value:  # noqa: ANN401 - the engine's terms share no type
    """A term of RDF as a value of Python; a literal that is not what its datatype says stays text."""
    if term is None:
        return None
    text: str = term.value if hasattr(term, "value") else str(term)
    datatype = getattr(getattr(term, "datatype", None), "value", "")
    try:
        return _VALUES[datatype](text) if datatype in _VALUES else text
    except (ValueError, ArithmeticError):
        return text


def _need(library: str) -> None:
    if find_spec(library) is None:
        raise KgError(f"{library} is not installed; install it, or take the rows as a list")
