"""Fetching from servers that answer as the real ones do, faults included; nothing here leaves the machine."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.fetch import Client, FetchError, Progress, fetch, service, services
from kg.model import Paper
from kg.sources import records
from tests.cli.program import Run
from tests.fetch.server import Answer, Server, as_json, serving
from tests.sources import dumps_json, dumps_xml
from tests.sources.papers import PAPERS, Papers


def arxiv(papers: Papers, begin: int, total: int) -> Answer:  # noqa: ARG001 - as the others
    feed = dumps_xml.arxiv_atom(papers)
    count = f'<o:totalResults xmlns:o="http://a9.com/-/spec/opensearch/1.1/">{total}</o:totalResults>'
    return Answer(
        feed.replace("<entry>", count + "<entry>", 1) if papers else feed.replace("</feed>", count + "</feed>")
    )


def openalex(papers: Papers, begin: int, total: int) -> Answer:
    results = [json.loads(line) for line in dumps_json.openalex(papers).splitlines()]
    return as_json({"meta": {"count": total, "next_cursor": f"c{begin}" if papers else None}, "results": results})


def s2(papers: Papers, begin: int, total: int) -> Answer:
    end = begin + len(papers) >= total
    return as_json(
        json.loads(dumps_json.semantic_scholar(papers)) | {"total": total, "token": None if end else f"t{begin}"}
    )


def crossref(papers: Papers, begin: int, total: int) -> Answer:
    answer = json.loads(dumps_json.crossref(papers))
    answer["message"] |= {"total-results": total, "next-cursor": f"n{begin}"}
    return as_json(answer)


def hf(papers: Papers, begin: int, total: int) -> Answer:  # noqa: ARG001 - as the others
    return as_json(json.loads(dumps_json.hf_papers(papers)))


PAGES: dict[str, Callable[[Papers, int, int], Answer]] = {
    "arxiv": arxiv, "openalex": openalex, "s2": s2, "crossref": crossref, "hf": hf,
}  # fmt: skip
READ_AS = {
    "arxiv": "json_lines",
    "openalex": "openalex",
    "s2": "semantic_scholar",
    "crossref": "crossref",
    "hf": "hf_papers",
}
QUERY = {"hf": "2026-05-07"}


class Waits(list[float]):
    """How long the client slept, with a clock that only that moves."""

    def sleep(self, seconds: float) -> None:
        self.append(seconds)

    def clock(self) -> float:
        return sum(self)


def client(server: Server, waits: Waits, interval: float = 0.0) -> Client:
    return Client("The service", server.address, interval, "me@example.org", sleep=waits.sleep, clock=waits.clock)


def run_fetch(
    name: str, server: Server, output: Path, *, limit: int = 2, key: str = "", waits: Waits | None = None
) -> Progress:
    with client(server, waits if waits is not None else Waits()) as asking:
        return fetch(service(name), QUERY.get(name, "gravel"), output, limit, asking, key=key)


def two_pages(name: str) -> list[Answer]:
    return [PAGES[name](PAPERS[:1], 0, 2), PAGES[name](PAPERS[1:], 1, 2), PAGES[name]((), 2, 2)]


def small_pages(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let a page of the service hold one paper."""
    from dataclasses import replace

    import kg.fetch

    small = replace(service(name), page_size=1)
    monkeypatch.setattr(kg.fetch, "services", lambda: {name: small})


@pytest.mark.parametrize("name", sorted(services()))
def test_what_is_fetched_is_read_by_the_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    small_pages(monkeypatch, name)
    output = tmp_path / "papers.jsonl"
    with serving(*two_pages(name)) as server:
        assert run_fetch(name, server, output, key="secret").count == 2
    with records(output, None) as (found, content):
        papers = [paper for paper in content if isinstance(paper, Paper)]
    assert found.name == READ_AS[name]
    assert [(p.title, p.abstract, p.authors) for p in papers] == [(p.title, p.abstract, p.authors) for p in PAPERS]
    assert not output.with_name("papers.jsonl.part").exists()
    for _, _, headers in server.asked:
        assert headers["user-agent"].startswith("paperkg/")
        assert "me@example.org" in headers["user-agent"]
    if service(name).key:
        assert all("secret" in str(asked) for asked in server.asked)


@pytest.mark.parametrize("name", sorted(services()))
def test_a_broken_off_fetch_goes_on_where_it_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    small_pages(monkeypatch, name)
    whole, broken = tmp_path / "whole.jsonl", tmp_path / "broken.jsonl"
    with serving(*two_pages(name)) as server:
        run_fetch(name, server, whole)
    first, *rest = two_pages(name)
    with serving(first) as server, pytest.raises(FetchError, match="goes on where it stopped"):
        run_fetch(name, server, broken)
    with broken.open("ab") as file:
        file.write(b'{"half of a rec')  # as when the machine went down
    with serving(*rest) as server:
        assert run_fetch(name, server, broken).count == 2
    assert broken.read_bytes() == whole.read_bytes()


