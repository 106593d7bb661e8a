"""Where a sentence names things, and which number goes with which of a list of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from kg.extract.text.document import Line
from kg.extract.text.quantities import Quantity, quantities
from kg.model import Entity, Mention

# a word that says what is measured, with the adjectives and nouns right before it that say of what
_MEASURE = re.compile(
    r"(?:\b(?!(?:the|a|an|of|in|and|or|by|with|our|its|their|to|on|for|than|is|at|from|as|up|over|only|this|that|more|less|"
    r"higher|lower|better|best|average|mean|overall|achieves?|achieving|reaches|improves?|improving|improved|reduces?|"
    r"reducing|reduced|increases?|same|similar|comparable|without|no|while|using|new|each|all|both|has|have|had|we|"
    r"significantly|relative|absolute|total|final|an)\b)[A-Za-z][\w@-]*\s+){0,2}"
    r"\b(?:accurac(?:y|ies)|precision|recall|F1(?:[- ]score)?|errors?|error rates?|success rates?|rates?|"
    r"scores?(?!\s+[$~]?\d)|perplexity|"  # "the model scores 64.2" does
    r"latency|"
    r"throughput|bandwidth|memory(?: (?:usage|footprint|consumption|cost))?|parameters|FLOPs|MACs|runtime|"
    r"(?:inference|training|execution|response|search|running|computation|compute|wall-clock) (?:time|speed|cost)s?|"
    r"speed-?ups?|(?:energy|power|resource|token) (?:consumption|usage|efficiency|savings?)|coverage|"
    r"consistency|robustness|correlation|AUC|AUROC|ROUGE(?:-\w+)?|BLEU|mAP|mIoU|IoU|PSNR|SSIM|LPIPS|FID|RMSE|MAE|MSE|MAPE|"
    r"NDCG|MRR|WER|CER|compression (?:ratio|rate)|frame rate|win rate|pass rate|pass@\d+)\b",
)
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence names an entity; offsets count in the sentence."""

    start: int
    end: int
    entity: Entity


def places_of(line: Line, entities: Iterable[Entity]) -> list[Place]:
    """All mentions of the entities in a sentence, in order."""
    shift, end = line.sentence.start, line.sentence.end
    found = (
        Place(m.start - shift, m.end - shift, entity)
        for entity in entities
        for m in entity.mentions
        if m.field == line.field and shift <= m.start < end
    )
    places = [*found]
    # a measured quantity that is no node may still be what a number is of, in words
    for match in _MEASURE.finditer(line.text):
        if not any(p.entity.type == "metric" and p.start < match.end() and match.start() < p.end for p in places):
            words = match.group()
            mention = Mention(line.field, shift + match.start(), shift + match.end(), words)
            places.append(Place(match.start(), match.end(), Entity(words, "metric", words, (words,), (mention,))))
    return sorted(places, key=lambda place: (place.start, place.end, place.entity.id))


_BETWEEN = re.compile(r"\s*(?:,|and|, and|or|/|\\?&|\(|\))?\s*(?:by|over|up to|a|an|the|of|in|on|more than)?\s*[$~+]*")


def paired(quantity: Quantity, places: Sequence[Place], line: Line) -> str | None:
    """The thing at this number's place where as many numbers as things are listed: "A and B by 42% and 54%".

    With "respectively" the numbers may stand apart: "on A and B, 2.3x faster and 2.2x faster, respectively".
    """
    found = [(q.start, q.end, q) for q in quantities_of(line)]
    numbers = _run(found, quantity.start, line.text)
    if len(numbers) < 2 and "respectively" in line.text:
        numbers = [q for *_, q in found if q.unit == quantity.unit]
    if len(numbers) < 2 or quantity.start not in [q.start for q in numbers]:
        return None
    lists = [_run([(p.start, p.end, p) for p in places], place.start, line.text) for place in places]
    fitting = [listed for listed in lists if len(listed) == len(numbers)]
    if not fitting:
        return None
    nearest = min(fitting, key=lambda listed: min(abs(p.start - quantity.start) for p in listed))
    return nearest[[q.start for q in numbers].index(quantity.start)].entity.id


def respective_words(quantity: Quantity, line: Line) -> str | None:
    """What a listed number is of where only words list as many: "51% and 63% for toys and real cups, respectively"."""
    numbers = _run([(q.start, q.end, q) for q in quantities_of(line)], quantity.start, line.text)
    told = _RESPECTIVELY.search(line.text, numbers[-1].end) if len(numbers) > 1 else None
    words = _COMMA_OR_AND.split(told["words"]) if told else []
    if len(words) != len(numbers):
        return None
    return words[[q.start for q in numbers].index(quantity.start)].strip()


_RESPECTIVELY = re.compile(r"\b(?:for|on|in|across)\s+(?:the\s+)?(?P<words>[^.;:()]{3,160}?),?\s+respectively\b")
_COMMA_OR_AND = re.compile(r",\s+(?:and\s+)?|\s+and\s+")


def listed_with(place: Place, places: Sequence[Place], line: Line) -> list[Place]:
    """The places listed together with one of them, itself among them: all of "in MAP, MRR and NDCG"."""
    return _run([(p.start, p.end, p) for p in places], place.start, line.text) or [place]


def quantities_of(line: Line) -> tuple[Quantity, ...]:
    """The numbers of a sentence, in order."""
    return _quantities(line.text)


@lru_cache(maxsize=16)  # the sentence that is being read, for all of its numbers
def _quantities(text: str) -> tuple[Quantity, ...]:
    return tuple(quantities(text))


def _run(items: Sequence[tuple[int, int, _Item]], start: int, text: str) -> list[_Item]:
    """The items listed together ("a, b and c") with the one that starts there."""
    run: list[_Item] = []
    holds = False
    end = None
    for first, last, item in items:
        if end is not None and not _BETWEEN.fullmatch(text, end, first):
            if holds:
                break
            run = []
        run.append(item)
        holds = holds or first == start
        end = last
    return run if holds else []
