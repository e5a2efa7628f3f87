"""Compressed siblings: a cache beside the edition, each decoding to the manifest's digest.

``.gz`` by libdeflate, ``.br`` by brotli quality 5 for what is published live; a full press makes
``.gz`` alone and leaves ``.br`` to be polished later (compression is the bottleneck of both).
No clock and no name goes into a gzip header, so equal bytes give equal siblings.
"""

import zlib
from collections.abc import Iterable, Sequence

import brotli
import deflate

from shpalta.lib.digests import digest
from shpalta.press.disk.io import Disk

GZIP, BROTLI = ".gz", ".br"
SUFFIXES = (BROTLI, GZIP)
_SMALLEST = 256
_GZIP_LEVEL = 6
_BROTLI_QUALITY = 5
_STAGED = "/.staging/sibling"


def compress(data: bytes, suffix: str) -> bytes:
    """``data`` in the encoding of ``suffix``."""
    if suffix == GZIP:
        return bytes(deflate.gzip_compress(data, _GZIP_LEVEL))
    return brotli.compress(data, mode=brotli.MODE_TEXT, quality=_BROTLI_QUALITY)


def decoded(data: bytes, suffix: str) -> bytes | None:
    """What a sibling says; None when it is damaged."""
    try:
        return zlib.decompress(data, 31) if suffix == GZIP else brotli.decompress(data)
    except (zlib.error, brotli.error):
        return None


def worth(data: bytes) -> bool:
    """Whether a file is large enough for a sibling to save a packet."""
    return len(data) >= _SMALLEST


def make(
    disk: Disk, files: Iterable[tuple[str, str]], suffixes: Sequence[str] = SUFFIXES
) -> list[str]:
    """Make the siblings of ``files`` (path, digest), durably; the paths that are done with.

    A file whose bytes no longer have that digest is left: its next writing brings it back here.
    """
    done, placed = [], []
    for path, name in files:
        data = disk.read(path)
        done.append(path)
        if data is None or digest(data) != name or not worth(data):
            continue
        for suffix in suffixes:
            staged = f"{_STAGED}{suffix}"
            disk.write(staged, compress(data, suffix))
            disk.sync(staged)
            disk.rename(staged, path + suffix)
        placed.append(path)
    folders = {path.rsplit("/", 1)[0]: path for path in placed}
    for path in folders.values():
        disk.sync_folder(path)
    return done


def damaged(disk: Disk, path: str, data: bytes) -> list[str]:
    """Siblings of ``path`` that do not decode to ``data``."""
    wrong = []
    for suffix in SUFFIXES:
        found = disk.read(path + suffix)
        if found is not None and decoded(found, suffix) != data:
            wrong.append(path + suffix)
    return wrong
