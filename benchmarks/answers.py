"""How many answers are right: `python -m benchmarks.answers STORE [QUESTIONS]`.

STORE is a graph built from the papers that the questions are about. QUESTIONS is a file of JSON lines, a question each
with the answer that its author read in the texts; without it, `answers.jsonl` beside this module, which asks 61 things
of a listing of 64 papers. An answer is *right* where all that it shows is, *refused* where it shows nothing and says
why, and *wrong* otherwise. Prints the share of each, how much of what was to be found is shown, in how many boards the
first row is right, and every answer that is not right with what it shows or says.

Of what there is to show an edge or a number must be among others; boards and speedups may show nothing that is not
right. In a name or a figure "a|b" means either.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.model import Node
from kg.query.cards import card
from kg.query.conflicts import conflicts
from kg.query.gaps import gaps
from kg.query.leaderboard import leaderboard
from kg.query.lineage import lineage
from kg.query.names import resolve
from kg.query.paths import connections
from kg.query.similar import similar_papers
from kg.query.speedups import speedups
from kg.store import Store

Question = dict[str, Any]
QUESTIONS = Path(__file__).with_name("answers.jsonl")
_PREDICATES = {"evaluates on": "evaluatesOn", "runs on": "runsOn", "compares with": "comparesWith"}
_NEAR = 3  # the first so many of similar papers must hold the one that is most similar


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered; `verdict` is right, refused or wrong. `found` of `wanted` rows were shown; `first` tells of a
    board whether its first row is right."""

    question: str
    verdict: str
    shown: str
    found: int = 0
    wanted: int = 0
    first: bool | None = None


def folded(name: str) -> str:
    """A name without case, spaces and signs."""
    return re.sub(r"[\W_]+", "", name.casefold())


def is_named(name: str, wanted: str) -> bool:
    """Whether a name is one of those wanted, or holds it, or is the main part of it."""
    own = folded(name)
    alternatives = [folded(part) for part in wanted.split("|")]
    return any(own == other or other in own or (len(own) > 3 and own in other) for other in alternatives)


def is_figure(text: str, wanted: str) -> bool:
    """Whether a number is one of those wanted, whatever its sign."""

    def number(part: str) -> Decimal | str:
        try:
            return abs(Decimal(re.sub(r"[,\s]", "", part.replace("−", "-").strip("+x%"))))
        except InvalidOperation:
            return part

    return any(number(text) == number(part) for part in wanted.split("|"))


def answer(store: Store, question: Question) -> Answer:
    """The answer to one question, judged."""
    asked = " ".join(str(value) for key, value in question.items() if key != "right")
    try:
        return _ASKED[question["ask"]](store, question, asked)
    except KgError as error:
        right = question["right"]
        return Answer(asked, "refused", str(error), 0, len(right) if isinstance(right, list) else 1)


def _thing(store: Store, names: str, type_: str | None = None) -> Node:
    """The thing of one of several names. Raises KgError where none is known."""
    *others, last = names.split("|")
    for name in others:
        try:
            return resolve(store, name, type_)
        except KgError:
            continue
    return resolve(store, last, type_)


def _rows(asked: str, rows: list[tuple[str, str]], question: Question, first: bool | None = None) -> Answer:
    """The verdict on rows of a name and a figure."""
    right = [tuple(row) for row in question["right"]]
    hits = [next((w for w in right if is_named(name, w[0]) and is_figure(text, w[1])), None) for name, text in rows]
    shown = "; ".join(f"{name} {text}" for name, text in rows)
    if not rows:
        verdict = "refused" if right else "right"
    else:
        verdict = "right" if all(hits) and first is not False else "wrong"
    return Answer(asked, verdict, shown or "nothing found", len({hit for hit in hits if hit}), len(right), first)


def _speedups(store: Store, question: Question, asked: str) -> Answer:
    found = speedups(store, _thing(store, question["of"][0])).found
    return _rows(asked, [(f"{one.by} {one.paper}", re.sub(r"[^\d.,]", "", one.text)) for one in found], question)


def _board(store: Store, question: Question, asked: str) -> Answer:
    found = leaderboard(store, dataset=_thing(store, question["dataset"], "dataset"), variants=True)
    boards = [b for b in (*found.boards, *found.single) if is_named(b.metric, question["metric"]) and b.kind == "value"]
    if question["metric"] == "speedup":
        boards = [b for b in (*found.boards, *found.single) if is_named(b.metric, "speedup")]
    rows = [(entry.method, entry.text.strip("+−")) for board in boards for entry in board.entries]
    if not rows:
        reasons = {entry.reason for entry in found.apart if is_named(entry.metric, question["metric"])}
        return Answer(asked, "refused", "; ".join(sorted(reasons)) or "no such number", 0, len(question["right"]))
    best = question["right"][0]
    return _rows(asked, rows, question, is_named(rows[0][0], best[0]) and is_figure(rows[0][1], best[1]))


