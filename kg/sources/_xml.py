"""Records out of XML of any length: each is cut out of the text and parsed alone, so that a broken one spoils no other.

Documents that declare entities are refused; none is ever expanded, and nothing outside the file is read.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import SourceError
from kg.sources._fields import clean
from kg.sources._input import LONGEST, Input
from kg.sources._interface import Problem

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_START = 1 << 18
_ENCODING = re.compile(rb"<\?xml[^>]*\bencoding\s*=\s*[\"']([\w.:-]+)")
_NAMESPACE = re.compile(r"\s(xmlns(?::[\w.-]+)?)\s*=\s*(\"[^\"<]*\"|'[^'<]*')")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]+);")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})


@dataclass(frozen=True, slots=True)
class XmlRecord:
    """An element without namespaces, the line it begins on, and the text between it and the record before."""

    line: str
    element: Element
    before: str


def xml_records(source: Input, *tags: str) -> Iterator[XmlRecord | Problem]:
    """Each element with one of these names (without prefix), in the order of the file.

    Raises:
        SourceError: the document declares entities.
    """
    if "<!ENTITY" in source.head.text:
        raise SourceError(
            f"{source.name} declares XML entities, which can reach other files or grow without end; remove <!ENTITY …>"
        )
    yield from _Cutter(source, tags).records()


class _Cutter:
    """Cuts records out of a text that is read piece by piece."""

    def __init__(self, source: Input, tags: tuple[str, ...]) -> None:
        declared = _ENCODING.match(source.head.data.lstrip())
        name = declared.group(1).decode() if declared else "utf-8"
        try:
            decoder = codecs.getincrementaldecoder(name)
        except LookupError:
            raise SourceError(f"{source.name} declares the encoding {name!r}, which does not exist") from None
        if name.lower().startswith("utf-16"):  # it is recoded already
            decoder = codecs.getincrementaldecoder("utf-8")
        self._decoder = decoder("replace")
        self._stream = source.stream
        self._begin = re.compile(rf"<((?:[\w.-]+:)?(?:{'|'.join(map(re.escape, tags))}))(?=[\s/>])")
        self._text = ""
        self._line = 1
        self._ended = False
        self._namespaces: dict[str, str] = {}

    def records(self) -> Iterator[XmlRecord | Problem]:
        before = ""
        while True:
            match = self._begin.search(self._text)
            if match is None:
                keep = max(0, len(self._text) - 256)
                before = (before + self._drop(keep))[-_START:]
                if not self._more():
                    return
                continue
            before += self._drop(match.start())
            self._declare(before)
            yield self._record(match.group(1), before)
            before = ""

    def _record(self, name: str, before: str) -> XmlRecord | Problem:
        """The record that begins here; it is then behind us."""
        place = str(self._line)
        end = re.compile(rf"</{re.escape(name)}\s*>")
        searched = 0
        while (match := end.search(self._text, searched)) is None:
            if re.match(rf"<{re.escape(name)}(?:\s[^<>]*)?/>", self._text):  # an empty element
                self._drop(self._text.index(">"))
                return Problem("no title and abstract", place, f"an empty <{name}>")
            if len(self._text) > LONGEST:
                self._drop(len(name) + 1)
                return Problem("too long", place, f"a <{name}> of more than {LONGEST >> 20} MiB; no paper is as long")
            searched = max(0, len(self._text) - len(name) - 16)
            if not self._more():
                self._drop(len(name) + 1)
                return Problem("broken XML", place, f"<{name}> is not closed")
        text = self._text[: match.end()]
        try:
            element = self._parsed(text)
        except Exception as error:  # the parser's own exceptions, and those of what defuses it
            inner = self._begin.search(text, 1)
            self._drop(inner.start() if inner else match.end())
            return Problem("broken XML", place, f"<{name}> is no XML ({clean(str(error))})")
        self._drop(match.end())
        return XmlRecord(place, element, before)

    def _parsed(self, text: str) -> Element:
        from defusedxml.ElementTree import fromstring

        named = _ENTITY.sub(lambda e: e.group() if e.group(1) in _XML_ENTITIES else html.unescape(e.group()), text)
        declarations = "".join(f" {name}={uri}" for name, uri in self._namespaces.items())
        root: Element = fromstring(f"<r{declarations}>{named}</r>")[0]
        for element in root.iter():
            if isinstance(element.tag, str):
                element.tag = element.tag.rpartition("}")[2]
            for key in [key for key in element.attrib if "}" in key]:
                element.attrib[key.rpartition("}")[2]] = element.attrib.pop(key)
        return root

    def _declare(self, text: str) -> None:
        if "xmlns" in text:
            self._namespaces |= dict(_NAMESPACE.findall(text))

    def _drop(self, count: int) -> str:
        dropped = self._text[:count]
        self._text = self._text[count:]
        self._line += dropped.count("\n")
        return dropped

    def _more(self) -> bool:
        if self._ended:
            return False
        data = self._stream.read(_START)
        self._ended = not data
        self._text += self._decoder.decode(data, final=self._ended)
        return bool(data)


def text_at(element: Element | None, *paths: str) -> str:
    """All text of the first element at one of these paths that has any; of the element itself for no path."""
    if element is None:
        return ""
    for path in paths:
        for found in element.iterfind(path):
            if text := clean("".join(found.itertext())):
                return text
    return "" if paths else clean("".join(element.itertext()))
