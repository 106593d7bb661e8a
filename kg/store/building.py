"""Building a store from papers: what `kg build` and `kg.build` do once the papers are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError

if TYPE_CHECKING:
    from kg.link.decisions import Decisions
    from kg.link.thresholds import Thresholds
    from kg.model import Paper
    from kg.store import BuildReport, Store


def own_decisions_file(store: Path) -> Path:
    """The file of decisions that belongs to one store alone: beside it, named after it."""
    place = store.absolute()
    return place.with_name(f"{place.name}.decisions.txt")


def decisions_file(store: Path, given: Path | None = None) -> Path:
    """The file of decisions that goes with a store: the one given, else its own.

    Where it has none, it is `decisions.txt` beside it, as earlier versions wrote it for all stores of a folder.
    """
    if given is not None:
        return given
    own, shared = own_decisions_file(store), store.absolute().with_name("decisions.txt")
    return own if own.exists() or not shared.exists() else shared


def decisions_of(store: Path, given: Path | None = None) -> Decisions:
    """The decisions of that file. Raises KgError where it is named and not there, or holds a line that is none."""
    from kg.link.decisions import read

    if given is not None and not given.exists():
        raise KgError(f"there is no file of decisions at {given}; `kg merge` and its like write one")
    return read(decisions_file(store, given))


def thresholds_of(min_confidence: float | None, max_error: float | None) -> Thresholds | None:
    """How sure plain edges must be, by one of two measures; None where neither is given, for what is in force.

    Args:
        min_confidence: the least confidence of every edge, from 0 to 1.
        max_error: the largest share of wrong edges, from 0 to 1; the calibration turns it into thresholds.

    Raises:
        KgError: both are given, or the error of the extractor has not been measured.
    """
    from kg.link.thresholds import Thresholds

    if min_confidence is not None and max_error is not None:
        raise KgError("give a least confidence or a largest error, not both")
    if max_error is not None:
        from kg.extract.calibration import KEEP_NONE
        from kg.extract.calibration import thresholds as calibrated

        return Thresholds.of(calibrated(max_error), KEEP_NONE)
    return None if min_confidence is None else Thresholds(min_confidence)


def build(
    store: Store,
    papers: Iterable[Paper],
    extractor: str = "default",
    *,
    jobs: int = 1,
    progress: Callable[[int], None] = lambda _: None,
    decisions: Path | None = None,
    thresholds: Thresholds | None = None,
) -> BuildReport:
    """Read papers into a store, and put in force what people decided.

    Args:
        store: an open store.
        papers: in any order.
        extractor: a name of `kg.extract.extractors()`.
        jobs: processes that read at once.
        progress: called with the number of papers just done.
        decisions: the file of decisions; the store's own when not given.
        thresholds: how sure plain edges must be; None leaves in force what is.

    Raises:
        KgError: the extractor cannot be used, a decision is none, or the store cannot be written.
    """
    from kg.extract import version

    decided = decisions_of(store.path, decisions)
    version(extractor)  # says at once when the extractor cannot be used
    return store.build(papers, extractor, jobs=jobs, progress=progress, decisions=decided, thresholds=thresholds)
