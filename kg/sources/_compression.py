"""gzip, bzip2, xz and Zstandard, told by their first bytes; decompression bombs are refused."""

from __future__ import annotations

import io
from typing import BinaryIO, cast

from kg.errors import SourceError

SUFFIXES = frozenset({".gz", ".bz2", ".xz", ".zst"})
_STARTS = ((b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ\x00", "xz"), (b"\x28\xb5\x2f\xfd", "Zstandard"))
_BUFFER = 1 << 18
_HARMLESS = 64 << 20  # bytes up to which no ratio is a bomb
_RATIO = 200  # how many times its size a file may unpack to; texts stay below 50


def decompressed(stream: BinaryIO, start: bytes, name: str) -> tuple[BinaryIO, str]:
    """The bytes after decompression, and the kind of compression or nothing.

    Args:
        stream: the bytes as they are stored.
        start: the first few of them.
        name: what messages call the file.
    """
    kind = next((kind for first, kind in _STARTS if start.startswith(first)), "")
    if not kind:
        return stream, ""
    counted = _Counted(stream)
    packed = cast(BinaryIO, io.BufferedReader(counted, _BUFFER))
    return cast(BinaryIO, io.BufferedReader(_Bounded(_unpacked(packed, kind), counted, name), _BUFFER)), kind


def _unpacked(packed: BinaryIO, kind: str) -> BinaryIO:
    if kind == "gzip":
        import gzip

        return cast(BinaryIO, gzip.GzipFile(fileobj=packed))
    if kind == "bzip2":
        import bz2

        return cast(BinaryIO, bz2.BZ2File(packed))
    if kind == "xz":
        import lzma

        return cast(BinaryIO, lzma.LZMAFile(packed))
    import zstandard

    return cast(BinaryIO, zstandard.ZstdDecompressor().stream_reader(packed, read_across_frames=True))


class _Counted(io.RawIOBase):
    """A stream that counts what was read of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.read_bytes = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        target = memoryview(cast(bytearray, buffer)).cast("B")
        data = self._stream.read(len(target))
        target[: len(data)] = data
        self.read_bytes += len(data)
        return len(data)


class _Bounded(io.RawIOBase):
    """Decompressed bytes, as long as they are not absurdly many for what they came from."""

    def __init__(self, stream: BinaryIO, packed: _Counted, name: str) -> None:
        self._stream, self._packed, self._name = stream, packed, name
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        target = memoryview(cast(bytearray, buffer)).cast("B")
        data = self._stream.read(len(target))
        self._given += len(data)
        if self._given > _HARMLESS and self._given > _RATIO * self._packed.read_bytes:
            raise SourceError(
                f"{self._name} unpacks to more than {_RATIO} times its size, as a decompression bomb does; "
                "if it is none, unpack it by hand"
            )
        target[: len(data)] = data
        return len(data)
