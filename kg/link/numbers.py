"""Numbers as written, as decimals."""

from __future__ import annotations

import re
from decimal import Decimal

_SUFFIX = {"K": 3, "M": 6, "B": 9, "T": 12}


def decimal(text: str) -> Decimal | None:
    """The decimal a written number stands for; None for ranges and words.

    >>> decimal("10,000"), decimal("1.5K"), decimal("15-50")
    (Decimal('10000'), Decimal('1500'), None)
    """
    match = re.fullmatch(r"([+-]?\d[\d, ]*(?:\.\d+)?)([KMBT])?", text.strip())
    if not match:
        return None
    value = Decimal(re.sub(r"[, ]", "", match.group(1)))
    if match.group(2):
        value = value * Decimal(10) ** _SUFFIX[match.group(2)]
    return Decimal(format(value.normalize(), "f"))
