"""The page's Content-Security-Policy and the integrity of its script."""

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache

# What runs before the first paint: the look that a reader has chosen, so that no page comes in
# another one first. Its hash is in every page's policy.
EARLY = "try{document.documentElement.className=localStorage.look||[]}catch{}"

_SCRIPT = re.compile(r"\.([0-9a-f]{64})\.js$")


@lru_cache(maxsize=64)
def integrity_of(path: str) -> str:
    """``sha256-…`` of a script, read from its path, which carries the whole digest."""
    found = _SCRIPT.search(path)
    if not found:
        raise ValueError(f"{path!r} does not carry the digest of a script")
    return "sha256-" + base64.b64encode(bytes.fromhex(found.group(1))).decode()


def source_of(text: str) -> str:
    """The policy's name for one inline rule or datum: its hash."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def policy_of(scripts: Iterable[str], style: str, frames: Iterable[str] = ()) -> str:
    """What this page may load: its own files, its one script and rule, its data, its embeds."""
    hosts = " ".join(sorted(set(frames)))
    frame_rule = f"; frame-src {hosts}" if hosts else ""
    return (
        f"default-src 'none'; script-src {' '.join(scripts)}; style-src 'self' {style}; "
        f"img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'{frame_rule}; "
        "base-uri 'none'; form-action 'none'"
    )
