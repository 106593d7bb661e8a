"""Thresholds keep their promise on data whose truth is known; curves rise and mean what they say."""

from __future__ import annotations

import json
import math
import random
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.scoring import facts
from benchmarks.scoring.facts import Fact
from kg.extract.calibration import KEEP_NONE, interpolated, read
from training import calibrate
from training.curves import SUREST, curves, isotonic
from training.risk import Judged, binomial_below, choose, hoeffding_bentkus, kept, p_value
from training.thresholds import fitted, resampled, shares

LEVEL, DELTA = 0.15, 0.1
PAIRS = st.lists(st.tuples(st.sampled_from([k / 20 for k in range(21)]), st.booleans()), min_size=1, max_size=80)
SHARES = st.floats(0.01, 0.5)


def drawn(papers: int, seed: int) -> list[Judged]:
    """Facts right as often as their confidence says, 1 to 4 a paper; in every tenth paper twice as often wrong."""
    order = random.Random(seed)  # noqa: S311 - draws, not secrets
    made = []
    for paper in range(papers):
        worse = 2 if order.random() < 0.1 else 1
        for _ in range(order.randint(1, 4)):
            confidence = round(order.betavariate(6, 1), 2)
            made.append((str(paper), confidence, order.random() >= worse * (1 - confidence)))
    return made


def as_facts(found: list[Judged], key: str = "uses", fact: str = "relation") -> list[Fact]:
    return [Fact(paper, fact, key, confidence, right) for paper, confidence, right in found]


@settings(deadline=None)  # a busy machine is no fault
@given(count=st.integers(1, 30), wrong=st.integers(0, 30), tenths=st.integers(1, 9))
def test_the_binomial_sum_is_exact(count: int, wrong: int, tenths: int) -> None:
    share = Fraction(tenths, 10)
    exact = sum(math.comb(count, k) * share**k * (1 - share) ** (count - k) for k in range(min(wrong, count) + 1))
    assert binomial_below(wrong, count, tenths / 10) == pytest.approx(float(exact))


@settings(deadline=None)  # a busy machine is no fault
@given(count=st.integers(1, 60), allowed=SHARES, level=SHARES)
def test_p_values_are_as_seldom_small_as_they_should_be(count: int, allowed: float, level: float) -> None:
    # were the error just what is allowed, the p-value would be below a level with at most that probability
    rejected = [wrong for wrong in range(count + 1) if hoeffding_bentkus(wrong / count, count, allowed) <= level]
    chance = sum(math.comb(count, wrong) * allowed**wrong * (1 - allowed) ** (count - wrong) for wrong in rejected)
    assert chance <= level + 1e-9


def test_too_few_papers_promise_nothing_and_enough_do() -> None:
    # without any error, 44 papers cannot show that at most 5 % are wrong with certainty 0.9; 45 can
    assert choose([(str(k), 0.9, True) for k in range(44)], 0.05, 0.1) is None
    chosen = choose([(str(k), 0.9, True) for k in range(45)], 0.05, 0.1)
    assert chosen is not None
    assert chosen.facts == 45
    assert choose([(str(k), 0.9, False) for k in range(500)], 0.05, 0.1) is None
    assert choose([], 0.05, 0.1) is None


def test_many_facts_of_one_paper_are_one_piece_of_evidence() -> None:
    assert choose([("one", 0.9, True)] * 1000, 0.05, 0.1) is None


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 1000), papers=st.integers(1, 120))
def test_what_is_chosen_passes_its_own_test_in_any_order(seed: int, papers: int) -> None:
    found = drawn(papers, seed)
    chosen = choose(found, LEVEL, DELTA)
    assert chosen == choose(found[::-1], LEVEL, DELTA)
    if chosen:
        assert p_value(chosen, LEVEL) <= DELTA
        again = kept(found, chosen.threshold)
        assert (again.papers, again.facts, again.wrong) == (chosen.papers, chosen.facts, chosen.wrong)


def test_the_promise_is_kept_on_200_draws() -> None:
    # the truth, from so many papers that chance plays no part
    world = drawn(6_000, 10_000)
    errors: dict[float, float] = {}
    above = any_kept = 0
    for seed in range(200):
        chosen = choose(drawn(120, seed), LEVEL, DELTA)
        if chosen:
            any_kept += 1
            error = errors.setdefault(chosen.threshold, kept(world, chosen.threshold).error)
            above += error > LEVEL
    assert any_kept > 150
    # at most 20 are expected; 33 is three standard deviations more
    assert above <= 33


