"""The options that several commands share."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

store_option: Decorator = click.option(
    "--store",
    type=click.Path(path_type=Path),
    envvar="KG_STORE",
    default="kg-store",
    show_default="./kg-store, or $KG_STORE",
    help="The folder that holds the graph.",
)


def format_option(*more: str) -> Decorator:
    """`--format` of a command that prints rows, with `more` formats that this command alone knows."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["table", "json", "csv", "tsv", *more]),
        default="table",
        show_default=True,
        help="A table for people, the others for programs.",
    )


confidence_option: Decorator = click.option(
    "--min-confidence",
    "least",
    type=click.FloatRange(0, 1),
    metavar="P",
    show_default="what the graph was built with, 0.5",
    help="Hide facts with a lower confidence, from 0 to 1; one line counts them.",
)


class OneOf(click.ParamType[str]):
    """A choice among names that are looked up only when the option is used, so that start-up stays quick.

    Args:
        kind: what is chosen, as the metavar shows it ("NAME").
        names: gives the names.
    """

    name = "choice"

    def __init__(self, kind: str, names: Callable[[], Iterable[str]]) -> None:
        self.kind = kind
        self.names = names

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:  # noqa: ARG002 - click's signature
        """The names themselves where they are few, else what kind of thing is chosen."""
        names = sorted(self.names())
        return f"[{'|'.join(names)}]" if len(names) <= 12 else self.kind

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, or wrong usage with the nearest names."""
        names = sorted(self.names())
        if value in names:
            return str(value)
        from kg.errors import nearest

        close = nearest(str(value), names)
        hint = f"did you mean {' or '.join(close)}?" if close else f"choose from {', '.join(names)}"
        raise click.BadParameter(f"{value!r} is none of them; {hint}", ctx, param)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """The names that begin with what is typed so far."""
        return [CompletionItem(name) for name in sorted(self.names()) if name.startswith(incomplete)]


class Offered(click.ParamType[str]):
    """A text for which the shell offers names; what is typed otherwise is for the command to judge.

    Args:
        names: gives the names.
    """

    name = "text"

    def __init__(self, names: Callable[[], Iterable[str]]) -> None:
        self.names = names

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002 - click's signature
        """The names that begin with what is typed so far."""
        return [CompletionItem(name) for name in sorted(self.names()) if name.startswith(incomplete)]


def _relations() -> Iterable[str]:
    from kg.ontology import ontology

    return ontology().relation_predicates


def _predicates() -> Iterable[str]:
    from kg.ontology import ontology

    return (predicate.name for predicate in ontology().predicates)


def _types() -> Iterable[str]:
    from kg.ontology import ontology

    return (type_.name for type_ in ontology().types)


RELATION, PREDICATE, TYPE = Offered(_relations), Offered(_predicates), Offered(_types)
PREDICATE_OR_TYPE = Offered(lambda: (*_predicates(), *_types()))


def _source_formats() -> Iterable[str]:
    from kg.sources import formats

    return formats()


def _extractors() -> Iterable[str]:
    from kg.extract import extractor_names

    return extractor_names()


sources_argument: Decorator = click.argument(
    "sources", metavar="SOURCE...", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True)
)
source_format_option: Decorator = click.option(
    "--source-format",
    type=OneOf("FORMAT", _source_formats),
    help="The format of the sources; detected from their content when not given.",
)
_choice: Decorator = click.option(
    "--extractor",
    type=OneOf("EXTRACTOR", _extractors),
    default="default",
    show_default=True,
    help="The extractor that reads the papers.",
)
_outside: tuple[tuple[str, str, str, str], ...] = (
    (
        "--endpoint",
        "KG_ENDPOINT",
        "URL",
        "Address of the service for openai-compatible, such as http://localhost:11434/v1.",
    ),
    ("--model", "KG_MODEL", "NAME", "The model of openai-compatible, or the folder of the model of gliner."),
    ("--cache", "KG_CACHE", "DIR", "Where replies of openai-compatible are kept; ~/.cache/paperkg unless given."),
)


def extractor_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--extractor` and where outside extractors find their model; the latter reach them as environment."""

    @functools.wraps(command)
    def call(*args: object, **options: Any) -> object:  # noqa: ANN401 - whatever the command takes
        given = {variable: options.pop(variable.casefold()) for _, variable, _, _ in _outside}
        with _environment(given):
            return command(*args, **options)

    for name, variable, kind, help_ in reversed(_outside):
        call = click.option(
            name, variable.casefold(), envvar=variable, show_envvar=True, metavar=kind, help=help_
        )(call)  # fmt: skip
    return _choice(call)


@contextmanager
def _environment(variables: Mapping[str, str | None]) -> Iterator[None]:
    """Set the variables that have a value, for this process and those it starts, until the block ends."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update({name: value for name, value in variables.items() if value is not None})
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
