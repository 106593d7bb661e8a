"""The vocabulary as names that linking looks up, and the IRIs that names get."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.link.normalize import form, is_short, key, key_of, shortened
from kg.model import BASE, content_hash, slug
from kg.ontology import Term, vocabulary

Name = tuple[str, str]  # type, and the key that all spellings share
_WORD = re.compile(r"[a-z]{2,5}")  # as short as acronyms are


@cache
def _vocabulary() -> dict[Name, Term]:
    table: dict[Name, Term] = {}
    for term in vocabulary():  # a name before any alias
        table.setdefault((term.type, key(term.type, term.name)), term)
    for term in vocabulary():
        for name in term.aliases:
            table.setdefault((term.type, key(term.type, name)), term)
    return table


@cache
def _acronyms() -> frozenset[Name]:
    """Keys under which the vocabulary knows nothing but acronyms."""
    names: dict[Name, list[str]] = {}
    for term in vocabulary():
        for name in (term.name, *term.aliases):
            names.setdefault((term.type, key(term.type, name)), []).append(name)
    return frozenset(known for known, spellings in names.items() if all(map(is_short, spellings)))


def spelled(type_: str, name: str) -> str:
    """The form of a name; that of a plain word ("maps") is none that a known acronym ("mAP") has."""
    own = form(type_, name)
    return f"{own}'" if name.islower() and _WORD.fullmatch(own) and (type_, own) in _acronyms() else own


@lru_cache(maxsize=200_000)
def known_term(type_: str, name: str) -> Term | None:
    """The vocabulary's term that bears this name under this type, be it with a noun for the type after it."""
    own = spelled(type_, name)
    for candidate in (own, *shortened(type_, own)):
        term = _vocabulary().get((type_, key_of(candidate)))
        if term is not None:
            return term
    return None


def term_of(name: Name) -> Term | None:
    """The vocabulary's term of a key."""
    return _vocabulary().get(name)


def known_key(type_: str, name: str) -> Name:
    """The key of a name; of an alias in the vocabulary, that of its term."""
    term = known_term(type_, name)
    return type_, key(type_, term.name) if term else key_of(spelled(type_, name))


def iri_of(type_: str, spelled: str) -> str:
    """The IRI of a thing by one of its forms. What a slug leaves out ("A*") goes in as a hash, so that none is lost."""
    short = slug(spelled)
    lost = re.sub(r"[^\W_]|[-.+]", "", spelled) or len(short) < len(spelled.strip("-."))
    tail = f"-{content_hash(key_of(spelled))[:6]}" if lost else ""
    return f"{BASE}{type_}/{short}{tail}"


def term_iri(term: Term) -> str:
    """The IRI of a term of the vocabulary."""
    return iri_of(term.type, form(term.type, term.name))
