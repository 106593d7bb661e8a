"""The invented papers that the tests write in every format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Written:
    """A paper and what formats say of it beside title and abstract."""

    title: str
    abstract: str
    authors: tuple[str, ...] = ()
    year: int = 2024
    doi: str = ""
    arxiv: str = ""
    venue: str = ""


PAPERS = (
    Written(
        "Sieve Sorting: A Shaken Approach",
        "Sorting gravel by hand is slow and tiring. We propose SieveSort, a method that shakes the gravel through a "
        "stack of sieves. On GravelBench it is 3.2x faster than DrumSort. It needs no electricity. Children like it.",
        ("Ana Pérez", "Bo Lind"),
        2024,
        "10.5555/sieve.1",
        "2401.01234",
        "Journal of Gravel",
    ),
    Written(
        "Drums Revisited",
        "Drums are said to be the best tool for sorting gravel. We compare 12 drums on GravelBench and find that the "
        "drum of Lind reaches an accuracy of 91.2%, at less than 5% of the cost. We publish all measurements.",
        ("Bo Lind",),
        2023,
        "10.5555/drum.7",
        "2305.00077",
        "Annals of Sifting",
    ),
)

Papers = Sequence[Written]