def test_resampled_halves_tell_how_often_and_how_much_is_kept() -> None:
    found = as_facts(drawn(400, 1)) + as_facts(drawn(400, 2), "value", "result")
    made = resampled(found, 0.2, DELTA, together=False, lines={}, splits=10, seed=1)
    assert set(made) == {"uses", "value", "all edges", "all numbers"}
    assert made["uses"].kept_any == made["all edges"].kept_any == 10
    assert 0.3 < made["uses"].share / 10 <= 1
    assert made == resampled(found, 0.2, DELTA, together=False, lines={}, splits=10, seed=1)


def test_together_few_facts_of_a_predicate_share_the_threshold_of_all() -> None:
    found = as_facts(drawn(300, 1)) + as_facts(drawn(10, 2), "extends")
    apart, together = (fitted(found, 0.2, DELTA, together=way, lines={}) for way in (False, True))
    assert apart["extends"] is None
    assert together["extends"] == together["uses"] is not None
    assert shares(found, apart)["extends"] == 0.0
    assert 0 < shares(found, together)["extends"] <= 1


def test_together_a_predicate_is_cut_where_its_edges_are_as_probable_as_others() -> None:
    # of "extends" half as many are right as are said to be
    found = as_facts(drawn(600, 1))
    halved = [(paper, round(confidence / 2, 2), right) for paper, confidence, right in drawn(600, 2)]
    lines = curves(as_facts(drawn(600, 3)) + as_facts(halved, "extends"))
    least = fitted(found + as_facts(halved, "extends"), 0.2, DELTA, together=True, lines=lines)
    assert least["uses"] is not None
    assert least["extends"] is not None
    assert least["extends"] == pytest.approx(least["uses"] / 2, abs=0.06)


@settings(deadline=None)  # a busy machine is no fault
@given(PAIRS)
def test_curves_rise_and_stay_between_the_surest(pairs: list[tuple[float, bool]]) -> None:
    curve = isotonic(pairs)
    heights = [height for _, height in curve]
    assert heights == sorted(heights)
    assert all(1 - SUREST - 1e-9 <= height <= SUREST for height in heights)
    places = [interpolated(curve, k / 50) for k in range(51)]
    assert places == sorted(places)


def test_a_curve_is_the_share_that_is_right() -> None:
    pairs = [(0.3, k % 10 < 5) for k in range(100)] + [(0.8, k % 10 < 9) for k in range(100)]
    assert isotonic(pairs) == ((0.3, 0.5), (0.8, 0.9))
    assert interpolated(isotonic(pairs), 0.55) == pytest.approx(0.7)
    # scores in the wrong order are pooled
    assert isotonic([(0.3, True), (0.8, False)]) == ((0.55, 0.5),)


def test_types_with_few_facts_share_a_curve() -> None:
    found = as_facts(drawn(300, 1)) + as_facts(drawn(5, 2), "extends")
    assert set(curves(found)) == {"relation", "relation uses"}


def test_what_is_fitted_is_what_is_read_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    held_out, scores, output = (tmp_path / name for name in ("held-out.jsonl", "scores.jsonl", "calibration.json"))
    facts.write(as_facts(drawn(300, 1)) + as_facts([("p", 0.9, False)], "extends"), held_out)
    facts.write(as_facts(drawn(300, 2)), scores)
    words = [str(held_out), "--scores", str(scores), "--extractor", "test 1", "-o", str(output)]
    assert calibrate.main(words) == 0
    assert "of uses" in capsys.readouterr().out
    made = read(output)
    assert (made.extractor, made.papers, made.certainty) == ("test 1", 301, 0.9)
    level = made.level(0.25)
    assert level == 0.2
    assert made.thresholds[level]["extends"] == KEEP_NONE
    assert 0 < made.thresholds[level]["uses"] < 1
    assert 0 < made.kept[level]["uses"] <= 1
    assert made.sha256 == json.loads(output.read_text(encoding="utf-8"))["calibration_set"]["sha256"]
    first = output.read_bytes()
    assert calibrate.main(words) == 0
    assert output.read_bytes() == first


def test_a_broken_file_of_facts_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_text('{"paper": "x"}\n', encoding="utf-8")
    assert calibrate.main([str(path)]) == 1
    assert capsys.readouterr().err.startswith(f"Error: {path}:1: ")
