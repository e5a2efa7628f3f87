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
from shpalta.press.database import Database
from shpalta.press.disk.io import Disk
from shpalta.press.disk.staging import staged

GZIP, BROTLI = ".gz", ".br"
SUFFIXES = (BROTLI, GZIP)
_SMALLEST = 256
# A fifth faster than 6, for 1.6% more bytes, that are sent to the few without brotli.
_GZIP_LEVEL = 4
_BROTLI_QUALITY = 5


def compress(data: bytes, suffix: str) -> bytes:
    """``data`` in the encoding of ``suffix``."""
    if suffix == GZIP:
        return bytes(deflate.gzip_compress(data, _GZIP_LEVEL))
    return bytes(brotli.compress(data, mode=brotli.MODE_TEXT, quality=_BROTLI_QUALITY))


def decoded(data: bytes, suffix: str) -> bytes | None:
    """What a sibling says; None when it is damaged."""
    try:
        return zlib.decompress(data, 31) if suffix == GZIP else brotli.decompress(data)
    except (zlib.error, brotli.error):
        return None


def worth(data: bytes) -> bool:
    """Whether a file is large enough for a sibling to save a packet."""
    return len(data) >= _SMALLEST


def await_(tables: Database, paths: Iterable[str], suffixes: Sequence[str] = SUFFIXES) -> None:
    """Note that ``paths``, which the manifest names, have new bytes and want siblings."""
    tables.executemany(
        "INSERT INTO sibling_due (path, suffixes, sequence)"
        " SELECT path, ?, sequence FROM resource WHERE path = ?"
        " ON CONFLICT (path) DO UPDATE SET suffixes = excluded.suffixes",
        [(" ".join(suffixes), path) for path in paths],
    )


def make_due(tables: Database, disk: Disk, limit: int) -> bool:
    """Make the siblings of at most ``limit`` files that wait for them, newest first; whether any
    waited.
    """
    rows = tables.execute(
        "SELECT due.path, due.suffixes, COALESCE(resource.digest, '') FROM"
        " (SELECT path, suffixes FROM sibling_due ORDER BY sequence DESC, path LIMIT ?) AS due"
        " LEFT JOIN resource ON resource.path = due.path",
        (limit,),
    ).fetchall()
    if not rows:
        return False
    packed = [
        (path, suffix, compress(data, suffix))
        for path, suffixes, name in rows
        if (data := _current(disk, path, name)) is not None
        for suffix in suffixes.split()
    ]
    for number, (_, _, data) in enumerate(packed):
        disk.write(staged(f"sibling{number}"), data)
    disk.sync(*(staged(f"sibling{number}") for number in range(len(packed))))
    for number, (path, suffix, _) in enumerate(packed):
        # Servers make an ETag of time and size: a sibling's time is its page's, which rises.
        disk.rename(staged(f"sibling{number}"), path + suffix, time_of=path)
    disk.sync_folder(*{path.rsplit("/", 1)[0]: path for path, _, _ in packed}.values())
    with tables.transaction():
        tables.executemany("DELETE FROM sibling_due WHERE path = ?", [(row[0],) for row in rows])
    return True


def _current(disk: Disk, path: str, name: str) -> bytes | None:
    """The bytes of ``path`` while they still have the digest ``name``: else their next writing
    brings the path back here. A file that the disk cannot read is for ``check`` to find: it must
    not stop what comes after it.
    """
    try:
        data = disk.read(path)
    except OSError:
        return None
    return data if data is not None and digest(data) == name and worth(data) else None
