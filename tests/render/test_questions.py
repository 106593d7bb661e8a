"""Twenty questions that the page answers within five clicks, each as the clicks it takes and where the answer stands.

A case is a line of `questions.jsonl`: the question, the steps, and what is then to be read in which part of the page. A
step is "click CSS", "button TEXT", "find NAME" (typing a name and Enter count as one click) or "filter TYPE".
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
CASES = [json.loads(line) for line in (Path(__file__).parent / "questions.jsonl").read_text("utf-8").splitlines()]


def do(reader: Any, step: str) -> None:
    verb, _, what = step.partition(" ")
    if verb == "click":
        reader.run("document.querySelector(arguments[0]).dispatchEvent(new MouseEvent('click', {bubbles: true}))", what)
    elif verb == "button":
        reader.button(what).click()
    elif verb == "find":
        reader.find(what)
    elif verb == "pick":  # the name of a second thing, the search waiting for it
        reader.press(what, "\ue007")
    elif verb == "node":
        reader.run(
            "document.querySelector(`#kg-picture [data-node='${arguments[0]}']`)"
            ".dispatchEvent(new MouseEvent('click', {bubbles: true}))",
            reader.node(what),
        )
    else:
        raise AssertionError(step)


def test_there_are_twenty_questions_of_five_clicks_at_most() -> None:
    assert len(CASES) == 20
    assert max(len(case["steps"]) for case in CASES) <= 5


@pytest.mark.parametrize("size", [(1400, 900), (390, 844)], ids=["wide", "narrow"])
def test_questions_are_answered(browser: Any, sample_html: str, size: tuple[int, int]) -> None:
    for case in CASES:
        browser.sample(sample_html, "", size)
        for step in case["steps"]:
            do(browser, step)
        text = browser.run("return document.querySelector(arguments[0]).textContent", case["where"])
        for answer in case["answers"]:
            assert answer in text, (case["question"], answer)
