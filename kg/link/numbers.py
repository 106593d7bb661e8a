"""Numbers as written, as decimals."""

from __future__ import annotations

import re
from decimal import Decimal

_POWERS = {"k": 3, "m": 6, "b": 9, "t": 12, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_GROUPED = r"\d{1,3}(?:[, \u00a0\u202f]\s?\d{3})+(?:\.\d+)?"
_WRITTEN = re.compile(
    rf"(?P<sign>[+-]?)(?:(?P<grouped>{_GROUPED})|(?P<plain>\d+(?:[.,]\d+)?|\.\d+))"
    r"\s*(?P<power>[KMBT]|(?:thousand|million|billion|trillion)s?)?",
)


def decimal(text: str) -> Decimal | None:
    """The decimal a written number stands for; None for ranges and what is no number.

    A comma between groups of three digits parts thousands, any other is a decimal comma.

    >>> decimal("10,000"), decimal("1.5K"), decimal("15-50"), decimal("95,3"), decimal("three")
    (Decimal('10000'), Decimal('1500'), None, Decimal('95.3'), Decimal('3'))
    """
    written = text.strip()
    if written.casefold() in _WORDS:
        return Decimal(_WORDS.index(written.casefold()) + 1)
    match = _WRITTEN.fullmatch(written)
    if not match:
        return None
    digits = re.sub(r"[,\s]", "", match["grouped"]) if match["grouped"] else match["plain"].replace(",", ".")
    value = Decimal(match["sign"] + digits)
    if match["power"]:
        power = match["power"]
        value *= Decimal(10) ** _POWERS[power.casefold().removesuffix("s") if len(power) > 1 else power.casefold()]
    return Decimal(format(value.normalize(), "f"))
