"""Names brought to a common form, at three levels; each forgets more than the one before.

`form`        how a name is spelled, word by word: "Flash-Attention models" is "flash-attention"
`key`         what all spellings of one thing share, within a type: "Flash Attention" is "FlashAttention"
`search_key`  what somebody may type who looks for it: letters and digits alone

Letter case, accents, hyphens, spaces, plurals and British against American spelling do not tell one name from another;
digits and letters do, so that versions and sizes stay apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from kg.extract.text.sentences import tokens

_DIVIDER = re.compile(r"[-‐‑–/_\s]+")
_POSSESSIVE = re.compile(r"['’]s(?=\s|$)")
_BRACKETED = re.compile(r"\s*\(([^()]{2,10})\)")  # "Vision-Language-Action (VLA) models"
_DIMENSIONS = re.compile(r"\d[Dd]")  # no name by itself
# signs that typesetting brings along, no part of a name
_TYPESETTING = re.compile(r"[$\\{}~\"'“”‘’`()\[\],:;]+")
_PLURALS = (
    (re.compile(r"(?<=..)ies$"), "y"),
    (re.compile(r"(?<=[^aeiou])ices$"), "ix"),
    (re.compile(r"(?<=ys|es)es$"), "is"),
    (re.compile(r"(?<=ss|ch|sh|[a-z]x)es$"), ""),
    (re.compile(r"(?<=bi)ases$"), "as"),
    # metrics are many, robotics and dynamics are one field each, and none of them is dynamic
    (re.compile(r"((?:metr|top|crit|log|urist|terist|clin|fabr|mosa)ic)s$"), r"\1"),
    (re.compile(r"(?<=..)(?<![sui])(?<!bia)(?<!ic)s$"), ""),
)
_BRITISH = (
    (re.compile(r"(i|y)z(e|ed|er|ing|ation|able)$"), r"\1s\2"),
    (re.compile(r"^(.*(?:col|behavi|neighb|fav|lab|vap|tum))our"), r"\1or"),
    (re.compile(r"(model|label|signal|travel|channel|cancel)l(ing|ed|er)$"), r"\1\2"),
    (re.compile(r"(cent|met|fib)re$"), r"\1er"),
    (re.compile(r"^artefact"), "artifact"),
    (re.compile(r"^(catal|dial)ogue$"), r"\1og"),
    (re.compile(r"^grey"), "gray"),
    (re.compile(r"^programme$"), "program"),
)
# nouns that say the type of a thing once more, after a name that is one without them: "ImageNet dataset"
_REPEATED = {
    "method": frozenset(
        {
            "algorithm",
            "method",
            "model",
            "framework",
            "architecture",
            "optimizer",
            "optimiser",
            "mechanism",
            "technique",
            "approach",
        }
    ),
    "dataset": frozenset({"dataset", "benchmark", "corpus", "challenge"}),
    "metric": frozenset({"score", "metric"}),
    "hardware": frozenset({"gpu", "processor", "accelerator"}),
    "task": frozenset({"task", "problem"}),
}
# participles after a method that say that it is used: "LLM-based", "AI-generated"
_USED = frozenset({"based", "driven", "generated", "powered", "enabled", "assisted", "guided"})


@lru_cache(maxsize=200_000)
def form(type_: str, name: str) -> str:
    """A name as folded words joined by hyphens: how it is spelled, as far as its parts go.

    >>> form("dataset", "ImageNet datasets"), form("method", "Flash Attention"), form("method", "FlashAttention")
    ('imagenet', 'flash-attention', 'flashattention')
    """
    words = _words(name)
    while len(words) > 1 and _says_no_more(type_, _word(words[-1])) and _is_name(words[:-1], words[-1]):
        words = words[:-1]
    # a task is one whether it is called so or not; the words of "multi-task" hang together
    if (
        type_ == "task"
        and len(words) > 1
        and _says_no_more(type_, _word(words[-1]))
        and name.rstrip().endswith(f" {words[-1]}")
    ):
        words = words[:-1]
    return "-".join(_word(word) for word in words) or name.casefold()


def shortened(type_: str, spelled: str) -> Iterator[str]:
    """Forms without the noun that says the type once more, and without what says only that a thing is used.

    They mean the same where what is left is a name that is known.

    >>> list(shortened("task", "classification-task")), list(shortened("method", "transformer-based-model"))
    (['classification'], ['transformer-based', 'transformer'])
    """
    words = spelled.split("-")
    while len(words) > 1 and _says_no_more(type_, words[-1]):
        words.pop()
        yield "-".join(words)


def _says_no_more(type_: str, word: str) -> bool:
    """Whether a word at the end of a name of this type adds nothing to it."""
    return word in _REPEATED.get(type_, ()) or (type_ == "method" and word in _USED)


def key(type_: str, name: str) -> str:
    """What all spellings of a name share; another version or size has another key.

    >>> key("method", "Flash Attention") == key("method", "flash-attention") == key("method", "FlashAttention")
    True
    >>> key("method", "GPT-3.5") == key("method", "GPT-35")
    False
    """
    return key_of(form(type_, name))


@lru_cache(maxsize=200_000)
def key_of(spelled: str) -> str:
    """The key of a form: its words joined, with a point where two digits meet."""
    joined = re.sub(r"(?<=\d)[-.](?=\d)", "\0", spelled).replace("-", "").replace(".", "").replace("+", "plus")
    return joined.replace("\0", ".")


def search_key(name: str) -> str:
    """A name without case, hyphens, spaces and compatibility forms: "Flash-Attention" is "FlashAttention"."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).casefold()) or name


