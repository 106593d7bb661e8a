"""SPARQL updates: what decisions can say is done and lasts, all else is refused and changes nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.model import BASE
from tests.cli.program import invoke

WEAVE, STABLE, DDIM = (f"<{BASE}method/{name}>" for name in ("cacheweave", "stable-diffusion", "ddim"))
USES = f"DELETE DATA {{ {WEAVE} kg:uses {STABLE} }}"


@pytest.fixture
def place(example_store: Path, tmp_path: Path) -> Path:
    """A store that may be changed."""
    shutil.copytree(example_store, tmp_path / "store")
    return tmp_path / "store"


def holds(place: Path, ask: str) -> bool:
    return invoke("query", f"ASK {{ {ask} }}", "--store", place).stdout == "yes\n"


def test_a_deleted_edge_is_a_decision_that_every_build_replays(place: Path, examples: list[Path]) -> None:
    assert holds(place, f"{WEAVE} kg:uses {STABLE}")
    done = invoke("query", "--update", USES, "--store", place)
    assert done.exit_code == 0, done.output
    assert (
        'reject method:CacheWeave uses "method:Stable Diffusion"'
        in place.with_name(f"{place.name}.decisions.txt").read_text()
    )
    assert not holds(place, f"{WEAVE} kg:uses {STABLE}")
    assert invoke("build", *examples, "--store", place).exit_code == 0
    assert not holds(place, f"{WEAVE} kg:uses {STABLE}")
    assert invoke("verify", "--store", place).exit_code == 0
    assert invoke("validate", "--store", place).exit_code == 0


UPDATES = {
    "DELETE { ?a kg:outperforms ?b } WHERE { ?a kg:outperforms ?b ; skos:prefLabel 'TurboPalette' }": (
        "FILTER NOT EXISTS { ?a kg:outperforms ?b . ?a skos:prefLabel 'TurboPalette' }"
    ),
    f"INSERT DATA {{ {WEAVE} skos:prefLabel 'Weave' }}": f"{WEAVE} skos:prefLabel 'Weave'",
    f"DELETE {{ ?x ?p ?l }} INSERT {{ ?x ?p 'Sampler' }} WHERE {{ ?x ?p ?l FILTER(?x={DDIM} && ?p=skos:prefLabel) }}": (
        f"{DDIM} skos:prefLabel 'Sampler' FILTER NOT EXISTS {{ {DDIM} skos:prefLabel 'DDIM' }}"
    ),
    f"INSERT DATA {{ {WEAVE} owl:sameAs <{BASE}method/stridediff> }}": (
        f"{WEAVE} skos:altLabel 'StrideDiff' FILTER NOT EXISTS {{ <{BASE}method/stridediff> a kg:Method }}"
    ),
    f"INSERT DATA {{ {STABLE} a kg:Dataset }}": f"<{BASE}dataset/stable-diffusion> a kg:Dataset",
}


@pytest.mark.parametrize("text", [text for text, after in UPDATES.items() if after])
def test_what_an_update_leaves(place: Path, text: str) -> None:
    done = invoke("query", "--update", text, "--store", place)
    assert done.exit_code == 0, done.output
    after = UPDATES[text]
    assert after is not None
    assert holds(place, after)


def test_what_was_renamed_can_be_decided_of_again(place: Path) -> None:
    for text in (f"INSERT DATA {{ {WEAVE} skos:prefLabel 'Weave' }}", f"INSERT DATA {{ {WEAVE} a kg:Dataset }}"):
        done = invoke("query", "--update", text, "--store", place)
        assert done.exit_code == 0, done.output
    assert holds(place, f"<{BASE}dataset/cacheweave> a kg:Dataset")


REFUSED = {
    f"INSERT DATA {{ {WEAVE} kg:uses {DDIM} }}": "kg add-missed",
    f"INSERT DATA {{ {WEAVE} skos:note 'x' }}": "cannot be inserted",
    f"DELETE DATA {{ {WEAVE} skos:prefLabel 'CacheWeave' }}": "cannot be deleted",
    f"DELETE DATA {{ {WEAVE} kg:outperforms {STABLE} }}": "nothing to delete",
    f"INSERT DATA {{ <{BASE}method/nothing> skos:prefLabel 'x' }}": "kg find",
    f"DELETE DATA {{ GRAPH <http://x> {{ {WEAVE} kg:uses {STABLE} }} }}": "named graphs",
    f"DELETE DATA {{ {WEAVE} kg:usess {STABLE} }}": "did you mean kg:uses?",
    f"DELETE DATA {{ {WEAVE} kg:uses }}": "line 1, column",
    f"{USES} ; {USES}": "one update at a time",
    "CLEAR ALL": "CLEAR",
    "LOAD <http://localhost/x>": "LOAD",
    "SELECT * { ?s ?p ?o }": "SELECT",
    "": "no update",
    f"DELETE {{ ?a kg:uses ?b }} INSERT {{ ?a kg:uses {DDIM} }} WHERE {{ ?a kg:uses ?b }}": "no sentence",
}


def test_what_is_refused_changes_nothing(example_store: Path) -> None:
    before = sorted((path.name, path.stat().st_mtime_ns) for path in example_store.iterdir() if "graph" in path.name)
    for text, words in REFUSED.items():
        done = invoke("query", "--update", text, "--store", example_store)
        assert done.exit_code == 1, text
        assert words in done.stderr, (text, done.stderr)
        assert done.stderr.count("\n") == 1
    assert before == sorted((p.name, p.stat().st_mtime_ns) for p in example_store.iterdir() if "graph" in p.name)
    assert not example_store.with_name(f"{example_store.name}.decisions.txt").exists()
    assert "--update" in invoke("query", USES, "--store", example_store).stderr


def test_an_update_that_matches_nothing_says_so(place: Path) -> None:
    done = invoke("query", "--update", "DELETE WHERE { ?a kg:runsOn ?a }", "--store", place)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "nothing matches" in done.stderr
