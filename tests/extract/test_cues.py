"""Every row of the tables of cues: its pattern fits its example, and without the row the example is misread."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

import kg.extract
from kg.extract.cues import Cue, cues, pattern, tables, threshold, without
from kg.extract.entities.contribution import proposal
from kg.extract.relations.extensions import extension
from kg.extract.text.comparisons import comparison
from kg.extract.text.document import document
from kg.extract.text.polarity import polarity
from kg.model import Mention, Paper

# what each kind of row of polarity.tsv makes of its example
POLARITY = {
    "negates": "negated", "negates-object": "negated", "hedges": "hedged", "doubts": "hedged", "questions": "hedged",
    "denies-nothing": "asserted", "ends-scope": "asserted", "ends-scope-after": "asserted", "own": "asserted",
    "others-subject": "attributed", "hearsay": "attributed", "according": "attributed", "shown-by": "attributed",
    "by-others": "attributed",
}  # fmt: skip
EXTENSIONS = {"extends": "extends", "is-extended": "extends", "extends-by-name": "extends"}
PROPOSALS = {"proposes": "proposes", "called": "proposes", "object-ends": "none"}
COMPARISONS = {"wins": "wins", "loses": "lost", "parity": "parity", "differs": "differs", "compares": "compared"}


def mentions(sentence: str, name: str) -> list[Mention]:
    """Where a name stands in an abstract."""
    return [Mention("abstract", m.start(), m.end(), name) for m in re.finditer(re.escape(name), sentence)]


def compared(sentence: str, position: int) -> str:
    name = sentence[position:].split(maxsplit=1)[0].rstrip(",.")
    (named,) = [mention for mention in mentions(sentence, name) if mention.start == position]
    return comparison(document(Paper("", sentence)), mentions(sentence, "SieveSort"), named)


def extended(sentence: str, position: int) -> str:
    name = sentence[position:].split(maxsplit=1)[0].rstrip(",.")
    (named,) = [mention for mention in mentions(sentence, name) if mention.start == position]
    found = extension(document(Paper("", sentence)), mentions(sentence, "SieveSort"), named)
    return "extends" if found else "none"


def proposed(sentence: str, position: int) -> str:
    return "none" if proposal(sentence[:position]) is None else "proposes"


READINGS: dict[str, Callable[[str, int], str]] = {
    "comparisons": compared,
    "extensions": extended,
    "polarity": polarity,
    "proposals": proposed,
}
EXPECTED = {"polarity": POLARITY, "comparisons": COMPARISONS, "extensions": EXTENSIONS, "proposals": PROPOSALS}
ROWS = [(table, cue) for table in tables() for cue in cues(table)]
IDS = [f"{table}:{cue.id}" for table, cue in ROWS]


def marked(sentence: str) -> tuple[str, int]:
    """A sentence without its square brackets, and where the first stood."""
    assert sentence.count("[") == sentence.count("]") == 1, sentence
    return sentence.replace("[", "").replace("]", ""), sentence.index("[")


def expected(table: str, cue: Cue) -> str:
    return EXPECTED[table][cue.says]


@pytest.mark.parametrize(("table", "cue"), ROWS, ids=IDS)
def test_a_row_is_right_and_needed(table: str, cue: Cue) -> None:
    read = READINGS[table]
    assert read(*marked(cue.example)) == expected(table, cue)
    assert read(*marked(cue.counter_example)) != expected(table, cue)
    with without(cue.id):
        assert read(*marked(cue.example)) != expected(table, cue), "the row is not needed"


@pytest.mark.parametrize("table", tables())
def test_ids_are_unique(table: str) -> None:
    ids = [cue.id for cue in cues(table)]
    assert len(ids) == len(set(ids))


def test_a_table_without_rows_of_a_kind_matches_nothing() -> None:
    assert pattern("polarity", "no such kind").search("anything") is None


def test_every_threshold_says_how_it_was_chosen_and_is_read() -> None:
    folder = Path(kg.extract.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    for group, rows in tomllib.loads((folder / "cues" / "thresholds.toml").read_text(encoding="utf-8")).items():
        for name, row in rows.items():
            assert threshold(group, name) == row["value"]
            assert len(row["how"].split()) > 2
            assert f'"{name}"' in code, f"{group}.{name} is not used"