FAULTS = {
    "asked to wait": (Answer(b"slow down", 429, {"Retry-After": "7"}), [7.0]),
    "out of order": (Answer(b"<html>busy</html>", 503), [1.0]),
    "cut off": (Answer(b'{"data": [', cut=True), [1.0]),
    "a page of HTML": (Answer("<html>Welcome</html>"), [1.0]),
    "half of the JSON": (Answer('{"data": [{"title": "x"'), [1.0]),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_passes_is_waited_for(tmp_path: Path, fault: str) -> None:
    answer, expected = FAULTS[fault]
    waits = Waits()
    with serving(answer, s2(PAPERS, 0, 2)) as server:
        assert run_fetch("s2", server, tmp_path / "papers.jsonl", waits=waits).count == 2
    assert waits == expected


def test_a_date_to_wait_for(tmp_path: Path) -> None:
    waits = Waits()
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    with serving(Answer(b"", 503, {"Retry-After": date}), s2(PAPERS, 0, 2)) as server:
        run_fetch("s2", server, tmp_path / "papers.jsonl", waits=waits)
    assert 25 < sum(waits) <= 30


def test_an_empty_page_in_the_middle_of_arxiv(tmp_path: Path) -> None:
    waits = Waits()
    with serving(arxiv((), 0, 2), arxiv(PAPERS, 0, 2)) as server:
        assert run_fetch("arxiv", server, tmp_path / "papers.jsonl", waits=waits).count == 2
    assert len(waits) == 1


def test_the_pace_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_pages(monkeypatch, "arxiv")
    waits = Waits()
    with serving(*two_pages("arxiv")) as server, client(server, waits, interval=3.0) as asking:
        fetch(service("arxiv"), "gravel", tmp_path / "papers.jsonl", 2, asking)
    assert waits == [3.0]


HOPELESS = {
    "no such page": (Answer("<h1>Nothing here</h1>", 404), ("404", "Nothing here")),
    "a key is wanted": (Answer('{"error": "an API key is required"}', 401), ("401", "API key")),
    "a long wait": (Answer(b"", 429, {"Retry-After": "86400"}), ("86400",)),
    "moved away": (Answer(b"", 301, {"Location": "https://elsewhere.example.org/"}), ("elsewhere.example.org",)),
    "another shape": (Answer('["no", "object"]'), ("cannot be used",)),
}


@pytest.mark.parametrize("fault", HOPELESS)
def test_what_does_not_pass_is_told_in_one_line(tmp_path: Path, fault: str) -> None:
    answer, says = HOPELESS[fault]
    with serving(answer) as server, pytest.raises(FetchError) as error:
        run_fetch("s2", server, tmp_path / "papers.jsonl")
    assert "\n" not in str(error.value)
    assert all(word in str(error.value) for word in says)
    assert len(server.asked) == 1


def test_an_answer_without_end_is_not_read_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.fetch._client._LARGEST", 10_000)
    with serving(Answer(b" " * 20_000)) as server, pytest.raises(FetchError, match="more than"):
        run_fetch("s2", server, tmp_path / "papers.jsonl")


def test_nobody_is_there(tmp_path: Path) -> None:
    with serving() as server:
        pass
    with pytest.raises(FetchError, match="failed 6 times"):
        run_fetch("s2", server, tmp_path / "papers.jsonl")


def test_pages_that_lead_to_themselves_come_to_an_end(tmp_path: Path) -> None:
    page = as_json({"total": 9, "token": "t", "data": [{"title": "T", "abstract": "A", "paperId": "1"}]})
    with serving(page, page, page, page) as server:
        assert run_fetch("s2", server, tmp_path / "papers.jsonl", limit=9).count == 2


def test_a_hostile_feed_is_told(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE f [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><feed>&b;</feed>'
    with serving(*[Answer(bomb)] * 6) as server, pytest.raises(FetchError, match="no XML"):
        run_fetch("arxiv", server, tmp_path / "papers.jsonl")


def test_a_file_is_never_written_over(tmp_path: Path) -> None:
    output = tmp_path / "papers.jsonl"
    output.write_text("mine", encoding="utf-8")
    with serving() as server, pytest.raises(KgError, match="is there already"):
        run_fetch("s2", server, output)
    assert output.read_text(encoding="utf-8") == "mine"


def test_a_file_of_another_query_is_not_gone_on_with(tmp_path: Path) -> None:
    output = tmp_path / "papers.jsonl"
    with serving(s2(PAPERS[:1], 0, 2)) as server, pytest.raises(FetchError):
        run_fetch("s2", server, output)
    with serving() as server, pytest.raises(KgError, match="kg fetch s2 'gravel'"):
        run_fetch("hf", server, output)


def test_the_command(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "papers.jsonl"
    with serving(s2(PAPERS, 0, 7)) as server:
        result = run("fetch", "s2", "gravel", "-o", output, "--limit", "2", "--address", server.address)
    assert result.exit_code == 0, result.output
    assert result.stdout == f"2 papers of 7 that it finds from Semantic Scholar in {output}\n"
    refused = run("fetch", "s3", "gravel", "-o", output)
    assert refused.exit_code == 2
    assert "s2" in refused.stderr
