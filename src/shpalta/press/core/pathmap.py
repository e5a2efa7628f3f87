"""The path map: one root digest for an edition, updated along the paths that changed.

A path falls into one of 65,536 buckets by SHA-256 of itself, a bucket into one of 256 groups. A
bucket's digest covers its sorted lines ``path NUL digest LF``, a group's its non-empty buckets, the
root the non-empty groups. So the root is a function of the map alone, whatever its history.
"""

import hashlib
from collections.abc import Iterable, Mapping

BUCKETS = 65_536
GROUP = 256
EMPTY = ""


def bucket_of(path: str) -> int:
    """The bucket of ``path``: the first two bytes of its SHA-256."""
    return int.from_bytes(hashlib.sha256(path.encode()).digest()[:2], "big")


def bucket_digest(lines: Iterable[tuple[str, str]]) -> str:
    """The digest of one bucket's (path, digest) lines; empty for none."""
    content = b"".join(f"{path}\x00{name}\n".encode() for path, name in sorted(lines))
    return hashlib.sha256(content).hexdigest() if content else EMPTY


def fold_digests(digests: Mapping[int, str]) -> str:
    """The digest of numbered digests (buckets of a group, groups of the root); empty for none."""
    lines = [f"{number}:{name}\n".encode() for number, name in sorted(digests.items()) if name]
    return hashlib.sha256(b"".join(lines)).hexdigest() if lines else EMPTY


def root_of(files: Mapping[str, str]) -> str:
    """The root of a whole map by the definition: what every incremental one must equal."""
    buckets: dict[int, list[tuple[str, str]]] = {}
    for path, name in files.items():
        buckets.setdefault(bucket_of(path), []).append((path, name))
    groups: dict[int, dict[int, str]] = {}
    for number, lines in buckets.items():
        groups.setdefault(number // GROUP, {})[number] = bucket_digest(lines)
    return fold_digests({number: fold_digests(group) for number, group in groups.items()})
