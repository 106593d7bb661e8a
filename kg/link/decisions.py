"""What people decide: lines of a plain text file, replayed on every build, in any order to the same effect.

One decision a line, written as it would be typed: a verb, then names in double quotes where they hold spaces. A name
may say its type ("method:Adam"). `#` begins a comment.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.errors import KgError, UnknownName
from kg.link.gazetteer import Name, known_key
from kg.model import content_hash
from kg.ontology import Predicate, ontology

# verb -> what it takes, as a line shows it
VERBS = {
    "merge": ("NAME", "SAME"),
    "split": ("NAME",),
    "rename": ("NAME", "LABEL"),
    "retype": ("NAME", "TYPE"),
    "reject": ("SUBJECT", "PREDICATE", "OBJECT"),
    "accept": ("SUBJECT", "PREDICATE", "OBJECT"),
    "variant": ("NAME", "PARENT"),
    "add-missed": ("PAPER", "SUBJECT", "PREDICATE", "OBJECT", "QUOTE"),
}
_EDGES = ("reject", "accept", "add-missed")


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """One line. `arguments` are as many as `VERBS` says; names carry their type ("method:Adam")."""

    verb: str
    arguments: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join((self.verb, *(_quoted(argument) for argument in self.arguments)))

    @property
    def id(self) -> str:
        """From content alone."""
        return content_hash(self.verb, *self.arguments)

    @property
    def names(self) -> tuple[str, ...]:
        """The things that it speaks of, as written."""
        if self.verb == "add-missed":
            return (self.arguments[1], self.arguments[3])
        if self.verb in _EDGES:
            return (self.arguments[0], self.arguments[2])
        return self.arguments if self.verb == "merge" else self.arguments[:1]

    @property
    def edge(self) -> tuple[str, str, str]:
        """Subject, predicate and object of reject, accept and add-missed."""
        subject, predicate, object_ = self.arguments[1:4] if self.verb == "add-missed" else self.arguments
        return subject, predicate, object_


@dataclass(frozen=True)
class Decisions:
    """All decisions in force, sorted."""

    lines: tuple[Decision, ...] = ()

    @cached_property
    def merged(self) -> dict[Name, Name]:
        """Each name that was merged into another -> the one that stands for the whole group."""
        joined: dict[Name, set[Name]] = {}
        right: set[Name] = set()
        for decision in self.of("merge"):
            first, second = (known_key(*split_name(argument)) for argument in decision.arguments)
            right.add(second)
            group = joined.get(first, {first}) | joined.get(second, {second})
            for member in group:
                joined[member] = group
        # the name that was never said to be another; of several, or where all were, the first
        heads = {name: min(group - right or group) for name, group in joined.items()}
        return {name: head for name, head in heads.items() if name != head}

    @cached_property
    def labels(self) -> dict[Name, str]:
        """What people want a thing to be called."""
        found: dict[Name, str] = {}
        for decision in self.of("rename"):  # sorted: of two names for one thing the last in the alphabet stands
            found[known_key(*split_name(decision.arguments[0]))] = decision.arguments[1]
        return found

    @cached_property
    def parents(self) -> dict[Name, tuple[Decision, ...]]:
        """Name of a thing -> the decisions that say what it is a variant of."""
        found: dict[Name, tuple[Decision, ...]] = {}
        for decision in self.of("variant"):
            name = known_key(*split_name(decision.arguments[0]))
            name = self.merged.get(name, name)
            found[name] = (*found.get(name, ()), decision)
        return found

    def check(self, where: str) -> None:
        """Raise KgError when some things are decided to be variants of one another in a circle."""
        for name in sorted(self.parents):
            taken: list[Decision] = []
            waiting = list(self.parents[name])
            while waiting:
                line = waiting.pop()
                if line in taken:
                    continue
                taken.append(line)
                parent = known_key(*split_name(line.arguments[1]))
                parent = self.merged.get(parent, parent)
                if parent == name:
                    lines = "; ".join(sorted(map(str, taken)))
                    raise KgError(f"{where}: no thing can be a variant of itself; take one of these out: {lines}")
                waiting += self.parents.get(parent, ())

    def of(self, *verbs: str) -> tuple[Decision, ...]:
        """The decisions of these kinds."""
        return tuple(decision for decision in self.lines if decision.verb in verbs)


def split_name(text: str) -> tuple[str, str]:
    """Type and name of "method:Adam"; the type is "" where none is said.

    >>> split_name("method:Adam"), split_name("AlphaGo: Mastering")
    (('method', 'Adam'), ('', 'AlphaGo: Mastering'))
    """
    type_, colon, name = text.partition(":")
    if colon and name and type_ in {t.name for t in ontology().types}:
        return type_, name
    return "", text


def parse(text: str, where: str = "decisions") -> Decisions:
    """The decisions of a file's text; said twice is said once.

    Raises:
        KgError: a line that is none, with its number and what would be right.
    """
    found: set[Decision] = set()
    for number, line in enumerate(text.splitlines(), 1):
        try:
            words = shlex.split(line, comments=True)
        except ValueError as error:
            raise KgError(f"{where}:{number}: {error}; quotes come in pairs") from error
        if words:
            try:
                found.add(decision(words[0], words[1:]))
            except KgError as error:
                raise KgError(f"{where}:{number}: {error}") from error
    made = Decisions(tuple(sorted(found)))
    made.check(where)
    return made


def decision(verb: str, arguments: Iterable[str]) -> Decision:
    """A decision, its arguments checked and written in the one way that a line has them. Raises KgError."""
    given = tuple(" ".join(argument.split()) for argument in arguments)
    if verb not in VERBS:
        raise UnknownName("decision", verb, VERBS)
    wanted = VERBS[verb]
    if not all(given):
        raise KgError(f"{verb} takes {' '.join(wanted)}, and none of them may be empty")
    if len(given) != len(wanted):
        raise KgError(f"{verb} takes {' '.join(wanted)}, not {len(given)} words; names with spaces go in quotes")
    if verb in _EDGES:
        given = _edge(verb, given)
    if verb == "retype":
        given = (given[0], ontology().type(given[1]).name)
    made = Decision(verb, given)
    if verb in ("merge", "split", "rename", "retype", "variant"):
        types = {split_name(name)[0] for name in (made.arguments if verb == "variant" else made.names)}
        if not types <= {*ontology().entity_types, *(("paper",) if verb in ("merge", "split") else ())}:
            raise KgError(f'{verb} wants the type of each name, as in "method:{split_name(given[0])[1]}"')
        if len(types) > 1:
            raise KgError(f"{' and '.join(made.names)} are of two types; retype one first")
    return made


def relation(name: str) -> Predicate:
    """The predicate that a decision may speak of. Raises KgError."""
    found = ontology().predicate(name)
    if found.name not in (*ontology().relation_predicates, "variantOf"):
        raise KgError(f"{name} is part of a reported number; decide of {', '.join(ontology().relation_predicates)}")
    return found


def _edge(verb: str, given: tuple[str, ...]) -> tuple[str, ...]:
    """The arguments of reject, accept or add-missed, with the predicate's own name."""
    at = VERBS[verb].index("PREDICATE")
    found = relation(given[at])
    if verb == "add-missed":
        for text, types in ((given[at - 1], found.domain), (given[at + 1], found.range)):
            type_ = split_name(text)[0]
            if type_ and type_ not in types:
                raise KgError(
                    f"{found.name} joins {' or '.join(found.domain)} to {' or '.join(found.range)}, not {text}"
                )
    return (*given[:at], found.name, *given[at + 1 :])


