"""Whether a number is an outcome or a setting, as the network reads it in its sentence."""

from __future__ import annotations

from kg.extract.document import Document
from kg.extract.network import answers
from kg.extract.pieces import around
from kg.extract.results import Reported, by_words, is_setting

# the network's probability from which a number is an outcome: where the rules say so too, where they are silent, and
# where they see a setting
AGREED, ALONE, AGAINST = 0.2, 0.5, 0.9


def by_network(paper: Document, number: Reported) -> tuple[float, str] | None:
    """The decision of network and rules together."""
    shift = number.line.sentence.start
    window = around(paper, number.at, shift + number.quantity.start, shift + number.quantity.end)
    (said,) = answers([window])
    marked = sorted(window.marked)
    likely = float(said.reported[marked, 1].mean()) if marked else 0.0
    words = by_words(paper, number)
    least = AGREED if words else AGAINST if is_setting(number) else ALONE
    return (likely, "network" if words is None else "network+" + words[1]) if likely >= least else None
