"""An input as the formats see it: decompressed, in UTF-8, line by line or whole, in bounded memory."""

from __future__ import annotations

import codecs
import io
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import SourceError
from kg.sources._compression import SUFFIXES, decompressed
from kg.sources._interface import HEAD, Head, Problem

LONGEST = 8 << 20  # bytes of one record: no record of a paper is longer
LARGEST = 4 << 30  # bytes of a file that must be unpacked to disk to be read
_MARKS = (  # the longer first: the mark of UTF-16 begins that of UTF-32
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an input, counted from 1, without its line break."""

    number: int
    text: str


class Input:
    """One file or standard input, opened.

    Args:
        name: what messages call it.
        path: the file, or None for standard input.
        stream: its bytes after decompression and recoding to UTF-8, without byte order mark.
        head: its beginning.
        is_plain: whether the file holds these very bytes.
    """

    def __init__(self, name: str, path: Path | None, stream: BinaryIO, head: Head, *, is_plain: bool) -> None:
        self.name = name
        self.path = path
        self.stream = stream
        self.head = head
        self._is_plain = is_plain

    def lines(self) -> Iterator[Line | Problem]:
        """Every line as text; a line that is too long or not UTF-8 is a problem in its place."""
        number = 0
        while raw := self.stream.readline(LONGEST):
            number += 1
            if not raw.endswith(b"\n") and len(raw) >= LONGEST:
                while (rest := self.stream.readline(LONGEST)) and not rest.endswith(b"\n"):
                    pass
                yield Problem("too long", str(number), f"a line of more than {LONGEST >> 20} MiB; no paper is as long")
                continue
            try:
                yield Line(number, raw.decode().rstrip("\r\n"))
            except UnicodeDecodeError as error:
                yield not_utf8(str(number), error.start + 1)

    def text_lines(self) -> Iterator[Line | Problem]:
        """As `lines`, but faults of the encoding are told once and such lines are empty: they may be anything."""
        told = False
        for line in self.lines():
            if isinstance(line, Line) or line.kind != "not UTF-8":
                yield line
            elif not told:
                told = True
                yield Problem(line.kind, line.place, f"{line.detail}; lines like this are left out")

    @contextmanager
    def file(self) -> Iterator[Path]:
        """The bytes as a file on disk, for formats that are not read from front to back."""
        if self.path is not None and self._is_plain:
            yield self.path
            return
        with tempfile.NamedTemporaryFile(prefix="kg-", suffix=self.head.suffix) as copy:
            written = 0
            while chunk := self.stream.read(1 << 20):
                written += len(chunk)
                if written > LARGEST:
                    raise SourceError(f"{self.name} unpacks to more than {LARGEST >> 30} GiB; unpack it by hand")
                copy.write(chunk)
            copy.flush()
            yield Path(copy.name)


def not_utf8(place: str, byte: int) -> Problem:
    """The problem of a line whose bytes are no UTF-8 from this byte on, counted from 1."""
    return Problem("not UTF-8", place, f"byte {byte} of the line is not UTF-8; save the file as UTF-8")


@contextmanager
def opened(path: Path | None) -> Iterator[Input]:
    """A file, or standard input for None.

    Raises:
        SourceError: it is not there, is no file, is empty or cannot be decompressed.
    """
    name = str(path) if path else "standard input"
    with _raw(path) as file:
        start = file.read(8)
        plain, kind = decompressed(_joined(start, file), start, name)
        data = _read_fully(plain, HEAD)
        if not data.strip():
            raise SourceError(f"{name} is empty")
        encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
        text = (
            data[len(mark_of(data)) :].decode(encoding or "utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        )
        head = Head(data, text, _suffix(path), len(data) < HEAD)
        joined = _joined(data[len(mark_of(data)) :], plain)
        stream = joined if encoding in ("", "utf-8") else io.BufferedReader(_Recoded(joined, encoding), HEAD)
        regular = path is not None and path.is_file()
        yield Input(name, path, stream, head, is_plain=regular and not kind and not encoding)


def mark_of(data: bytes) -> bytes:
    """The byte order mark that the data begin with, or nothing."""
    return next((mark for mark, _ in _MARKS if data.startswith(mark)), b"")


def _suffix(path: Path | None) -> str:
    if path is None:
        return ""
    return (path.with_suffix("") if path.suffix.lower() in SUFFIXES else path).suffix.lower()


@contextmanager
def _raw(path: Path | None) -> Iterator[BinaryIO]:
    if path is None:
        yield sys.stdin.buffer
        return
    if not path.exists():
        raise SourceError(f"no file {path}" + (" (a broken link)" if path.is_symlink() else ""))
    if path.is_dir():
        raise SourceError(f"{path} is a directory; it is read by listing what is in it")
    with path.open("rb") as file:
        yield file


def _read_fully(stream: BinaryIO, size: int) -> bytes:
    """So many bytes, or all there are; a pipe may give fewer at a time."""
    parts = list[bytes]()
    while size > 0 and (part := stream.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _joined(start: bytes, rest: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(_Joined(start, rest), HEAD))


class _Joined(io.RawIOBase):
    """What was read ahead, then the rest."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start, self._rest = memoryview(start), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        target = memoryview(cast(bytearray, buffer)).cast("B")
        data: bytes | memoryview = self._start[: len(target)] or self._rest.read(len(target))
        self._start = self._start[len(target) :]
        target[: len(data)] = data
        return len(data)


class _Recoded(io.RawIOBase):
    """Bytes of another encoding as UTF-8."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        target = memoryview(cast(bytearray, buffer)).cast("B")
        while not self._left:
            data = self._stream.read(1 << 16)
            self._left = self._decoder.decode(data, final=not data).encode("utf-8", "replace")
            if not data:
                break
        part = self._left[: len(target)]
        self._left = self._left[len(part) :]
        target[: len(part)] = part
        return len(part)
