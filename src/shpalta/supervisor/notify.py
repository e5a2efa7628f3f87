"""Signs of life for systemd, where it asks for them (sd_notify(3)); elsewhere nothing happens."""

from __future__ import annotations

import contextlib
import os
import socket

READY = "READY=1"
ALIVE = "WATCHDOG=1"
STOPPING = "STOPPING=1"


def notify(state: str) -> bool:
    """Tell the manager of services ``state``; whether there is one that listens."""
    place = os.environ.get("NOTIFY_SOCKET", "")
    if place[:1] not in ("/", "@"):
        return False
    address = f"\0{place[1:]}" if place[0] == "@" else place
    kind = socket.SOCK_DGRAM | socket.SOCK_CLOEXEC
    with socket.socket(socket.AF_UNIX, kind) as sender, contextlib.suppress(OSError):
        sender.sendto(state.encode(), address)
        return True
    return False
