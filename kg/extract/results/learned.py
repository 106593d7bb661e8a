"""Whether a number is an outcome or a setting, as the network reads it in its sentence."""

from __future__ import annotations

from kg.extract.neural.network import answers
from kg.extract.neural.pieces import around
from kg.extract.results.learned_slots import fillers
from kg.extract.results.reported import Decision, Reported, by_words, is_setting
from kg.extract.text.document import Document
from kg.model import Entity

# the network's probability from which a number is an outcome: where the rules say so too, and where they are silent
AGREED, ALONE = 0.4, 0.97


def by_network(doc: Document, entities: tuple[Entity, ...], number: Reported) -> Decision | None:
    """The decision of network and rules together; what the rules know for a setting is none."""
    words = by_words(doc, entities, number)
    if is_setting(number) or (words is None and _is_count(number)):
        return None
    shift = number.line.sentence.start
    window = around(doc, number.at, shift + number.quantity.start, shift + number.quantity.end)
    (said,) = answers([window])
    marked = sorted(window.marked)
    likely = float(said.reported[marked, 1].mean()) if marked else 0.0
    if likely < (AGREED if words else ALONE):
        return None
    filled = {slot: words for slot, (words, _) in fillers(doc, window, said, entities).items()}
    return Decision(likely, f"network+{words.rule}" if words else "network", filled)


def _is_count(number: Reported) -> bool:
    """A whole number of something, with no unit and no metric near: not worth asking about."""
    return number.how == "implied" and not number.quantity.unit and number.quantity.value.isdigit()
