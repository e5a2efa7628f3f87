"""Telling the press that there is something to do: a hint, never a promise."""

import socket
from contextlib import suppress

from django.conf import settings
from django.db import connection, transaction


def wake_after_commit() -> None:
    """Once this transaction is committed, wake the press that waits for it.

    On PostgreSQL a NOTIFY is part of the transaction; beside it, and on SQLite, one byte goes to
    the press's socket. A press that misses it looks by itself every second.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("NOTIFY shpalta_journal")
    transaction.on_commit(_send_byte)


def _send_byte() -> None:
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as wire:
        wire.setblocking(False)
        wire.sendto(b"\x01", str(settings.SHPALTA_WAKE_SOCKET))