def _among(asked: str, shown: Iterable[str], wanted: list[str]) -> Answer:
    """The verdict where the wanted names must be among those shown."""
    names = list(shown)
    hits = [want for want in wanted if any(is_named(name, want) for name in names)]
    verdict = "right" if len(hits) == len(wanted) else "refused" if not names else "wrong"
    return Answer(asked, verdict, "; ".join(names) or "nothing found", len(hits), len(wanted))


def _edge(store: Store, question: Question, asked: str) -> Answer:
    node = _thing(store, question["subject"])
    turned = question["predicate"] == "proposed by"
    predicate = "proposes" if turned else _PREDICATES.get(question["predicate"], question["predicate"])
    found = card(store, node)
    names = dict(found.names)
    claims = [c for c in found.claims if c.predicate == predicate and c.polarity == "asserted"]
    ends = {c.subject if turned else c.object for c in claims if (c.object if turned else c.subject) == node.iri}
    return _among(asked, sorted(names[end] for end in ends), question["right"])


def _number(store: Store, question: Question, asked: str) -> Answer:
    found = card(store, _thing(store, question["of"], "method"))
    shown = [f"{number.text}{number.unit} {number.slot('metric')}" for number in found.numbers]
    right = any(is_figure(number.text, question["right"]) for number in found.numbers)
    verdict = "right" if right else "wrong" if shown else "refused"
    return Answer(asked, verdict, "; ".join(shown) or "no number", int(right), 1)


def _lineage(store: Store, question: Question, asked: str) -> Answer:
    found = lineage(store, _thing(store, question["of"], "method"))
    return _among(asked, [branch.label for branch in found.extended_by.branches], question["right"])


def _similar(store: Store, question: Question, asked: str) -> Answer:
    found = similar_papers(store, _thing(store, question["of"], "paper"), count=_NEAR)
    return _among(asked, [one.title for one in found], question["right"])


def _path(store: Store, question: Question, asked: str) -> Answer:
    first, second = (_thing(store, name) for name in question["between"])
    (path,) = connections(store, first.iri, second.iri)
    return Answer(asked, "right", " - ".join(node.label for node in path.nodes), 1, 1)


def _nothing(found: Iterable[object], asked: str) -> Answer:
    shown = [str(one) for one in found]
    return Answer(asked, "wrong" if shown else "right", "; ".join(shown))


_ASKED: dict[str, Callable[[Store, Question, str], Answer]] = {
    "speeds-up": _speedups,
    "board": _board,
    "edge": _edge,
    "number": _number,
    "lineage": _lineage,
    "similar": _similar,
    "path": _path,
    "conflicts": lambda store, _, asked: _nothing(conflicts(store).found, asked),
    "gaps": lambda store, _, asked: _nothing(gaps(store).found, asked),
}


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("questions", type=Path, nargs="?", default=QUESTIONS)
    arguments = parser.parse_args()
    questions = [json.loads(line) for line in arguments.questions.read_text(encoding="utf-8").splitlines() if line]
    with Store.open(arguments.store) as store:
        answers = [answer(store, question) for question in questions]
    for kind in dict.fromkeys(question["ask"] for question in questions):
        verdicts = Counter(a.verdict for a, q in zip(answers, questions, strict=True) if q["ask"] == kind)
        print(f"{kind:10}", *(f"{verdicts[verdict]:3} {verdict}" for verdict in ("right", "refused", "wrong")))
    right, refused = (sum(a.verdict == verdict for a in answers) for verdict in ("right", "refused"))
    firsts = [a.first for a in answers if a.first is not None]
    total = len(answers)
    print(f"\nright or refused: {(right + refused) / total:.2f} of {total}; right: {right / total:.2f}")
    print(f"first row right: {sum(firsts)} of {len(firsts)} boards that are shown")
    print(f"of what was to be found, shown: {sum(a.found for a in answers)} of {sum(a.wanted for a in answers)}\n")
    for one in answers:
        if one.verdict != "right":
            print(f"{one.verdict:8} {one.question}: {one.shown}")


if __name__ == "__main__":
    main()