def is_short(name: str) -> bool:
    """Whether a name looks like an acronym: one word, two to ten signs, mostly capitals ("FID", "DDIMs")."""
    bare = name[:-1] if name[-1:] == "s" and len(name) > 2 else name
    capitals = sum(map(str.isupper, bare))
    return 2 <= len(bare) <= 10 and " " not in bare and capitals >= 2 and capitals * 2 > sum(map(str.isalpha, bare))


def stands_for(type_: str, name: str) -> bool:
    """Whether a name is an acronym, alone ("AI") or with words that add nothing ("AI models", "AI-generated")."""
    return is_short(name) or (
        is_short(first := _DIVIDER.split(name.strip())[0]) and form(type_, first) == form(type_, name)
    )


def spells_out(long: str, short: str) -> bool:
    """Whether the letters of the short form stand in the long form in order, the first one first.

    What holds the short form as a word ("LLM agents") does not spell it out.
    """
    if _word(short) in map(_word, _words(long)):
        return False
    return _in_order(long, short)


def _in_order(long: str, short: str) -> bool:
    letters = [c for c in (short[:-1] if short.endswith("s") else short).casefold() if c.isalnum()]
    text = _plain(long).casefold()
    if not letters or not text.startswith(letters[0]) or len(_DIVIDER.split(long.strip())) < 2:
        return False
    position = 0
    for letter in letters:
        position = text.find(letter, position) + 1
        if position == 0:
            return False
    return True


def _words(name: str) -> list[str]:
    plain = _POSSESSIVE.sub(" ", _plain(name))
    for bracketed in _BRACKETED.finditer(plain) if "(" in plain else ():
        rest = plain[: bracketed.start()] + plain[bracketed.end() :]
        if is_short(bracketed.group(1)) and _in_order(rest, bracketed.group(1)):
            plain = rest
            break
    plain = _TYPESETTING.sub(" ", plain)
    return [part for token in tokens(plain) for part in _DIVIDER.split(token.text) if part]


def _plain(text: str) -> str:
    """The text without accents and compatibility forms."""
    divided = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", "".join(c for c in divided if not unicodedata.combining(c)))


@lru_cache(maxsize=100_000)  # abstracts say the same words over and over
def _word(word: str) -> str:
    if word.isupper() and len(word) <= 6:
        return word.casefold()  # the S of an acronym is one of its letters
    if word[:-1].isupper() and word.endswith("s"):
        return word[:-1].casefold()
    folded = word.casefold()
    if len(folded) > 3:
        for pattern, singular in _PLURALS:
            changed = pattern.sub(singular, folded)
            if changed != folded:
                folded = changed
                break
    for pattern, american in _BRITISH:
        folded = pattern.sub(american, folded)
    return folded


def _is_name(words: list[str], noun: str) -> bool:
    """Whether words are a name by themselves: inner capitals or digits, or one capitalised word before "optimizer"."""
    if any(sum(map(str.isupper, w)) > 1 or any(map(str.isdigit, w)) for w in words if not _DIMENSIONS.fullmatch(w)):
        return True
    return _word(noun).startswith("optim") and len(words) == 1 and words[0][:1].isupper()
