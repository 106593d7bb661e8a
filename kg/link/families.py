"""Names that say of a thing that it is a variant of another: "Stable Diffusion v1.5", "latent diffusion model".

A name alone makes no family: the graph must hold the parent. Precision comes first: a name of two methods
("CNN-LSTM"), of something built on a class ("LLM-Pruner") and a compound ("vision-language model") make none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from kg.link.gazetteer import known_term
from kg.ontology import generic_words, resource

VARIANT_OF = "variantOf"
VERSION, PART, HEAD, DECLARED = "version in its name", "named after it", "kind by its name", "vocabulary"
STATED, DECIDED = "stated", "decision"

_TYPES = frozenset({"method", "dataset", "hardware", "task"})
# "v1.5", "2", "4o", "70B", "256×256", "80GB", "B/16"
_VERSION = re.compile(
    r"(?:v|ver\.?|version)?\d+(?:\.\d+)*[a-z]?|\d+(?:\.\d+)?[kmbt]|\d+[x×]\d+(?:px)?|\d+(?:px|gb)|[sbmlhg]/\d+",
    re.IGNORECASE,
)
_DIVIDER = re.compile(r"[-‐‑–_\s]+")
# digits or signs glued to a name: "YOLOv8", "Qwen2.5", "WillowSolver++"
_GLUED = re.compile(r"(?P<base>.*?[^\W\d_])(?:v?\d+(?:\.\d+)*|\++|\*)", re.IGNORECASE)
_LETTER = re.compile(r"(?P<base>[A-Z][a-z]{3,})[A-Z]")  # "AdamW"
_INNER = re.compile(r"\w*[a-z\d](?P<base>[A-Z]{4,})")  # "DistilBERT"
_NO_NAME = re.compile(r"[(),;:&]")
_LEAST = 3  # letters of a parent's name


@cache
def _words(kind: str) -> frozenset[str]:
    """The words of `ontology/families.tsv` of one kind."""
    lines = resource("families.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return frozenset(word for name, words in rows if name == kind for word in words.split())


@lru_cache(maxsize=100_000)
def parents(type_: str, name: str) -> tuple[tuple[str, str], ...]:
    """The names of what a thing may be a variant of, nearest first, each with the reason.

    >>> parents("method", "Stable Diffusion v1.5")[0]
    ('Stable Diffusion', 'version in its name')
    >>> parents("method", "latent diffusion model")
    (('diffusion model', 'kind by its name'),)
    """
    if type_ not in _TYPES:
        return ()
    found: dict[str, str] = {}
    term = known_term(type_, name)
    while term and term.broader and term.broader not in found:
        found[term.broader] = DECLARED
        term = known_term(type_, term.broader)
    rules = (_heads,) if type_ == "task" else (_versions, _suffixes, _glued, _heads)
    for rule in () if _NO_NAME.search(name) else rules:
        for parent, reason in rule(type_, name):
            if parent != name and _is_name(parent):
                found.setdefault(parent, reason)
    return tuple(found.items())


def is_class(key: str) -> bool:
    """Whether the key of a name is that of a class of methods ("largelanguagemodel")."""
    return key.endswith(tuple(_words("class")))


def states(quote: str, names: tuple[str, ...]) -> bool:
    """Whether a sentence calls its subject a variant of a thing with one of these names."""
    ends = "|".join(re.escape(name) for name in names)
    return bool(
        re.search(rf"\b(?:variants?|versions?|flavou?rs?)\s+of\s+(?:the\s+|an?\s+)?(?:\w+\s+)?(?:{ends})(?!\w)", quote)
    )


def _is_name(name: str) -> bool:
    letters = sum(map(str.isalpha, name))
    return len(name) >= _LEAST <= letters + 1 and name.casefold() not in generic_words() | _words("common")


def _versions(type_: str, name: str) -> Iterator[tuple[str, str]]:
    """The name without the versions and sizes at its end; of a dataset, without a size before it."""
    for cut in reversed(list(_DIVIDER.finditer(name))):
        end = _DIVIDER.split(name[cut.end() :])[0]
        if not _VERSION.fullmatch(end) and end.casefold() not in _words("sizes"):
            break
        yield name[: cut.start()], VERSION
    first = _DIVIDER.search(name)
    if type_ == "dataset" and first and name[: first.start()].casefold() in _words("sizes"):
        yield name[first.end() :], VERSION


def _suffixes(_type: str, name: str) -> Iterator[tuple[str, str]]:
    """ "GRPX" of "GRPX-Guard": the first parts of one word with hyphens, where they are no common word."""
    for cut in reversed([] if " " in name else list(re.finditer("-", name))):
        base, rest = name[: cut.start()], name[cut.end() :]
        is_two_things = known_term("method", rest) or known_term("task", rest)
        if re.search(r"\w[A-Z]|[A-Za-z]\d", base) and rest and not is_two_things:
            yield base, PART


def _glued(type_: str, name: str) -> Iterator[tuple[str, str]]:
    """ "YOLO" of "YOLOv8"; of methods also "Adam" of "AdamW" and "BERT" of "DistilBERT"."""
    is_version = _VERSION.fullmatch(_DIVIDER.split(name)[-1])
    if match := not is_version and _GLUED.fullmatch(name):
        yield match["base"], VERSION
    for pattern in (_LETTER, _INNER) if type_ == "method" else ():
        if match := pattern.fullmatch(name):
            yield match["base"], PART


def _heads(type_: str, name: str) -> Iterator[tuple[str, str]]:
    """ "diffusion model" of "latent diffusion model": what remains when words before it are left out."""
    words = name.split() if type_ in ("method", "task") else []
    for start in range(1, len(words)):
        before, head = words[start - 1].casefold(), words[start:]
        if before in _words("denying"):
            return
        if before in _words("paired") and head[0].casefold() == "language":
            continue
        # "encoding primitives" is done to primitives, and is no kind of them
        is_object = type_ == "task" and head[-1].endswith("s") and not head[-1].endswith(("ss", "is", "ics"))
        is_noun = (
            not is_object
            and len(head) > 1
            and head[0].casefold() not in _words("denying")
            and not _VERSION.fullmatch(head[-1])
        )
        if is_noun or (type_ == "method" and len(head[0]) > 5 and known_term(type_, head[0])):
            yield " ".join(head), HEAD