def read(path: Path) -> Decisions:
    """The decisions of a file; none where there is no file. Raises KgError."""
    try:
        return parse(path.read_text(encoding="utf-8"), str(path))
    except FileNotFoundError:
        return Decisions()
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"cannot read {path}: {error}; a text file of decisions is wanted") from error


def append(path: Path, *made: Decision) -> None:
    """Write more lines at the end of the file. Raises KgError."""
    from kg.files import write_atomically

    old = (
        path.read_text(encoding="utf-8")
        if path.exists()
        else "# what people decided; one a line, replayed by kg build\n"
    )
    if old and not old.endswith("\n"):
        old += "\n"
    write_atomically(path, old + "".join(f"{line}\n" for line in made))


def without(path: Path, line: Decision) -> None:
    """Take a decision out of the file; comments and all other lines stay as they are. Raises KgError."""
    from kg.files import write_atomically

    text = path.read_text(encoding="utf-8")
    kept = [one for one in text.splitlines(keepends=True) if parse(one, str(path)).lines != (line,)]
    write_atomically(path, "".join(kept))


def _quoted(argument: str) -> str:
    """An argument as a word of a line: bare where it can be, in double quotes where it holds anything else."""
    bare = argument.replace(":", "").replace("-", "").replace(".", "")
    if bare.isalnum():
        return argument
    escaped = argument.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
