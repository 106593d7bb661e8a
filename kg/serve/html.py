"""Pages as HTML. Jinja escapes every value that a template shows: what papers say is text, never markup."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from kg.ontology import ontology
from kg.serve.links import path_of
from kg.serve.page import Page

if TYPE_CHECKING:
    from jinja2 import Environment

Url = Callable[..., str]


def live_url(path: str, **parameters: str | int) -> str:
    """The address of a page of the server, with those parameters that hold anything."""
    given = {key.rstrip("_"): value for key, value in parameters.items() if value != ""}
    return f"{path}?{urlencode(given, errors='replace')}" if given else path


def html(page: Page, *, path: str, url: Url = live_url, live: bool = True, **values: object) -> str:
    """A page as a whole HTML document.

    Args:
        page: what to write.
        path: the path of its address, without a suffix.
        url: gives the address of a path with parameters.
        live: a server answers; without one, searches and forms are left out.
        values: what all templates may show.
    """
    template = environment().get_template(page.template)
    shown: Mapping[str, object] = {"jsonld": "", **values, **page.values}
    return template.render(shown, title=page.title, path=path, url=url, live=live, columns=page.columns)


@cache
def environment() -> Environment:
    """The templates, each read once."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    found = Environment(
        loader=PackageLoader("kg.serve"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    found.globals["ontology"] = ontology()
    found.globals["label_of"] = _label
    found.globals["path_of"] = path_of
    found.filters["grouped"] = _grouped
    found.filters["clean"] = clean
    found.filters["as_data"] = Markup  # of JSON that holds no "<"
    return found


def types_css() -> str:
    """The colours of the types, from the ontology, as custom properties by class."""
    lines = [f".t-{type_.name} {{ --type: {type_.color}; }}" for type_ in ontology().types]
    return "\n".join(lines) + "\n"


def clean(text: object) -> str:
    """A text without the characters that HTML has no place for, such as NUL: each becomes a replacement character."""
    return "".join(c if c.isprintable() or c in "\n\t " else _odd(c) for c in str(text))


def _odd(character: str) -> str:
    """Format characters of scripts stay; controls and halves of surrogate pairs do not."""
    code = ord(character)
    control = code < 32 or 127 <= code < 160 or 0xD800 <= code < 0xE000 or code & 0xFFFE == 0xFFFE
    return "\N{REPLACEMENT CHARACTER}" if control else character


def _label(type_: str) -> str:
    """What a type is called."""
    return ontology().type(type_).label if type_ else ""


def _grouped(number: int) -> str:
    """A number with its thousands set apart."""
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
